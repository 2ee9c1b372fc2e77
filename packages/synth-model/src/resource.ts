import { readArmBody } from "./arm-body.js";
import { Element, type ElementSource, type Links } from "./element.js";
import { blocksOf, isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";
import type { Stack } from "./stack.js";

/** What CDKTF notes beside a resource. */
interface Metadata {
  readonly path?: string;
  readonly uniqueId?: string;
}

/** A resource, data source or ephemeral resource. */
export class Resource extends Element {
  /** The Terraform type: `azurerm_subnet`. */
  public readonly type: string;
  /** The path in the construct tree, where CDKTF noted it: `aml-dev/Network/Subnet`. */
  public readonly constructPath: string | undefined;
  /** CDKTF's id in the stack, where noted. */
  public readonly uniqueId: string | undefined;
  #arm: { readonly type: string | undefined; readonly apiVersion: string | undefined } | undefined;
  #body: { readonly value: JsonObject | undefined } | undefined;

  /** @internal */
  constructor(
    stack: Stack,
    source: ElementSource & { readonly type: string; readonly metadata: Metadata },
    links: Links,
  ) {
    super(stack, source, links);
    this.type = source.type;
    this.constructPath = source.metadata.path;
    this.uniqueId = source.metadata.uniqueId;
  }

  /** The provider configuration that it uses, where its stack has one. */
  public get provider(): Element | undefined {
    return this.stack.get(`provider.${this.providerName}`);
  }

  /** The provider's name in the stack, with the alias where one is given: `azurerm`, `azurerm.hub`. */
  public get providerName(): string {
    const given = this.attributes["provider"];
    return typeof given === "string" ? given.replace(/^\$\{(.*)\}$/, "$1") : this.type.replace(/_.*$/, "");
  }

  /** For azapi, the ARM type: `Microsoft.MachineLearningServices/workspaces`. */
  public get armType(): string | undefined {
    return this.#armOf().type;
  }

  /** For azapi, the api-version: `2025-12-01`. */
  public get apiVersion(): string | undefined {
    return this.#armOf().apiVersion;
  }

  /** For azapi, the request's body; also where it was given as JSON text or through `jsonencode`. See {@link arm}. */
  public get body(): JsonObject | undefined {
    this.#body ??= { value: this.armType === undefined ? undefined : readArmBody(this.attributes["body"]) };
    return this.#body.value;
  }

  /** For azapi, the body's `properties`. */
  public get properties(): JsonObject | undefined {
    const properties = this.body?.["properties"];
    return isJsonObject(properties) ? properties : undefined;
  }

  /**
   * For azapi, the object as ARM sees it: the body, with `name`, `parent_id`, `location`, `tags` and `identity` that
   * are given as arguments. An `identity` has ARM's shape, with `userAssignedIdentities`.
   */
  public get arm(): JsonObject | undefined {
    if (this.armType === undefined) return undefined;
    const arm: Record<string, Json> = {};
    for (const name of ["name", "parent_id", "location", "tags"]) {
      const value = this.attributes[name];
      if (value !== undefined) arm[name] = value;
    }
    const identity = blocksOf(this.attributes["identity"])[0];
    if (identity) arm["identity"] = armIdentity(identity);
    return { ...arm, ...this.body };
  }

  #armOf(): { readonly type: string | undefined; readonly apiVersion: string | undefined } {
    if (this.#arm) return this.#arm;
    const text = this.type.startsWith("azapi_") ? this.value("type")?.value : undefined;
    const [type, apiVersion] = typeof text === "string" ? text.split("@", 2) : [];
    this.#arm =
      type?.includes("/") && !type.includes("${") ? { type, apiVersion } : { type: undefined, apiVersion: undefined };
    return this.#arm;
  }
}

function armIdentity(identity: JsonObject): JsonObject {
  const { type, identity_ids: ids } = identity;
  return {
    ...(type === undefined ? {} : { type }),
    ...(isJsonList(ids) ? { userAssignedIdentities: Object.fromEntries(ids.map((id) => [String(id), {}])) } : {}),
  };
}

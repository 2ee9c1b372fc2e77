import { readArmBody } from "./arm-body.js";
import { ElementNode, type ElementSource, type Links } from "./element.js";
import type { DeployedResource } from "./deployment/template.js";
import { Evaluated, Hole, isTreeObject, renderContent, type Tree } from "./expression/tree.js";
import { blocksOf, isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";
import type { Content, Element, Reading, Resource, Scope } from "./model.js";
import { parsePath, type Path } from "./path.js";
import { plainName } from "./scope.js";

/** CDKTF's metadata of a resource. */
export interface Metadata {
  readonly path?: string | undefined;
  readonly uniqueId?: string | undefined;
}

/** A resource, data source or ephemeral resource. */
export class ResourceNode extends ElementNode implements Resource {
  public readonly type: string;
  public readonly constructPath: string | undefined;
  public readonly uniqueId: string | undefined;
  #arm: { readonly type: string | undefined; readonly apiVersion: string | undefined } | undefined;
  #body: { readonly value: JsonObject | undefined } | undefined;
  #armContent: Content | undefined;
  #object: JsonObject | undefined;

  constructor(
    scope: Scope,
    source: ElementSource & { readonly type: string; readonly metadata: Metadata },
    links: Links,
  ) {
    super(scope, source, links);
    this.type = source.type;
    this.constructPath = source.metadata.path;
    this.uniqueId = source.metadata.uniqueId;
  }

  public get provider(): Element | undefined {
    return this.scope.provider(this.providerName);
  }

  public get providerName(): string {
    const given = isJsonObject(this.declared) ? this.declared["provider"] : undefined;
    return typeof given === "string" ? plainName(given) : this.type.replace(/_.*$/, "");
  }

  public get armType(): string | undefined {
    return this.#armOf().type;
  }

  public get apiVersion(): string | undefined {
    return this.#armOf().apiVersion;
  }

  public get body(): JsonObject | undefined {
    if (!this.#body) {
      const body = this.armType === undefined ? null : renderContent(this.#bodyContent());
      this.#body = { value: isJsonObject(body) ? body : undefined };
    }
    return this.#body.value;
  }

  public get properties(): JsonObject | undefined {
    const properties = this.body?.["properties"];
    return isJsonObject(properties) ? properties : undefined;
  }

  public get arm(): JsonObject | undefined {
    if (this.armType === undefined) return undefined;
    this.#object ??= this.#armObject();
    return this.#object;
  }

  #armObject(): JsonObject {
    const arm: Record<string, Json> = {};
    for (const name of ["name", "parent_id", "location", "tags"]) {
      const value = this.attributes[name];
      if (value !== undefined) arm[name] = value;
    }
    const identity = blocksOf(this.attributes["identity"])[0];
    if (identity) arm["identity"] = armIdentity(identity);
    return { ...arm, ...this.body };
  }

  public readArm(path: string | Path): Reading {
    this.#armContent ??= this.#makeArm();
    return this.readIn(this.#armContent, typeof path === "string" ? parsePath(path) : path);
  }

  /** {@link arm} for reading. If the body is unknown, so are the properties that it may contain. */
  #makeArm(): Content {
    const { arm } = this;
    if (arm === undefined) return {};
    const body = this.#bodyContent();
    const raw = isJsonObject(this.raw) ? (this.raw as Readonly<Record<string, Content>>) : {};
    const own = Object.fromEntries(
      Object.keys(arm).flatMap((name): [string, Content][] => {
        const value = name === "identity" ? arm[name] : raw[name];
        return value === undefined ? [] : [[name, value]];
      }),
    );
    if (body instanceof Evaluated) {
      if (isTreeObject(body.tree)) {
        return {
          ...own,
          ...Object.fromEntries(Object.entries(body.tree).map(([name, tree]) => [name, new Evaluated(tree)])),
        };
      }
      if (body.tree instanceof Hole) return withUnknownRest(own, body.tree);
    }
    return isJsonObject(body) ? { ...own, ...(body as Readonly<Record<string, Content>>) } : own;
  }

  /** The object or JSON text of an argument, evaluated; undefined if it is neither, or unknown as a whole. */
  public objectAt(argument: string): Tree | undefined {
    const { tree } = this.evaluator.evaluate(this, this.#objectContent(argument));
    return isTreeObject(tree) ? tree : undefined;
  }

  /** Creates what this resource deploys, as a resource of azapi. */
  public deploy({ label, content, references }: DeployedResource): ResourceNode {
    const { scope, file } = this;
    const address = `${this.address.slice(scope.prefix.length)}/${label}`;
    const source = { kind: "resource" as const, address, name: label, content, file, planned: references };
    return new ResourceNode(scope, { ...source, type: "azapi_resource", metadata: {} }, this.links);
  }

  #bodyContent(): Content {
    return this.#objectContent("body");
  }

  /** An object, or JSON text, as written if it can be read, evaluated if it is an expression. */
  #objectContent(argument: string): Content {
    const given = isJsonObject(this.raw) ? (this.raw as Readonly<Record<string, Content>>)[argument] : undefined;
    if (given === undefined) return null;
    if (isJsonObject(given) && !((given as unknown) instanceof Evaluated)) return given;
    const read = typeof given === "string" ? readArmBody(given) : undefined;
    if (read) return read;
    const { tree = null } = this.evaluator.evaluate(this, given);
    return new Evaluated(typeof tree === "string" ? (readArmBody(escaped(tree)) ?? tree) : tree);
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

/** Top-level properties of ARM resources. */
const TOP_LEVEL = ["properties", "sku", "kind", "zones", "plan", "extendedLocation", "managedBy", "scale"];

function withUnknownRest(own: Readonly<Record<string, Content>>, hole: Hole): Content {
  const rest = TOP_LEVEL.map((name): [string, Content] => {
    const unknown = new Hole({ text: hole.text, reason: hole.reason, causes: [hole] });
    return [name, new Evaluated(unknown)];
  });
  return { ...Object.fromEntries(rest), ...own };
}

/** Evaluated text as a template. */
function escaped(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
}

function armIdentity(identity: JsonObject): JsonObject {
  const { type, identity_ids: ids } = identity;
  const given: Record<string, Json> = {};
  if (type !== undefined) given["type"] = type;
  if (isJsonList(ids)) given["userAssignedIdentities"] = Object.fromEntries(ids.map((id) => [String(id), {}]));
  return given;
}

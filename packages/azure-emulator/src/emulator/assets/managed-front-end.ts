import { randomUUID } from "node:crypto";
import type { ArmId } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, textOf, without } from "../arm/body.js";
import { readObject } from "../arm/request-body.js";
import type { ArmResource } from "../arm/resource.js";
import type { Write } from "../arm/resource-type.js";
import { closedTo } from "../data-plane.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Entra } from "../entra.js";
import { requireAssetRole } from "../failure-modes/asset-roles.js";
import { requireRegistryImageBuild } from "../failure-modes/image-build.js";
import type { Answer, Request, Service } from "../http.js";
import { makeBeside } from "../providers/shared.js";
import { dataReference } from "./asset-endpoints.js";
import { reserveContainer } from "./asset-storage.js";
import {
  ASSET_KINDS,
  type AssetKind,
  completeVersion,
  IMAGE_SECONDS,
  makeContainer,
  REGISTRATION_SECONDS,
  requireRegistryAssetName,
  select,
  viewOfContainer,
} from "./asset-types.js";
import { operationHeaders } from "./regional-service.js";
import { share, workspaceAsset } from "./sharing.js";
import { answerOrUserError } from "./user-error.js";

const NAMESPACE = "Microsoft.MachineLearningServices";
const REGISTRY =
  /^\/mferp\/managementfrontend(\/.*\/providers\/Microsoft\.MachineLearningServices\/registries\/[^/]+)\/(.+)$/i;

/** A request for a registry. */
interface Call {
  readonly registry: ArmResource;
  /** The path below the registry. */
  readonly path: readonly string[];
  readonly principal: string;
  readonly request: Request;
}

/**
 * The data plane of registries, such as `cert-eastus.experiments.azureml.net`, which the Python SDK and the Azure CLI use
 * instead of Azure Resource Manager.
 */
export class ManagedFrontEnd implements Service {
  readonly #state: EmulatorState;
  readonly #entra: Entra;

  constructor(state: EmulatorState, entra: Entra) {
    this.#state = state;
    this.#entra = entra;
  }

  public static handles(host: string): boolean {
    return /^cert-[a-z0-9]+\.experiments\.azureml\.net$/.test(host);
  }

  public answer(request: Request): Promise<Answer> {
    return answerOrUserError(() => this.#answer(request));
  }

  #answer(request: Request): Answer {
    const principal = this.#entra.principalOf(request.headers["authorization"]);
    const [, id = "", rest = ""] = REGISTRY.exec(decodeURIComponent(request.path)) ?? [];
    const registry = this.#state.resources.get(id);
    if (!registry) throw new ArmError(404, "RegistryNotFound", `There is no registry at ${request.path}.`);
    if (!this.#state.privateAccess && request.inside !== true && closedTo(registry)) {
      throw new ArmError(
        401,
        "Unauthorized",
        `The request is not authorized: registry '${registry.id.name}' is not accessible from outside of its private link.`,
      );
    }
    return this.#route({ registry, path: rest.split("/"), principal, request });
  }

  #route(call: Call): Answer {
    const { registry, path, principal, request } = call;
    const { method } = request;
    const [first = "", name = "", , version = ""] = path;
    const kind = ASSET_KINDS.find((one) => one === first);
    const route = `${method} ${kind ? "asset" : first} ${path.length}`;
    switch (route) {
      case "POST import 1":
        return this.#import(call);
      case "PUT tempdatarefs 4":
        return this.#reserve(call);
      case "POST datarefs 4": {
        const blobUri = textOf(readObject(request.text)["blobUri"]) ?? "";
        return { status: 200, body: dataReference(registry, blobUri, principal, this.#state) };
      }
    }
    if (kind && method === "GET") {
      this.#requireRole(call, "read");
      if (path.length === 1) return this.#list(registry, this.#childrenOf(registry.id, kind), request);
      const container = registry.id.child(kind, name);
      if (path.length === 2) return this.#get(registry, container);
      // The Python SDK lists the versions of a model before it creates the first one.
      if (path.length === 3) return this.#list(registry, this.#childrenOf(container, "versions"), request);
      return this.#get(registry, container.child("versions", version));
    }
    if (kind && method === "PUT" && path.length === 4) return this.#put(call, kind, name, version);
    if (kind && method === "PUT" && path.length === 2) return this.#putContainer(call, kind, name);
    this.#state.note({ kind: "request", what: `${method} ${request.host} ${path.join("/")}` });
    throw new ArmError(404, "NotFound", `The Azure emulator has no ${method} ${path.join("/")}.`);
  }

  #requireRole({ registry, principal }: Call, verb: "read" | "write"): void {
    const action = `${NAMESPACE}/registries/assets/${verb}`;
    requireAssetRole(this.#state, principal, { action, scope: registry.id.toString() });
  }

  // Reading

  #require(id: ArmId): ArmResource {
    const found = this.#state.resources.get(id);
    if (found) return found;
    throw new ArmError(404, "AssetNotFound", `The asset ${id.toString()} does not exist.`);
  }

  #get(registry: ArmResource, id: ArmId): Answer {
    return { status: 200, body: this.#show(registry, this.#require(id)) };
  }

  #list(registry: ArmResource, found: readonly ArmResource[], { query }: Request): Answer {
    return { status: 200, body: { value: select(found, query).map((one) => this.#show(registry, one)) } };
  }

  #childrenOf(id: ArmId, type: string): ArmResource[] {
    return this.#state.resources.childrenOf(id).filter((child) => child.id.hasType(`${id.resourceType}/${type}`));
  }

  #show(registry: ArmResource, asset: ArmResource): object {
    const { id } = asset;
    const isVersion = id.resourceType.endsWith("/versions");
    const body = isVersion ? asset.body : viewOfContainer(asset, this.#state);
    const path = id.toString().slice(registry.id.toString().length);
    return {
      id: `azureml://registries/${registry.id.name}${path}`,
      name: id.name,
      type: id.resourceType.split("/").at(-1),
      ...body,
    };
  }

  // Writing

  #put(call: Call, kind: AssetKind, name: string, version: string): Answer {
    this.#requireRole(call, "write");
    requireRegistryAssetName(kind, name);
    const { registry, principal, request } = call;
    const id = registry.id.child(kind, name).child("versions", version);
    const existing = this.#state.resources.get(id);
    const body: Write["body"] = { properties: objectOf(readObject(request.text)["properties"]) };
    const merged = { ...body, properties: { ...existing?.body.properties, ...withoutNulls(body.properties) } };
    completeVersion(kind, { id, apiVersion: "", principal, existing, body: merged }, this.#state);
    const isEnvironment = kind === "environments";
    return this.#begin(call, id, isEnvironment ? "environment" : "assetstore", {
      seconds: existing ? 1 : isEnvironment ? IMAGE_SECONDS : REGISTRATION_SECONDS,
      complete: () => {
        if (isEnvironment && !existing) requireRegistryImageBuild(registry, this.#state);
        makeContainer(this.#state, id);
        if (existing) existing.body = merged;
        else makeBeside(this.#state, id, merged);
        const assetId = `azureml://registries/${registry.id.name}/${kind}/${name}/versions/${version}`;
        return isEnvironment ? undefined : { assetId };
      },
    });
  }

  #putContainer(call: Call, kind: AssetKind, name: string): Answer {
    this.#requireRole(call, "write");
    const container = this.#require(call.registry.id.child(kind, name));
    const given = without(objectOf(readObject(call.request.text)["properties"]), ["latestVersion", "nextVersion"]);
    return this.#begin(call, container.id, "assetstore", {
      seconds: 1,
      complete: () => {
        container.body.properties = { ...container.body.properties, ...withoutNulls(given) };
        return {};
      },
    });
  }

  #import(call: Call): Answer {
    const { registry, principal, request } = call;
    const { destinationName, destinationVersion, sourceAssetId } = objectOf(readObject(request.text)["properties"]);
    const assetId = textOf(sourceAssetId) ?? "";
    const source = workspaceAsset(assetId, this.#state);
    if (!source) throw new ArmError(404, "AssetNotFound", `The asset ${assetId} does not exist.`);
    const kind = source.id.parent?.resourceType.split("/").at(-1) as AssetKind;
    const action = share(
      {
        source,
        registry,
        kind,
        name: textOf(destinationName) ?? source.id.parent?.name ?? "",
        version: textOf(destinationVersion) ?? source.id.name,
        principal,
      },
      this.#state,
    );
    return this.#begin(call, registry.id, "assetstore", action, "action");
  }

  /** Reserves a container for the files of a new asset. */
  #reserve(call: Call): Answer {
    this.#requireRole(call, "write");
    const { registry, request } = call;
    const assetId = textOf(readObject(request.text)["assetId"]) ?? "";
    const [, , , , kind = "", name = "", , version = ""] = assetId.split("/");
    if (this.#state.resources.get(`${registry.id.toString()}/${kind}/${name}/versions/${version}`)) {
      throw new ArmError(409, "Conflict", `The asset ${assetId} already exists.`);
    }
    return {
      status: 200,
      body: {
        blobReferenceForConsumption: reserveContainer(registry, this.#state),
        temporaryDataReferenceId: randomUUID(),
        temporaryDataReferenceType: "TemporaryBlobReference",
      },
    };
  }

  #begin(
    { registry }: Call,
    target: ArmId,
    store: string,
    { seconds, complete }: { readonly seconds: number; readonly complete: () => unknown },
    kind: "create" | "action" = "create",
  ): Answer {
    const operation = this.#state.operations.begin({ kind, target, seconds, locks: [], complete });
    return { status: 202, headers: operationHeaders(operation, registry.body.location, store), body: null };
  }
}

/** Properties that the client leaves to the service are `null`. */
function withoutNulls(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

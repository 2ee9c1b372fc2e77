import { randomUUID } from "node:crypto";
import type { Entra } from "../entra.js";
import type { Answer, Request, Service } from "../http.js";
import type { World } from "../world.js";
import { requireApiVersion } from "./api-version.js";
import { ArmError } from "./arm-error.js";
import { type Body, isObject, mergePatch, objectOf, without } from "./body.js";
import type { Behaviours } from "./behaviours.js";
import { completeIdentity, forgetIdentity } from "./identity.js";
import { plainLocation } from "./location.js";
import type { Operation } from "./operations.js";
import { requireEtag } from "./preconditions.js";
import { readObject } from "./request-body.js";
import type { ArmResource } from "./resource.js";
import { ResourceId } from "./resource-id.js";
import type { Action, LongAction, Write } from "./resource-type.js";

/**
 * What makes clients ask again at once: the answers to polls wait for the operation's end by themselves.
 * `Retry-After` and the skip header are read by the SDK of azurerm, the milliseconds by the one of azapi, for which
 * 0 seconds would mean its own interval.
 */
const POLL_AT_ONCE = {
  "retry-after": "0",
  "x-ms-retry-after-ms": "50",
  "x-go-azure-sdk-skip-polling-delay": "true",
};
/**
 * For how many real seconds after its creation a resource's reader is taken for its maker, who makes sure that it is
 * there. azurerm looks five times at a role assignment, five seconds apart; these seconds don't shrink with the clock's
 * speed, so what counts from an assignment's creation counts from the last of these looks.
 */
const WATCH_SECONDS = 30;
/** How long a poll waits for an operation before it answers that it goes on. */
const LONG_POLL_MS = 10_000;

/** Azure Resource Manager: resources by id, whatever their type. */
export class ResourceManager implements Service {
  readonly #world: World;
  readonly #entra: Entra;
  readonly #behaviours: Behaviours;

  constructor(world: World, entra: Entra, behaviours: Behaviours) {
    this.#world = world;
    this.#entra = entra;
    this.#behaviours = behaviours;
  }

  public async answer(request: Request): Promise<Answer> {
    const answer = await this.#answer(request);
    return {
      ...answer,
      headers: {
        "cache-control": "no-cache",
        "x-ms-request-id": randomUUID(),
        "x-ms-correlation-request-id": request.headers["x-ms-correlation-request-id"] ?? randomUUID(),
        [`x-ms-ratelimit-remaining-${kindOfLimit(request)}`]: "11999",
        ...answer.headers,
      },
    };
  }

  async #answer(request: Request): Promise<Answer> {
    try {
      const principal = this.#entra.principalOf(request.headers["authorization"]);
      const apiVersion = requireApiVersion(request.query);
      return await this.#route(request, principal, apiVersion);
    } catch (error) {
      if (error instanceof ArmError) return error.toAnswer();
      throw error;
    }
  }

  async #route(request: Request, principal: string, apiVersion: string): Promise<Answer> {
    const path = decodeURIComponent(request.path)
      .replace(/\/+$/, "")
      .replace(/\/{2,}/g, "/");
    const poll = /\/providers\/[^/]+\/locations\/[^/]+\/(operationStatuses|operationResults)\/([^/]+)$/i.exec(path);
    if (poll) return this.#poll(poll[1] ?? "", poll[2] ?? "", request);

    const endpoint = this.#behaviours.endpointFor(request.method, path);
    if (endpoint) return this.#act(endpoint.id, endpoint.answer(this.#world, request), apiVersion);

    const id = ResourceId.parse(path);
    if (id) {
      switch (request.method) {
        case "GET":
          return this.#get(id, request);
        case "HEAD":
          return { status: this.#world.resources.get(id) ? 204 : 404 };
        case "PUT":
        case "PATCH":
          return this.#write(id, request, principal, apiVersion);
        case "DELETE":
          return this.#delete(id, request, apiVersion);
      }
    }
    const slash = path.lastIndexOf("/");
    const [owner, last] = [path.slice(0, slash), path.slice(slash + 1)];
    const resource = this.#world.resources.get(owner);
    const action = resource && this.#behaviours.of(resource.id.type).actions?.[last.toLowerCase()];
    if (resource && action) return this.#doAction(resource, action, request, apiVersion);
    if (request.method === "GET") return { status: 200, body: { value: this.#list(path) } };
    if (request.method === "POST" && resource) {
      this.#world.note({ kind: "action", what: `${resource.id.type}/${last}` });
      return { status: 200, body: {} };
    }
    this.#world.note({ kind: "request", what: `${request.method} ${path}` });
    throw new ArmError(
      404,
      "InvalidResourceType",
      `The resource type could not be found for '${request.method} ${path}'.`,
    );
  }

  // Reading

  async #get(id: ResourceId, request: Request): Promise<Answer> {
    const operation = this.#world.operations.holderOf([id.key]);
    if (operation?.kind === "delete") await patience(operation, request.signal);
    const resource = this.#require(id);
    const { clock } = this.#world;
    if ((clock.now() - resource.createdAt) / clock.speed < WATCH_SECONDS) resource.watchedAt = clock.now();
    return { status: 200, headers: { etag: resource.etag }, body: this.#show(resource) };
  }

  #require(id: ResourceId): ArmResource {
    const resource = this.#world.resources.get(id);
    if (resource) return resource;
    this.#requireParent(id);
    throw notFound(id);
  }

  #show(resource: ArmResource): unknown {
    const { id } = resource;
    const body = this.#behaviours.of(id.type).view?.(resource, this.#world) ?? resource.body;
    return { id: id.toString(), name: id.name, type: id.type, etag: resource.etag, ...body };
  }

  #list(path: string): unknown[] {
    const [scope = "", rest = ""] = splitAtProviders(path);
    const [namespace = "", ...pairs] = rest.split("/");
    const parent =
      pairs.length > 1
        ? ResourceId.parse(`${scope}/providers/${namespace}/${pairs.slice(0, -1).join("/")}`)
        : undefined;
    const types = pairs.filter((_, index) => index % 2 === 0);
    const type = [namespace, ...types].join("/");
    const found = parent
      ? this.#world.resources.childrenOf(parent)
      : this.#world.resources.ofType(type).filter(({ id }) => id.isWithin(scope));
    if (!this.#behaviours.has(type) && found.length === 0) this.#world.note({ kind: "request", what: `GET ${path}` });
    return found.filter(({ id }) => id.isType(type)).map((resource) => this.#show(resource));
  }

  // Writing

  #write(id: ResourceId, request: Request, principal: string, apiVersion: string): Answer {
    const world = this.#world;
    const type = this.#behaviours.of(id.type);
    if (!this.#behaviours.has(id.type)) world.note({ kind: "resource type", what: id.type });
    this.#requireParent(id);
    this.#requireGroupKept(id);
    const existing = world.resources.get(id);
    if (request.method === "PATCH" && !existing) throw notFound(id);
    requireEtag(existing, request);
    const given = readBody(request.text);
    const body = request.method === "PATCH" ? patched(existing, given) : given;
    requireLocation(id, type.tracked ?? false, body, existing);

    const write: Write = { id, apiVersion, principal, existing, body };
    const locks = [id.key, ...(type.locks?.(id, body, world) ?? []).map((lock) => lock.toLowerCase())];
    this.#requireFree(locks);
    const written = type.write?.(write, world);
    completeIdentity(write, world);

    const seconds = this.#behaviours.secondsOf(write, world);
    const resource = this.#keep(write);
    const hasState = type.provisioningState ?? true;
    const state = (text: string): void => {
      if (hasState) resource.body.properties = { ...resource.body.properties, provisioningState: text };
    };
    state(existing ? "Updating" : "Creating");
    const operation = world.operations.begin({
      kind: existing ? "update" : "create",
      target: id,
      seconds,
      locks,
      complete: () => {
        if (world.resources.get(id) !== resource) throw notFound(id);
        state("Succeeded");
        resource.provisionedAt ??= world.clock.now();
        written?.(resource);
      },
      failed: () => state("Failed"),
    });
    if (operation.error) throw operation.error;
    const status = existing ? 200 : (type.createdStatus ?? 201);
    const inProgress = operation.status === "InProgress";
    return {
      status: inProgress && status === 202 ? 202 : status === 202 ? 200 : status,
      headers: {
        etag: resource.etag,
        ...POLL_AT_ONCE,
        ...(inProgress ? this.#pollHeaders(operation, apiVersion, ["azure-asyncoperation"]) : {}),
      },
      body: this.#show(resource),
    };
  }

  #keep({ id, body, apiVersion, existing }: Write): ArmResource {
    const { clock, resources } = this.#world;
    const etag = `"${randomUUID()}"`;
    if (existing) {
      Object.assign(existing, { body, etag, apiVersion, writtenAt: clock.now() });
      return existing;
    }
    const resource: ArmResource = {
      id,
      origin: "request",
      createdAt: clock.now(),
      writtenAt: clock.now(),
      apiVersion,
      body,
      etag,
    };
    resources.put(resource);
    return resource;
  }

  #delete(id: ResourceId, request: Request, apiVersion: string): Answer {
    const world = this.#world;
    const resource = world.resources.get(id);
    const type = this.#behaviours.of(id.type);
    if (!resource) {
      this.#requireParent(id);
      type.deleteMissing?.(id, world, request);
      return { status: 204, headers: POLL_AT_ONCE };
    }
    requireEtag(resource, request);
    const locks = [id.key, ...(type.locks?.(id, resource.body, world) ?? []).map((lock) => lock.toLowerCase())];
    this.#requireFree(locks);
    this.#requireUnlocked(id);
    type.delete?.(resource, world, request);
    if (type.provisioningState ?? true)
      resource.body.properties = { ...resource.body.properties, provisioningState: "Deleting" };
    const operation = world.operations.begin({
      kind: "delete",
      target: id,
      seconds: this.#behaviours.secondsOfDelete(id.type),
      locks,
      complete: () => {
        for (const one of [...world.resources.below(id), resource]) {
          world.resources.delete(one.id);
          world.deletedAt.set(one.id.key, world.clock.now());
          forgetIdentity(one, world);
          this.#behaviours.of(one.id.type).deleted?.(one, world, request);
        }
      },
    });
    if (operation.status !== "InProgress") return { status: 200, headers: POLL_AT_ONCE };
    return {
      status: 202,
      headers: { ...POLL_AT_ONCE, ...this.#pollHeaders(operation, apiVersion, ["azure-asyncoperation", "location"]) },
    };
  }

  // Actions and operations

  #doAction(resource: ArmResource, action: Action, request: Request, apiVersion: string): Answer {
    return this.#act(resource.id, action(resource, this.#world, request), apiVersion);
  }

  #act(target: ResourceId | undefined, outcome: Answer | LongAction, apiVersion: string): Answer {
    if ("status" in outcome) return outcome;
    if (!target) throw new TypeError("an operation needs a scope");
    const operation = this.#world.operations.begin({
      kind: "action",
      target,
      seconds: outcome.seconds,
      locks: [],
      complete: outcome.complete,
    });
    if (operation.error) throw operation.error;
    if (operation.status === "Succeeded") return { status: 200, headers: POLL_AT_ONCE, body: operation.result ?? {} };
    return {
      status: 202,
      headers: { ...POLL_AT_ONCE, ...this.#pollHeaders(operation, apiVersion, ["azure-asyncoperation", "location"]) },
    };
  }

  #pollHeaders(
    { name, target }: Operation,
    apiVersion: string,
    headers: readonly ("azure-asyncoperation" | "location")[],
  ): Record<string, string> {
    const location = this.#world.resources.get(target)?.body.location ?? "global";
    const base = `https://management.azure.com/subscriptions/${target.subscription ?? "none"}/providers/${target.namespace || "Microsoft.Resources"}/locations/${location}`;
    const urls = {
      "azure-asyncoperation": `${base}/operationStatuses/${name}?api-version=${apiVersion}`,
      location: `${base}/operationResults/${name}?api-version=${apiVersion}`,
    };
    return Object.fromEntries(headers.map((header) => [header, urls[header]]));
  }

  async #poll(kind: string, name: string, request: Request): Promise<Answer> {
    const operation = this.#world.operations.get(name);
    if (!operation) throw new ArmError(404, "OperationNotFound", `The operation '${name}' was not found.`);
    await patience(operation, request.signal);
    const { status, error, result } = operation;
    if (kind.toLowerCase() === "operationstatuses") {
      return {
        status: 200,
        headers: POLL_AT_ONCE,
        body: {
          id: request.path,
          name,
          status,
          ...(error ? { error: error.toJSON() } : {}),
          ...(isObject(result) ? { properties: result } : {}),
        },
      };
    }
    if (status === "InProgress")
      return {
        status: 202,
        headers: { ...POLL_AT_ONCE, location: `https://${request.host}${request.path}?${request.query}` },
      };
    if (error) throw error;
    const resource = this.#world.resources.get(operation.target);
    if (result !== undefined) return { status: 200, headers: POLL_AT_ONCE, body: result };
    return resource
      ? { status: 200, headers: POLL_AT_ONCE, body: this.#show(resource) }
      : { status: 204, headers: POLL_AT_ONCE };
  }

  // Refusals

  #requireParent(id: ResourceId): void {
    const { resources } = this.#world;
    const { parent } = id;
    if (!parent || parent.isType("Microsoft.Resources/subscriptions") || resources.get(parent)) return;
    if (parent.isType("Microsoft.Resources/resourceGroups")) {
      throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${parent.name}' could not be found.`);
    }
    this.#requireParent(parent);
    throw new ArmError(
      404,
      "ParentResourceNotFound",
      `Failed to perform 'write' on resource(s) of type '${id.type.slice(id.type.indexOf("/") + 1)}', because the parent resource '${parent.toString()}' could not be found.`,
    );
  }

  /** Nothing is written in a group that is being deleted. */
  #requireGroupKept(id: ResourceId): void {
    const group = id.group;
    if (!group || this.#world.operations.holderOf([group.key])?.kind !== "delete") return;
    throw new ArmError(
      409,
      "ResourceGroupBeingDeleted",
      `The resource group '${group.name}' is in deprovisioning state and cannot perform this operation.`,
    );
  }

  #requireFree(locks: readonly string[]): void {
    const holder = this.#world.operations.holderOf(locks);
    if (!holder) return;
    throw new ArmError(
      409,
      "AnotherOperationInProgress",
      `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com/subscriptions/${holder.target.subscription ?? ""}/providers/${holder.target.namespace}/operationStatuses/${holder.name}.`,
    );
  }

  /** A lock on the resource, what is below it, or its group and subscription holds it. */
  #requireUnlocked(id: ResourceId): void {
    const held = this.#world.resources
      .ofType("Microsoft.Authorization/locks")
      .filter((lock) => !lock.id.equals(id) && (id.isWithin(lock.id.scope) || lock.id.isWithin(id)));
    const [lock] = held;
    if (!lock) return;
    throw new ArmError(
      409,
      "ScopeLocked",
      `The scope '${id.toString()}' cannot perform delete operation because following scope(s) are locked: '${lock.id.scope}'. Please remove the lock and try again.`,
    );
  }
}

/** What a request counts for: `subscription-reads`, `tenant-writes`. */
function kindOfLimit({ method, path }: Request): string {
  const kind = method === "GET" || method === "HEAD" ? "reads" : method === "DELETE" ? "deletes" : "writes";
  return `${/^\/subscriptions\//i.test(path) ? "subscription" : "tenant"}-${kind}`;
}

/** Waits until an operation ends, the client is gone, or it has taken too long. */
async function patience(operation: Operation, signal: AbortSignal): Promise<void> {
  let stop: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (stop = resolve));
  const timer = setTimeout(stop, LONG_POLL_MS);
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([operation.done, enough]);
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
}

function requireLocation(id: ResourceId, tracked: boolean, body: Body, existing: ArmResource | undefined): void {
  if (tracked && !body.location) {
    throw new ArmError(400, "LocationRequired", "The location property is required for this definition.");
  }
  const before = existing?.body.location;
  if (before === undefined || plainLocation(before) === plainLocation(body.location ?? before)) return;
  throw new ArmError(
    409,
    "InvalidResourceLocation",
    `The resource '${id.name}' already exists in location '${before}' in resource group '${id.resourceGroup ?? ""}'. A resource with the same name cannot be created in location '${body.location}'. Please select a new resource name.`,
  );
}

function readBody(text: string): Body {
  const body = readObject(text);
  // Who reads a resource and writes it back sends these along; the id in the URL is what counts.
  return { ...without(body, ["id", "name", "type", "etag", "systemData"]), properties: objectOf(body["properties"]) };
}

function patched(existing: ArmResource | undefined, patch: Body): Body {
  return { properties: {}, ...objectOf(mergePatch(existing?.body, patch)) };
}

function splitAtProviders(path: string): [string, string] {
  const at = path.toLowerCase().lastIndexOf("/providers/");
  return at < 0 ? [path, ""] : [path.slice(0, at), path.slice(at + "/providers/".length)];
}

function notFound(id: ResourceId): ArmError {
  if (id.isType("Microsoft.Resources/resourceGroups")) {
    return new ArmError(404, "ResourceGroupNotFound", `Resource group '${id.name}' could not be found.`);
  }
  const path = id
    .toString()
    .slice(id.scope.length)
    .replace(/^\/providers\//, "");
  return new ArmError(
    404,
    "ResourceNotFound",
    `The Resource '${path}' under resource group '${id.resourceGroup ?? "<null>"}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`,
  );
}

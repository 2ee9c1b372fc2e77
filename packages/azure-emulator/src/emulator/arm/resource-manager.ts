import { randomUUID } from "node:crypto";
import type { Entra } from "../entra.js";
import type { Answer, Request, Service } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import { requireApiVersion } from "./api-version.js";
import { ArmError } from "./arm-error.js";
import { type Body, mergePatch, objectOf, without } from "./body.js";
import type { Behaviours } from "./behaviours.js";
import { completeIdentity, forgetIdentity } from "./identity.js";
import { answerPoll, POLL_AT_ONCE, pollHeaders, pollOf, waitFor } from "./polling.js";
import {
  notFound,
  requireEtag,
  requireFree,
  requireGroupKept,
  requireLocation,
  requireParent,
  requireUnlocked,
} from "./refusals.js";
import { readObject } from "./request-body.js";
import type { ArmResource } from "./resource.js";
import { ArmId } from "@org/azure-catalog";
import type { Action, LongAction, Write } from "./resource-type.js";

/**
 * Real seconds after a resource's creation in which reads are attributed to its creator. azurerm reads a new role
 * assignment five times, every five seconds. These seconds aren't scaled, so delays after the creation of an assignment
 * begin with the last of these reads.
 */
const WATCH_SECONDS = 30;
/** Azure Resource Manager: resources of any type, by id. */
export class ResourceManager implements Service {
  readonly #state: EmulatorState;
  readonly #entra: Entra;
  readonly #behaviours: Behaviours;

  constructor(state: EmulatorState, entra: Entra, behaviours: Behaviours) {
    this.#state = state;
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
    const path = decodeURIComponent(request.path).replace(/\/+$/, "").replace(/\/+/g, "/");
    const poll = pollOf(path);
    if (poll) return answerPoll(poll, request, this.#state, (resource) => this.#show(resource));

    const known = { ...request, principal };
    const endpoint = this.#behaviours.endpointFor(request.method, path);
    if (endpoint) return this.#act(endpoint.id, endpoint.answer(this.#state, known), apiVersion);

    const id = ArmId.tryParse(path);
    if (id) {
      switch (request.method) {
        case "GET":
          return this.#get(id, request);
        case "HEAD":
          return { status: this.#state.resources.get(id) ? 204 : 404 };
        case "PUT":
        case "PATCH":
          return this.#write(id, request, principal, apiVersion);
        case "DELETE":
          return this.#delete(id, request, apiVersion);
      }
    }
    const slash = path.lastIndexOf("/");
    const [owner, last] = [path.slice(0, slash), path.slice(slash + 1)];
    const resource = this.#state.resources.get(owner);
    const action = resource && this.#behaviours.actionFor(request.method, resource.id.resourceType, last);
    if (resource && action) return this.#doAction(resource, action, known, apiVersion);
    if (request.method === "GET") return { status: 200, body: { value: this.#list(path, request) } };
    if (request.method === "POST" && resource) {
      this.#state.note({ kind: "action", what: `${resource.id.resourceType}/${last}` });
      return { status: 200, body: {} };
    }
    throw this.#unknownType(request.method, path);
  }

  #unknownType(method: string, path: string): ArmError {
    this.#state.note({ kind: "request", what: `${method} ${path}` });
    return new ArmError(404, "InvalidResourceType", `The resource type could not be found for '${method} ${path}'.`);
  }

  // Reading

  async #get(id: ArmId, request: Request): Promise<Answer> {
    const operation = this.#state.operations.holderOf([id.key]);
    if (operation?.kind === "delete") await waitFor(operation, request.signal);
    const resource = this.#require(id);
    const { clock } = this.#state;
    if ((clock.now() - resource.createdAt) / clock.speed < WATCH_SECONDS) resource.watchedAt = clock.now();
    return { status: 200, headers: { etag: resource.etag }, body: this.#show(resource) };
  }

  #require(id: ArmId): ArmResource {
    const resource = this.#state.resources.get(id);
    if (resource) return resource;
    requireParent(id, this.#state, "read");
    throw notFound(id);
  }

  #show(resource: ArmResource): Readonly<Record<string, unknown>> {
    const { id } = resource;
    const body = this.#behaviours.of(id.resourceType).view?.(resource, this.#state) ?? resource.body;
    const etag = id.namespace.toLowerCase() === "microsoft.network" ? { etag: resource.etag } : {};
    return { id: id.toString(), name: id.name, type: id.resourceType, ...etag, ...body };
  }

  #list(path: string, { query }: Request): unknown[] {
    const parent = ArmId.tryParse(path.slice(0, path.lastIndexOf("/")));
    const any = ArmId.tryParse(`${path}/any`);
    if (any) requireParent(any, this.#state, "read");
    const [scope = "", rest = ""] = splitAtProviders(path);
    const [namespace = "", ...pairs] = rest.split("/");
    const type = [namespace, ...pairs.filter((_, index) => index % 2 === 0)].join("/");
    const found = parent
      ? this.#state.resources.childrenOf(parent).filter(({ id }) => id.hasType(type))
      : this.#state.resources.ofType(type).filter(({ id }) => id.isWithin(scope));
    if (found.length === 0 && !this.#behaviours.has(type)) throw this.#unknownType("GET", path);
    const listed = this.#behaviours.of(type).list?.(found, query) ?? found;
    return listed.map((resource) => this.#show(resource));
  }

  // Writing

  #write(id: ArmId, request: Request, principal: string, apiVersion: string): Answer {
    const state = this.#state;
    const type = this.#behaviours.of(id.resourceType);
    if (!this.#behaviours.has(id.resourceType)) state.note({ kind: "resource type", what: id.resourceType });
    type.container?.(id, state);
    requireParent(id, state, "write");
    requireGroupKept(id, state);
    requireUnlocked(id, "write", state);
    const existing = state.resources.get(id);
    if (request.method === "PATCH" && !existing) throw notFound(id);
    requireEtag(existing, request);
    const given = readBody(request.text);
    const body = request.method === "PATCH" ? patched(existing, given) : given;
    requireLocation(id, type.tracked ?? false, body, existing);

    const write: Write = { id, apiVersion, principal, existing, body };
    const locks = [id.key, ...(type.locks?.(id, body, state) ?? []).map((lock) => lock.toLowerCase())];
    requireFree(locks, state);
    const written = type.write?.(write, state, request);
    const work = type.work?.(write, state, {
      put: (one, version, content) => this.#put(one, content, { request, principal, apiVersion: version }),
      show: (one) => this.#show(one),
    });
    completeIdentity(write, state);

    const seconds = this.#behaviours.secondsOf(write, state);
    const resource = this.#keep(write);
    const hasState = type.provisioningState ?? true;
    const setProvisioningState = (text: string): void => {
      if (hasState) resource.body.properties = { ...resource.body.properties, provisioningState: text };
    };
    setProvisioningState(existing ? "Updating" : "Creating");
    const operation = state.operations.begin({
      kind: existing ? "update" : "create",
      target: id,
      seconds,
      locks,
      work: work && (() => work(resource)),
      complete: () => {
        if (state.resources.get(id) !== resource) throw notFound(id);
        setProvisioningState("Succeeded");
        resource.provisionedAt ??= state.clock.now();
        written?.(resource);
      },
      failed: () => setProvisioningState("Failed"),
    });
    if (operation.error) throw operation.error;
    const status = existing ? 200 : (type.createdStatus ?? 201);
    const inProgress = operation.status === "InProgress";
    return {
      status: inProgress && status === 202 ? 202 : status === 202 ? 200 : status,
      headers: {
        etag: resource.etag,
        ...POLL_AT_ONCE,
        ...(inProgress ? pollHeaders(operation, this.#state, apiVersion, ["azure-asyncoperation"]) : {}),
      },
      body: this.#show(resource),
    };
  }

  /** Writes a resource for the caller of another request, and waits until it is provisioned. */
  async #put(
    id: ArmId,
    body: object,
    { request, principal, apiVersion }: { request: Request; principal: string; apiVersion: string },
  ): Promise<void> {
    const write = { method: "PUT", path: id.toString(), query: new URLSearchParams(), headers: {} };
    this.#write(id, { ...request, ...write, text: JSON.stringify(body) }, principal, apiVersion);
    const operation = this.#state.operations.holderOf([id.key]);
    await operation?.done;
    if (operation?.error) throw operation.error;
  }

  #keep({ id, body, apiVersion, existing }: Write): ArmResource {
    const { clock, resources } = this.#state;
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

  #delete(id: ArmId, request: Request, apiVersion: string): Answer {
    const state = this.#state;
    const resource = state.resources.get(id);
    const type = this.#behaviours.of(id.resourceType);
    if (!resource) {
      requireParent(id, state, "delete");
      type.deleteMissing?.(id, state, request);
      return { status: 204, headers: POLL_AT_ONCE };
    }
    requireEtag(resource, request);
    const locks = [id.key, ...(type.locks?.(id, resource.body, state) ?? []).map((lock) => lock.toLowerCase())];
    requireFree(locks, state);
    requireUnlocked(id, "delete", state);
    type.delete?.(resource, state, request);
    if (type.provisioningState ?? true)
      resource.body.properties = { ...resource.body.properties, provisioningState: "Deleting" };
    const operation = state.operations.begin({
      kind: "delete",
      target: id,
      seconds: this.#behaviours.secondsOfDelete(id.resourceType),
      locks,
      complete: () => {
        for (const one of [...state.resources.below(id), resource]) {
          state.resources.delete(one.id);
          state.deletedAt.set(one.id.key, state.clock.now());
          forgetIdentity(one, state);
          this.#behaviours.of(one.id.resourceType).deleted?.(one, state, request);
        }
      },
    });
    if (operation.status !== "InProgress") return { status: 200, headers: POLL_AT_ONCE };
    return {
      status: 202,
      headers: {
        ...POLL_AT_ONCE,
        ...pollHeaders(operation, this.#state, apiVersion, ["azure-asyncoperation", "location"]),
      },
    };
  }

  // Actions and operations

  #doAction(resource: ArmResource, action: Action, request: Request, apiVersion: string): Answer {
    return this.#act(resource.id, action(resource, this.#state, request), apiVersion);
  }

  #act(target: ArmId | undefined, outcome: Answer | LongAction, apiVersion: string): Answer {
    if ("status" in outcome) return outcome;
    if (!target) throw new TypeError("an operation needs a scope");
    const operation = this.#state.operations.begin({
      kind: "action",
      target,
      seconds: outcome.seconds,
      locks: [],
      complete: outcome.complete,
    });
    return {
      status: 202,
      headers: {
        ...POLL_AT_ONCE,
        ...pollHeaders(operation, this.#state, apiVersion, ["azure-asyncoperation", "location"]),
      },
    };
  }
}

/** The rate-limit category of a request, such as `subscription-reads` or `tenant-writes`. */
function kindOfLimit({ method, path }: Request): string {
  const kind = method === "GET" || method === "HEAD" ? "reads" : method === "DELETE" ? "deletes" : "writes";
  return `${/^\/subscriptions\//i.test(path) ? "subscription" : "tenant"}-${kind}`;
}

function readBody(text: string): Body {
  const body = readObject(text);
  // Clients that write back a resource send these; only the id in the URL is used.
  return { ...without(body, ["id", "name", "type", "etag", "systemData"]), properties: objectOf(body["properties"]) };
}

function patched(existing: ArmResource | undefined, patch: Body): Body {
  return { properties: {}, ...objectOf(mergePatch(existing?.body, patch)) };
}

function splitAtProviders(path: string): [string, string] {
  const at = path.toLowerCase().lastIndexOf("/providers/");
  return at < 0 ? [path, ""] : [path.slice(0, at), path.slice(at + "/providers/".length)];
}

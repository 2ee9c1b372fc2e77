import { ArmError } from "../arm/arm-error.js";
import { textOf, textsOf } from "../arm/body.js";
import { readObject } from "../arm/request-body.js";
import type { DirectoryCollection, DirectoryObject, NewObject } from "../directory.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Answer, Request, Service } from "../http.js";
import { addPassword, federatedCredentials, notFound, referencedId, removePassword } from "./credentials.js";
import { compileFilter, lookupIn } from "./filter.js";
import { merged, shown, TYPES } from "./representation.js";

const GUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
/** The properties by which others' objects are looked up. */
const NAMES = ["displayName", "appId", "userPrincipalName", "mail", "mailNickname", "employeeId"];

/** A name or client id that isn't assumed to exist, or all of a collection. */
export interface NotAssumed {
  readonly collection: DirectoryCollection;
  /** @default - all */
  readonly name?: string | undefined;
}

/**
 * Microsoft Graph, limited to applications, service principals, groups and users: what Terraform's Azure providers read
 * and write.
 */
export class Graph implements Service {
  readonly #state: EmulatorState;
  readonly #deleted = new Set<string>();
  /** What doesn't exist when it is looked up; undefined if nothing is assumed to exist. */
  #notAssumed: readonly NotAssumed[] | undefined;

  constructor(state: EmulatorState) {
    this.#state = state;
  }

  /** Assumes that objects which weren't created or deleted here exist when they are looked up. */
  public assumeExisting(except: readonly NotAssumed[]): void {
    this.#notAssumed = except;
  }

  public answer(request: Request): Answer {
    try {
      const [, , first = "", ...path] = decodeURIComponent(request.path).split("/");
      const [, collection = first, appId] = /^(\w+)\(appId='([^']+)'\)$/i.exec(first) ?? [];
      if (collection === "directoryObjects") return this.#objects(request, path);
      if (!isCollection(collection)) return this.#unsupported(request);
      const [name, ...rest] = appId === undefined ? path : [appId, ...path];
      if (name === undefined) return this.#collection(request, collection);
      const object = this.#find(collection, name);
      return object ? this.#object(request, object, rest) : notFound(name);
    } catch (error) {
      if (!(error instanceof ArmError)) throw error;
      return error.toAnswer();
    }
  }

  /** Objects of any kind. */
  #objects(request: Request, [name]: readonly string[]): Answer {
    const { directory } = this.#state;
    if (name === "getByIds") {
      const ids = textsOf(readObject(request.text)["ids"]);
      return this.#listed(ids.flatMap((id) => directory.get(id) ?? []));
    }
    if (name === undefined) return this.#filtered(request, directory.all());
    const object = directory.get(name);
    return object ? this.#one(request, object) : notFound(name);
  }

  #collection(request: Request, collection: DirectoryCollection): Answer {
    if (request.method === "POST") return this.#create(collection, readObject(request.text));
    const filter = request.query.get("$filter") ?? "";
    const answer = this.#filtered(request, this.#state.directory.ofCollection(collection));
    const lookup = lookupIn(filter);
    if (!lookup || (answer.body as { value?: unknown[] }).value?.length !== 0) return answer;
    const { property, value } = lookup;
    if (!NAMES.includes(property) || !this.#isAssumed(collection, value)) return answer;
    if (property === "appId" && (!GUID.test(value) || this.#createdApplication(value))) return answer;
    const clientId = property === "appId" ? value : undefined;
    this.#assume(collection, value, { clientId, properties: { [property]: value } });
    return this.#filtered(request, this.#state.directory.ofCollection(collection));
  }

  #create(collection: DirectoryCollection, body: Record<string, unknown>): Answer {
    const { directory, clock } = this.#state;
    const clientId = textOf(body["appId"]);
    if (collection === "servicePrincipals") this.#requireUnused(clientId);
    else if (textOf(body["displayName"]) === undefined) {
      throw new ArmError(400, "Request_BadRequest", "A value is required for property 'displayName' of resource.");
    }
    const { passwordCredentials, ...properties } = body;
    const object = directory.create(collection, clock.now(), {
      clientId,
      properties: merged({ createdDateTime: clock.date().toISOString() }, properties),
      owners: textsOf(body["owners@odata.bind"]).map(referencedId),
      members: textsOf(body["members@odata.bind"]).map(referencedId),
    });
    const passwords = (Array.isArray(passwordCredentials) ? passwordCredentials : []).map((given: object) =>
      addPassword(object, { ...given }, directory, clock.date()),
    );
    const created = shown(object, directory);
    return { status: 201, body: passwords.length > 0 ? { ...created, passwordCredentials: passwords } : created };
  }

  #requireUnused(clientId = ""): void {
    if (this.#state.directory.withClientId("servicePrincipals", clientId)) {
      throw new ArmError(
        409,
        "Request_MultipleObjectsWithSameKeyValue",
        `The service principal cannot be created, updated, or restored because the service principal name ${clientId} is already in use.`,
      );
    }
    if (GUID.test(clientId)) return;
    throw new ArmError(
      400,
      "Request_BadRequest",
      `The appId '${clientId}' of the service principal does not reference a valid application object.`,
    );
  }

  #object(request: Request, object: DirectoryObject, [part, ...rest]: readonly string[]): Answer {
    const { directory, clock } = this.#state;
    const { method, text } = request;
    const body = readObject(text);
    switch (part) {
      case undefined:
        return this.#itself(request, object, body);
      case "owners":
      case "members":
        return this.#references(request, object[part], rest);
      case "transitiveMembers":
        return this.#listed(this.#membersOf(object));
      case "memberOf":
        return this.#listed(directory.ofCollection("groups").filter(({ members }) => members.has(object.objectId)));
      case "addPassword": {
        const given = { ...(body["passwordCredential"] as object | undefined) };
        return { status: 200, body: addPassword(object, given, directory, clock.date()) };
      }
      case "removePassword":
        return removePassword(object, body["keyId"], directory);
      case "manager":
        // No user has one.
        return notFound(part);
      case "federatedIdentityCredentials":
        return federatedCredentials(method, object, rest[0], body);
      default:
        return this.#unsupported(request);
    }
  }

  #itself(request: Request, object: DirectoryObject, body: Record<string, unknown>): Answer {
    if (request.method === "GET") return this.#one(request, object);
    if (request.method === "PATCH") object.properties = merged(object.properties, body);
    else if (request.method === "DELETE") this.#remove(object);
    else return this.#unsupported(request);
    return { status: 204 };
  }

  /** Deletes an object, which has to be the client's own; an application with its service principal. */
  #remove({ collection, objectId, clientId = "", origin }: DirectoryObject): void {
    if (origin === "assumed") {
      throw new ArmError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
    const { directory } = this.#state;
    directory.remove(objectId);
    this.#deleted.add(objectId);
    if (collection !== "applications") return;
    const principal = directory.withClientId("servicePrincipals", clientId);
    if (principal) this.#remove(principal);
  }

  #references(request: Request, ids: Set<string>, [id, ref]: readonly string[]): Answer {
    const { method, text } = request;
    const { directory } = this.#state;
    if (id === undefined) {
      const objects = [...ids].flatMap((one) => directory.get(one) ?? []);
      return method === "GET" ? this.#filtered(request, objects) : notFound("");
    }
    if (method === "POST" && id === "$ref") {
      const added = referencedId(readObject(text));
      if (ids.has(added)) {
        throw new ArmError(400, "Request_BadRequest", "One or more added object references already exist.");
      }
      ids.add(added);
      return { status: 204 };
    }
    if (method === "DELETE" && ref === "$ref") {
      ids.delete(id.toLowerCase());
      return { status: 204 };
    }
    const object = method === "GET" && ids.has(id.toLowerCase()) ? directory.get(id) : undefined;
    return object ? this.#one(request, object) : notFound(id);
  }

  #membersOf(group: DirectoryObject, seen = new Set<string>()): DirectoryObject[] {
    return [...group.members].flatMap((id) => {
      const member = this.#state.directory.get(id);
      if (!member || seen.has(id)) return [];
      seen.add(id);
      return [member, ...this.#membersOf(member, seen)];
    });
  }

  #find(collection: DirectoryCollection, name: string): DirectoryObject | undefined {
    const { directory } = this.#state;
    const found = directory.get(name);
    if (found?.collection === collection) return found;
    const byName = directory
      .ofCollection(collection)
      .find((one) => one.clientId === name.toLowerCase() || one.properties["userPrincipalName"] === name);
    if (byName || found || !GUID.test(name) || this.#deleted.has(name.toLowerCase())) return byName;
    return this.#isAssumed(collection, name) ? this.#assume(collection, name, { objectId: name }) : undefined;
  }

  /** Creates an object that is only assumed to exist, with one text as all of its names. */
  #assume(
    collection: DirectoryCollection,
    name: string,
    { properties, ...ids }: Pick<NewObject, "objectId" | "clientId" | "properties">,
  ): DirectoryObject {
    return this.#state.directory.create(collection, -Infinity, {
      ...ids,
      origin: "assumed",
      properties: { displayName: name, mailNickname: name, userPrincipalName: name, ...properties },
    });
  }

  #createdApplication(clientId: string): boolean {
    const application = this.#state.directory.withClientId("applications", clientId);
    return application !== undefined && application.origin === undefined;
  }

  #isAssumed(collection: DirectoryCollection, name: string): boolean {
    if (!this.#notAssumed) return false;
    return !this.#notAssumed.some(
      (one) =>
        one.collection === collection && (one.name === undefined || one.name.toLowerCase() === name.toLowerCase()),
    );
  }

  #filtered({ query }: Request, objects: readonly DirectoryObject[]): Answer {
    const filter = query.get("$filter");
    const matches = filter === null ? () => true : compileFilter(filter);
    if (!matches) {
      this.#state.note({ kind: "request", what: `Microsoft Graph $filter=${filter ?? ""}` });
      throw new ArmError(400, "Request_UnsupportedQuery", `Unsupported Query: ${filter ?? ""}`);
    }
    const { directory } = this.#state;
    return { status: 200, body: { value: objects.map((one) => shown(one, directory)).filter(matches) } };
  }

  #listed(objects: readonly DirectoryObject[]): Answer {
    return { status: 200, body: { value: objects.map((one) => shown(one, this.#state.directory)) } };
  }

  #one({ query }: Request, object: DirectoryObject): Answer {
    const all = shown(object, this.#state.directory);
    const selected = query.get("$select")?.split(",");
    const body = selected ? Object.fromEntries(selected.map((name) => [name, all[name]])) : all;
    return { status: 200, body };
  }

  #unsupported({ method, path }: Request): Answer {
    this.#state.note({ kind: "request", what: `Microsoft Graph ${method} ${path}` });
    return notFound(path);
  }
}

function isCollection(name: string): name is DirectoryCollection {
  return name in TYPES;
}

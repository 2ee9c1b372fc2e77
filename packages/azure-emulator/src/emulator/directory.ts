import { objectsOf } from "./arm/body.js";
import { guidOf } from "./guid.js";

/** The collections of directory objects in Microsoft Graph. */
export type DirectoryCollection = "applications" | "groups" | "servicePrincipals" | "users";

/** An object of the Entra tenant. */
export interface DirectoryObject {
  readonly collection: DirectoryCollection;
  readonly objectId: string;
  /** The client id of an application, and of its service principal. */
  readonly clientId?: string | undefined;
  /** The id of the resource whose managed identity it is. */
  readonly resourceId?: string | undefined;
  /** "assumed" if a client has looked it up and it is only assumed to exist. */
  readonly origin?: "assumed" | undefined;
  /** Virtual seconds. */
  readonly createdAt: number;
  /** As in Microsoft Graph. */
  properties: Readonly<Record<string, unknown>>;
  /** Object ids. */
  readonly owners: Set<string>;
  /** Object ids of a group's members. */
  readonly members: Set<string>;
  /** Federated credentials of an application, by their ids. */
  readonly federatedCredentials: Map<string, Readonly<Record<string, unknown>>>;
}

/** The service principal of an application or a managed identity. */
export type Principal = DirectoryObject & { readonly clientId: string };

/** A directory object to create. */
export interface NewObject {
  readonly objectId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly resourceId?: string | undefined;
  readonly origin?: "assumed" | undefined;
  readonly properties?: Readonly<Record<string, unknown>> | undefined;
  readonly owners?: readonly string[] | undefined;
  readonly members?: readonly string[] | undefined;
}

/** The Entra tenant with its subscription: the deployment principal, managed identities, and what clients create. */
export class Directory {
  public readonly tenantId = guidOf("tenant");
  /** The subscription that clients get by default. */
  public readonly subscriptionId = guidOf("subscription");
  /** The deployment principal, which signs in. */
  public readonly caller: Principal;
  readonly #byObjectId = new Map<string, DirectoryObject>();
  /** Passwords by key id, by the client id of their application. */
  readonly #passwords = new Map<string, Map<string, string>>();
  #count = 0;

  constructor(clientId: string) {
    this.caller = this.#principal({
      objectId: guidOf("object", clientId),
      clientId,
      createdAt: -Infinity,
      properties: { displayName: "azure-emulator", servicePrincipalType: "Application" },
    });
  }

  public all(): DirectoryObject[] {
    return [...this.#byObjectId.values()];
  }

  public get(objectId: string): DirectoryObject | undefined {
    return this.#byObjectId.get(objectId.toLowerCase());
  }

  public ofCollection(collection: DirectoryCollection): DirectoryObject[] {
    return this.all().filter((one) => one.collection === collection);
  }

  /** The application with a client id, or its service principal. */
  public withClientId(collection: "applications" | "servicePrincipals", clientId: string): DirectoryObject | undefined {
    return this.ofCollection(collection).find((one) => one.clientId === clientId);
  }

  /**
   * The identity of a resource. A recreated resource gets a new one, as in Azure.
   * @param known ids of an existing identity
   */
  public add(
    resourceId: string,
    createdAt: number,
    known: { readonly objectId?: string | undefined; readonly clientId?: string | undefined } = {},
  ): Principal {
    this.#count += 1;
    const seed = [resourceId.toLowerCase(), String(this.#count)];
    return this.#principal({
      objectId: known.objectId ?? guidOf("object", ...seed),
      clientId: known.clientId ?? guidOf("client", ...seed),
      resourceId,
      createdAt,
      properties: {
        displayName: resourceId.slice(resourceId.lastIndexOf("/") + 1),
        servicePrincipalType: "ManagedIdentity",
      },
    });
  }

  /** Creates an object, with ids that are the same for the same history. */
  public create(collection: DirectoryCollection, createdAt: number, given: NewObject): DirectoryObject {
    this.#count += 1;
    const number = String(this.#count);
    return this.#put({
      ...given,
      collection,
      objectId: given.objectId ?? guidOf("object", collection, number),
      clientId: given.clientId ?? (collection === "applications" ? guidOf("client", number) : undefined),
      createdAt,
    });
  }

  public remove(objectId: string): void {
    const object = this.get(objectId);
    this.#byObjectId.delete(objectId.toLowerCase());
    for (const { keyId } of objectsOf(object?.properties["passwordCredentials"])) {
      this.removePassword(object?.clientId ?? "", String(keyId));
    }
  }

  /** Generates a password for the application with a client id. */
  public addPassword(clientId: string): { readonly keyId: string; readonly secretText: string } {
    const passwords = this.#passwords.get(clientId) ?? new Map<string, string>();
    this.#passwords.set(clientId, passwords);
    this.#count += 1;
    const keyId = guidOf("key", clientId, String(this.#count));
    const secretText = `emulator~${guidOf("password", keyId).replaceAll("-", "")}`;
    passwords.set(keyId, secretText);
    return { keyId, secretText };
  }

  public removePassword(clientId: string, keyId: string): void {
    this.#passwords.get(clientId)?.delete(keyId);
  }

  /** Whether a client can sign in with a secret. Clients that weren't created here have any secret. */
  public accepts(clientId: string, secret: string): boolean {
    if (!this.withClientId("applications", clientId)) return true;
    return [...(this.#passwords.get(clientId)?.values() ?? [])].includes(secret);
  }

  #principal(given: NewObject & Pick<Principal, "objectId" | "clientId" | "createdAt">): Principal {
    return this.#put({ ...given, collection: "servicePrincipals" });
  }

  #put<Given extends NewObject & Pick<DirectoryObject, "collection" | "objectId" | "createdAt">>(
    given: Given,
  ): DirectoryObject & Pick<Given, "clientId"> {
    const object = {
      ...given,
      objectId: given.objectId.toLowerCase(),
      properties: given.properties ?? {},
      owners: new Set(given.owners),
      members: new Set(given.members),
      federatedCredentials: new Map<string, Readonly<Record<string, unknown>>>(),
    };
    this.#byObjectId.set(object.objectId, object);
    return object;
  }
}

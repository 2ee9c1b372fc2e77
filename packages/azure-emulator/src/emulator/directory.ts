import { guidOf } from "./guid.js";

/** A principal of the Entra tenant. */
export interface Principal {
  readonly objectId: string;
  readonly clientId: string;
  /** The id of the resource whose identity it is; undefined for the deployment principal. */
  readonly resourceId?: string;
  /** Virtual seconds. */
  readonly createdAt: number;
}

/** The Entra tenant with its subscription: the deployment principal and the managed identities. */
export class Directory {
  public readonly tenantId = guidOf("tenant");
  /** The subscription that clients get by default. */
  public readonly subscriptionId = guidOf("subscription");
  /** The deployment principal, which signs in. */
  public readonly caller: Principal;
  readonly #byObjectId = new Map<string, Principal>();
  #count = 0;

  constructor(clientId: string) {
    this.caller = { objectId: guidOf("object", clientId), clientId, createdAt: -Infinity };
    this.#byObjectId.set(this.caller.objectId, this.caller);
  }

  public all(): Principal[] {
    return [...this.#byObjectId.values()];
  }

  public get(objectId: string): Principal | undefined {
    return this.#byObjectId.get(objectId.toLowerCase());
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
    const principal = {
      objectId: known.objectId?.toLowerCase() ?? guidOf("object", ...seed),
      clientId: known.clientId ?? guidOf("client", ...seed),
      resourceId,
      createdAt,
    };
    this.#byObjectId.set(principal.objectId, principal);
    return principal;
  }

  public remove(objectId: string): void {
    this.#byObjectId.delete(objectId.toLowerCase());
  }
}

import { randomUUID } from "node:crypto";
import { ArmError } from "../arm/arm-error.js";
import type { ArmResource } from "../arm/resource.js";
import { closedTo } from "../data-plane.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Entra } from "../entra.js";
import type { Answer, Request } from "../http.js";
import { isAllowed } from "../role-check.js";
import type { BlobPlace } from "./blob-store.js";
import type { Permission } from "./shared-access.js";

const BLOBS = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
const ACTIONS: Readonly<Record<Permission, string>> = {
  r: `${BLOBS}/read`,
  l: `${BLOBS}/read`,
  a: `${BLOBS}/add/action`,
  c: `${BLOBS}/write`,
  w: `${BLOBS}/write`,
  d: `${BLOBS}/delete`,
};

/** Error of a storage service. */
export class StorageError extends Error {
  public readonly status: number;
  public readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * Answers a request to a storage service, with the headers of all of its responses.
 * @param refuse the response to an error, in the form of the service
 */
export async function answerOf(
  { headers }: Request,
  respond: () => Promise<Answer>,
  refuse: (error: StorageError) => Answer,
): Promise<Answer> {
  const common = {
    "x-ms-request-id": randomUUID(),
    "x-ms-version": headers["x-ms-version"] ?? "",
    date: new Date().toUTCString(),
  };
  const answer = await respond().catch((error: unknown) => {
    if (error instanceof StorageError) return refuse(error);
    throw error;
  });
  return { ...answer, headers: { ...common, ...answer.headers } };
}

/** The part of a URL that says what a request is about. */
export interface Target extends BlobPlace {
  readonly resource: ArmResource;
}

const SIGNATURE_REFUSALS = {
  AuthenticationFailed:
    "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature.",
  AuthorizationPermissionMismatch: "This request is not authorized to perform this operation using this permission.",
} as const;

/** Who may reach the storage accounts, and do what there: with a signature of the emulator, or a token and a role. */
export class StorageAccess {
  readonly #state: EmulatorState;
  readonly #entra: Entra;

  constructor(state: EmulatorState, entra: Entra) {
    this.#state = state;
    this.#entra = entra;
  }

  public targetOf(host: string, path: string): Target {
    const account = host.slice(0, host.indexOf("."));
    const resource = this.#state.resources.named("Microsoft.Storage/storageAccounts", account);
    if (!resource) throw new StorageError(404, "ResourceNotFound", `There is no storage account ${account}.`);
    const [container = "", ...name] = decodeURIComponent(path).slice(1).split("/");
    return { resource, account, container, name: name.join("/") };
  }

  public requireReachable({ resource }: Target, { inside = false }: Pick<Request, "inside">): void {
    if (this.#state.privateAccess || inside || !closedTo(resource)) return;
    throw new StorageError(403, "AuthorizationFailure", "This request is not authorized to perform this operation.");
  }

  /** @throws StorageError if the client isn't signed in, or isn't allowed */
  public require(
    { headers, query }: Pick<Request, "headers" | "query">,
    { resource, account, container }: Target,
    needed: readonly Permission[],
  ): void {
    const signature = query.get("sig");
    if (signature !== null) {
      const refusal = this.#state.sharedAccess.refusal(signature, account, container, needed);
      if (refusal) throw new StorageError(403, refusal, SIGNATURE_REFUSALS[refusal]);
      return;
    }
    if (headers["authorization"] === undefined) {
      throw new StorageError(401, "NoAuthenticationInformation", "Server failed to authenticate the request.");
    }
    const scope = `${resource.id.toString()}/blobServices/default/containers/${container}`;
    const principal = this.#principalOf(headers["authorization"]);
    const allowed = needed.some((one) =>
      isAllowed(this.#state, principal, { action: ACTIONS[one], plane: "data", scope }),
    );
    if (!allowed) {
      throw new StorageError(
        403,
        "AuthorizationPermissionMismatch",
        `This request is not authorized to perform this operation using this permission: ${principal} needs ${ACTIONS[needed[0] ?? "r"]} on ${scope}.`,
      );
    }
  }

  /** The containers of default datastores exist from the beginning. */
  public requireContainer({ resource, account, container }: Target): void {
    const { blobs, resources } = this.#state;
    if (blobs.hasContainer(account, container)) return;
    const containerId = resource.id.child("blobServices", "default").child("containers", container);
    if (resources.get(containerId)) {
      blobs.addContainer(account, container);
      return;
    }
    const ofDatastore = resources
      .ofType("Microsoft.MachineLearningServices/workspaces/datastores")
      .some(
        ({ body: { properties } }) =>
          properties["accountName"] === account && properties["containerName"] === container,
      );
    if (ofDatastore) blobs.addContainer(account, container);
    else throw new StorageError(404, "ContainerNotFound", "The specified container does not exist.");
  }

  #principalOf(authorization: string): string {
    try {
      return this.#entra.principalOf(authorization);
    } catch (error) {
      if (!(error instanceof ArmError)) throw error;
      throw new StorageError(401, "InvalidAuthenticationInfo", error.message);
    }
  }
}

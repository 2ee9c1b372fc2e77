import { createHash, randomUUID } from "node:crypto";

/** Permissions of a shared access signature: read, add, create, write, delete, list. */
export type Permission = "r" | "a" | "c" | "w" | "d" | "l";

/** What a signature allows. */
interface Grant {
  readonly account: string;
  readonly container: string;
  readonly permissions: string;
  /** Milliseconds of real time, because clients read the date in the signature. */
  readonly expires: number;
}

/** Version of the storage service in signatures. */
const VERSION = "2024-11-04";

/** The shared access signatures that services of the emulator have issued. */
export class SharedAccess {
  readonly #grants = new Map<string, Grant>();

  /**
   * Issues a signature for a container.
   * @param permissions such as `rl`
   * @returns the query of a URL, without a question mark
   */
  public issue(account: string, container: string, permissions: string, hours = 1): string {
    const expires = Date.now() + hours * 3_600_000;
    const signature = createHash("sha256").update(randomUUID()).digest("base64");
    this.#grants.set(signature, { account: account.toLowerCase(), container, permissions, expires });
    const end = `${new Date(expires).toISOString().slice(0, 19)}Z`;
    return new URLSearchParams({ sv: VERSION, se: end, sr: "c", sp: permissions, sig: signature }).toString();
  }

  /**
   * Why a signature doesn't allow something.
   * @param needed permissions of which one is enough
   * @returns undefined if it does
   */
  public refusal(
    signature: string,
    account: string,
    container: string,
    needed: readonly Permission[],
  ): "AuthenticationFailed" | "AuthorizationPermissionMismatch" | undefined {
    const grant = this.#grants.get(signature);
    const valid = grant && grant.expires > Date.now() && grant.account === account && grant.container === container;
    if (!valid) return "AuthenticationFailed";
    return needed.some((one) => grant.permissions.includes(one)) ? undefined : "AuthorizationPermissionMismatch";
  }
}

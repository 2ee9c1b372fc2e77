import type { Request } from "../http.js";
import { ArmError } from "./arm-error.js";
import type { ArmResource } from "./resource.js";

/**
 * Refuses a request whose `If-Match` or `If-None-Match` isn't met by what is there.
 * @throws ArmError 412 PreconditionFailed
 */
export function requireEtag(existing: ArmResource | undefined, { headers }: Request): void {
  const [match, noneMatch] = [headers["if-match"], headers["if-none-match"]];
  const differs = match !== undefined && match !== "" && match !== "*" && match !== existing?.etag;
  if (differs || (match === "*" && !existing) || (noneMatch === "*" && existing)) {
    throw new ArmError(
      412,
      "PreconditionFailed",
      "The condition of the request's If-Match or If-None-Match is not met.",
    );
  }
}

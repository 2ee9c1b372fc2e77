import { ArmError } from "./arm-error.js";

const API_VERSION = /^(\d{4}-\d{2}-\d{2})(-[a-z]+)?$/;

/**
 * The api-version of a request: a date, possibly with a suffix such as `-preview`. Whether the type has this version
 * isn't checked.
 * @throws ArmError 400 MissingApiVersionParameter or InvalidApiVersionParameter
 */
export function requireApiVersion(query: URLSearchParams): string {
  const version = query.get("api-version");
  if (version === null || version === "") {
    throw new ArmError(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  }
  const date = API_VERSION.exec(version)?.[1];
  if (date === undefined || !isDate(date)) {
    throw new ArmError(400, "InvalidApiVersionParameter", `The api-version '${version}' is invalid.`);
  }
  return version;
}

/** Whether a date exists, unlike 2025-02-30. */
function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

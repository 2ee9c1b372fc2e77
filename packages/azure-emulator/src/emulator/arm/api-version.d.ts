/**
 * The api-version of a request: a date, with a suffix such as `-preview`. Which versions a type has isn't known here.
 * @throws ArmError 400 MissingApiVersionParameter or InvalidApiVersionParameter
 */
export declare function requireApiVersion(query: URLSearchParams): string;

import type { Request } from "../../src/emulator/http.js";

/** A request as the services see it. */
export function requestTo(method: string, url: string, text = ""): Request {
  const { hostname, pathname, searchParams } = new URL(url);
  return {
    method,
    host: hostname,
    path: pathname,
    query: searchParams,
    headers: {},
    text,
    signal: new AbortController().signal,
  };
}

import type { Body } from "./body.js";
import type { ArmId } from "@org/azure-catalog";

/**
 * Origin of a resource: created by a request, created by the service together with another resource, or existing before
 * the first request.
 */
export type Origin = "request" | "service" | "existing";

/** A stored resource. */
export interface ArmResource {
  readonly id: ArmId;
  origin: Origin;
  /** Virtual seconds. */
  createdAt: number;
  /** Time of the last write. */
  writtenAt: number;
  /** Time of its completed creation, in virtual seconds. */
  provisionedAt?: number;
  /** Time of its creator's last read, in virtual seconds; see `WATCH_SECONDS`. */
  watchedAt?: number;
  /** The api-version of the last write. */
  apiVersion: string;
  body: Body;
  etag: string;
}

import type { Body } from "./body.js";
import type { ResourceId } from "./resource-id.js";
/** What created a resource: a request, or Azure itself together with another resource. */
export type Origin = "request" | "service";
/** A resource as it is kept. */
export interface ArmResource {
    readonly id: ResourceId;
    readonly origin: Origin;
    /** Virtual seconds. */
    readonly createdAt: number;
    /** When it was last written. */
    writtenAt: number;
    /** When its creation had gone through: virtual seconds. */
    provisionedAt?: number;
    /** When its maker last looked whether it is there: virtual seconds, see `WATCH_SECONDS`. */
    watchedAt?: number;
    /** The api-version that it was last written with. */
    apiVersion: string;
    body: Body;
    etag: string;
}

import type { Answer, Request } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Body } from "./body.js";
import type { ArmResource } from "./resource.js";
import type { ResourceId } from "./resource-id.js";
/** A PUT or PATCH that is to be accepted or refused. */
export interface Write {
    readonly id: ResourceId;
    readonly apiVersion: string;
    /** Object id of who writes. */
    readonly principal: string;
    /** What is there already. */
    readonly existing: ArmResource | undefined;
    /** What will be kept; behaviours complete it in place. */
    readonly body: Body;
}
/** What happens once a write has gone through, such as what Azure makes beside it. An ArmError fails the operation. */
export type Written = (resource: ArmResource) => void;
/** How long a resource takes, in virtual seconds. */
export interface Latency {
    readonly create?: number;
    readonly update?: number;
    readonly delete?: number;
}
/** The specifics of a resource type. A type without a description behaves like an empty description. */
export interface ResourceType {
    /** `Microsoft.Network/virtualNetworks`, in Azure's casing. */
    readonly type: string;
    /** Whether it needs a location. */
    readonly tracked?: boolean;
    /** The status of an answer to what creates one; Azure's usual is 201. */
    readonly createdStatus?: 200 | 201 | 202;
    /** Whether it says how far its creation is in `properties.provisioningState`; most do. */
    readonly provisioningState?: boolean;
    /** How long Azure takes, as people see it. */
    readonly latency?: Latency;
    /** Seconds that a certain write takes, where it depends on more than the type. */
    latencyOf?(write: Write, state: EmulatorState): number | undefined;
    /** Ids that no other write may touch while one to this resource goes on, besides its own. */
    locks?(id: ResourceId, body: Body, state: EmulatorState): readonly string[];
    /**
     * Refuses a write with an ArmError, or completes its body with what the service sets.
     * @returns what happens once the write has gone through
     */
    write?(write: Write, state: EmulatorState): Written | undefined;
    /** What a reader is shown in place of the body as it is kept. */
    view?(resource: ArmResource, state: EmulatorState): Body;
    /** Refuses a deletion with an ArmError. */
    delete?(resource: ArmResource, state: EmulatorState, request: Request): void;
    /** What a deletion does where nothing is any more, such as the purge of what is soft-deleted. */
    deleteMissing?(id: ResourceId, state: EmulatorState, request: Request): void;
    /** What happens once it's gone. */
    deleted?(resource: ArmResource, state: EmulatorState, request: Request): void;
    /** POST (or GET) below the resource, by name in lower case. */
    readonly actions?: Readonly<Record<string, Action>>;
}
/** Does what is asked for, or says how long it takes. */
export type Action = (resource: ArmResource, state: EmulatorState, request: Request) => Answer | LongAction;
/** An action that takes time. */
export interface LongAction {
    readonly seconds: number;
    readonly complete: () => unknown;
}
/** An answer to what isn't about one resource: name checks, deleted vaults, a tenant's lists. */
export interface Endpoint {
    readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "PATCH";
    /** The path after the namespace, with `{name}` for what differs: `locations/{location}/deletedVaults/{vault}`. */
    readonly path: string;
    answer(parameters: EndpointParameters, state: EmulatorState, request: Request): Answer | LongAction;
}
/** Placeholders for the names in an {@link Endpoint}'s path. */
export interface EndpointParameters {
    /** The subscription or resource that the path starts with; empty at the tenant. */
    readonly scope: string;
    readonly [name: string]: string;
}
/** What is special about the types of one namespace. */
export interface ResourceProvider {
    readonly namespace: string;
    readonly types: readonly ResourceType[];
    readonly endpoints?: readonly Endpoint[];
}

import type { Answer, Request } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Body } from "./body.js";
import type { ArmResource } from "./resource.js";
import type { ArmId } from "@org/azure-catalog";

/** A PUT or PATCH request. */
export interface Write {
  readonly id: ArmId;
  readonly apiVersion: string;
  /** Object id of the caller. */
  readonly principal: string;
  /** The existing resource. */
  readonly existing: ArmResource | undefined;
  /** The body to store, which behaviours complete in place. */
  readonly body: Body;
}

/** Effects of a completed write, such as resources that Azure creates with it. An ArmError fails the operation. */
export type Written = (resource: ArmResource) => void;

/** Durations of operations on a resource, in virtual seconds. */
export interface Latency {
  readonly create?: number;
  readonly update?: number;
  readonly delete?: number;
}

/** The specifics of a resource type. A type without a description behaves like an empty description. */
export interface ResourceType {
  /** ARM type in Azure's letter case, such as `Microsoft.Network/virtualNetworks`. */
  readonly type: string;
  /** Whether it needs a location. */
  readonly tracked?: boolean;
  /**
   * The status of the response to its creation.
   * @default 201
   */
  readonly createdStatus?: 200 | 201 | 202;
  /** Whether it has `properties.provisioningState`; most types do. */
  readonly provisioningState?: boolean;
  /** Typical durations in Azure. */
  readonly latency?: Latency | undefined;
  /** Duration of a write, if it depends on more than the type. */
  latencyOf?(write: Write, state: EmulatorState): number | undefined;
  /** Creates the parent of a new resource where Azure does so, such as the container of an asset's first version. */
  container?(id: ArmId, state: EmulatorState): void;
  /** Ids that are locked during a write, in addition to the resource's own. */
  locks?(id: ArmId, body: Body, state: EmulatorState): readonly string[];
  /**
   * Rejects a write with an ArmError, or completes its body with values of the service.
   * @returns effects of the completed write
   */
  write?(write: Write, state: EmulatorState, request: Request): Written | undefined;
  /**
   * Rejects a write with an ArmError, or returns what it does after it was accepted. The write lasts at least as long.
   */
  work?(write: Write, state: EmulatorState, writer: Writer): (resource: ArmResource) => Promise<unknown>;
  /** The body for readers, if it differs from the stored one. */
  view?(resource: ArmResource, state: EmulatorState): Body;
  /** The resources of a list, and their order, if its query selects them. */
  list?(found: readonly ArmResource[], query: URLSearchParams): readonly ArmResource[];
  /** Rejects a deletion with an ArmError. */
  delete?(resource: ArmResource, state: EmulatorState, request: Request): void;
  /** Effect of a deletion if the resource doesn't exist, such as the purge of a soft-deleted one. */
  deleteMissing?(id: ArmId, state: EmulatorState, request: Request): void;
  /** Effects of a completed deletion. */
  deleted?(resource: ArmResource, state: EmulatorState, request: Request): void;
  /** Actions, which are POST requests below the resource, by name in lower case. */
  readonly actions?: Readonly<Record<string, Action>>;
  /**
   * Settings below the resource that are read (GET) and written (PUT) but aren't child resources, by name in lower
   * case.
   */
  readonly settings?: Readonly<Record<string, Action>>;
}

/** Requests of a service for its caller. */
export interface Writer {
  /**
   * Writes a resource, and waits until it is provisioned.
   * @throws ArmError if the write is rejected or fails
   */
  put(id: ArmId, apiVersion: string, body: object): Promise<void>;
  /** The body of a resource for readers. */
  show(resource: ArmResource): Readonly<Record<string, unknown>>;
}

/** Runs an action, or returns its duration and completion. */
export type Action = (resource: ArmResource, state: EmulatorState, request: Request) => Answer | LongAction;

/** An action that takes time. */
export interface LongAction {
  readonly seconds: number;
  readonly complete: () => unknown;
}

/** An endpoint that isn't about a single resource, such as name checks, deleted vaults and lists of a tenant. */
export interface Endpoint {
  readonly method: "GET" | "POST" | "PUT" | "DELETE" | "HEAD" | "PATCH";
  /** The path after the namespace, with placeholders, such as `locations/{location}/deletedVaults/{vault}`. */
  readonly path: string;
  answer(parameters: EndpointParameters, state: EmulatorState, request: Request): Answer | LongAction;
}

/** Values of the placeholders in an {@link Endpoint}'s path. */
export interface EndpointParameters {
  /** The subscription or resource with which the path starts; empty for the tenant. */
  readonly scope: string;
  readonly [name: string]: string;
}

/** Behaviours of the types of one namespace. */
export interface ResourceProvider {
  readonly namespace: string;
  readonly types: readonly ResourceType[];
  readonly endpoints?: readonly Endpoint[];
}

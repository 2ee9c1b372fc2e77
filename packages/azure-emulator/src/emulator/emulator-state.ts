import { Operations } from "./arm/operations.js";
import type { ArmResource } from "./arm/resource.js";
import { ResourceStore } from "./arm/resource-store.js";
import type { Clock } from "./clock.js";
import { BlobStore } from "./blobs/blob-store.js";
import { SharedAccess } from "./blobs/shared-access.js";
import { Directory } from "./directory.js";
import { guidOf } from "./guid.js";
import { FailureModes, type FailureModeSettings } from "./failure-modes/failure-modes.js";
import { SoftDeleted } from "./soft-deleted.js";

/** An unsupported request, which the Azure emulator answered generically. */
export interface Unknown {
  readonly kind: "resource type" | "action" | "request" | "host" | "failure";
  /** The type, action, path or host; for an internal failure of the Azure emulator, its error. */
  readonly what: string;
}

/** Starts and ends the processes of jobs. */
export interface JobRunner {
  start(job: ArmResource): void;
  cancel(job: ArmResource): void;
}

/** Shared state of the Azure emulator. */
export interface EmulatorState {
  readonly clock: Clock;
  readonly resources: ResourceStore;
  readonly operations: Operations;
  readonly directory: Directory;
  readonly softDeleted: SoftDeleted;
  readonly failureModes: FailureModes;
  readonly blobs: BlobStore;
  readonly sharedAccess: SharedAccess;
  /** Whether clients are inside the virtual networks. */
  readonly privateAccess: boolean;
  /** Runs the commands of jobs; without one, jobs fail. */
  jobs: JobRunner | undefined;
  /** Time of the last deletion of a resource in virtual seconds, by key. */
  readonly deletedAt: Map<string, number>;
  /** Records an unsupported request. */
  note(unknown: Unknown): void;
}

/** An empty state with the deployment principal. */
export function createEmulatorState(
  clock: Clock,
  failureModes: FailureModeSettings,
  note: EmulatorState["note"],
  { privateAccess = false, folder }: { readonly privateAccess?: boolean; readonly folder?: string } = {},
): EmulatorState {
  return {
    clock,
    resources: new ResourceStore(),
    operations: new Operations(clock),
    directory: new Directory(guidOf("client")),
    softDeleted: new SoftDeleted(clock),
    failureModes: new FailureModes(failureModes),
    blobs: new BlobStore(folder),
    sharedAccess: new SharedAccess(),
    privateAccess,
    jobs: undefined,
    deletedAt: new Map(),
    note,
  };
}

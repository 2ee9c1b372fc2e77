import { Operations } from "./arm/operations.js";
import { ResourceStore } from "./arm/resource-store.js";
import type { Clock } from "./clock.js";
import { Directory } from "./directory.js";
import { guidOf } from "./guid.js";
import { Rules, type RuleSettings } from "./rules/rules.js";
import { SoftDeleted } from "./soft-deleted.js";

/** Something that was asked of the loopback Azure and that it doesn't know; it has answered as well as it could. */
export interface Unknown {
  readonly kind: "resource type" | "action" | "request" | "host" | "failure";
  /** What it was: the type, the action, the path, the host; for a failure of the loopback Azure itself, its error. */
  readonly what: string;
}

/** What everything in the loopback Azure shares. */
export interface World {
  readonly clock: Clock;
  readonly resources: ResourceStore;
  readonly operations: Operations;
  readonly directory: Directory;
  readonly softDeleted: SoftDeleted;
  readonly rules: Rules;
  /** When resources were last deleted, by key: virtual seconds. */
  readonly deletedAt: Map<string, number>;
  /** Notes that something isn't known. */
  note(unknown: Unknown): void;
}

/** A world with nothing in it but who signs in. */
export function createWorld(clock: Clock, rules: RuleSettings, note: World["note"]): World {
  return {
    clock,
    resources: new ResourceStore(),
    operations: new Operations(clock),
    directory: new Directory(guidOf("client")),
    softDeleted: new SoftDeleted(clock),
    rules: new Rules(rules),
    deletedAt: new Map(),
    note,
  };
}

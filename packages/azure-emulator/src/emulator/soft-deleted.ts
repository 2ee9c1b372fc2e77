import type { ArmResource } from "./arm/resource.js";
import type { Clock } from "./clock.js";

const DAY_SECONDS = 24 * 3600;

/** A soft-deleted resource, whose name is still reserved. */
export interface SoftDeletedResource {
  readonly resource: ArmResource;
  /** Virtual seconds. */
  readonly deletedAt: number;
  readonly retentionDays: number;
}

/** The soft-deleted resources, until their retention ends. */
export class SoftDeleted {
  readonly #clock: Clock;
  readonly #byKey = new Map<string, SoftDeletedResource>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  public add(entry: SoftDeletedResource): void {
    this.#byKey.set(entry.resource.id.key, entry);
  }

  public get(id: string): SoftDeletedResource | undefined {
    return this.all().find(({ resource }) => resource.id.equals(id));
  }

  /** The soft-deleted resources of a type. */
  public ofType(type: string): SoftDeletedResource[] {
    return this.all().filter(({ resource }) => resource.id.hasType(type));
  }

  public all(): SoftDeletedResource[] {
    const now = this.#clock.now();
    return [...this.#byKey.values()].filter(
      ({ deletedAt, retentionDays }) => now < deletedAt + retentionDays * DAY_SECONDS,
    );
  }

  /** Releases the name after a purge or recovery. */
  public remove(id: string): void {
    this.#byKey.delete(id.toLowerCase());
  }
}

import type { ArmResource } from "./arm/resource.js";

/** A resource that is gone and whose name is still taken. */
export interface SoftDeletedResource {
  readonly resource: ArmResource;
  /** Virtual seconds. */
  readonly deletedAt: number;
  readonly retentionDays: number;
}

/** The resources that Azure keeps for a while after their deletion. */
export class SoftDeleted {
  readonly #byKey = new Map<string, SoftDeletedResource>();

  public add(entry: SoftDeletedResource): void {
    this.#byKey.set(entry.resource.id.key, entry);
  }

  public get(id: string): SoftDeletedResource | undefined {
    return this.#byKey.get(id.toLowerCase());
  }

  /** Those of a type. */
  public ofType(type: string): SoftDeletedResource[] {
    return this.all().filter(({ resource }) => resource.id.isType(type));
  }

  public all(): SoftDeletedResource[] {
    return [...this.#byKey.values()];
  }

  /** Frees the name, by a purge or a recovery. */
  public remove(id: string): boolean {
    return this.#byKey.delete(id.toLowerCase());
  }
}

import type { ITerraformDependable } from "cdktf";
import { dependOn, type Orderable } from "./depend-on.js";

/** Writes to one Azure object that must not overlap. */
export interface IWriteChain {
  /**
   * Puts a resource at the end: it is created after everything appended before it.
   * Call it once a resource, in construction order; the order is part of the synthesized contract.
   */
  append(resource: Orderable): void;
  /**
   * Puts a resource behind everything appended so far without making later ones wait for it.
   * For a resource that itself waits for something slow.
   */
  branch(resource: Orderable): void;
  /** The last resource appended. */
  readonly last: ITerraformDependable | undefined;
}

/**
 * An ordered chain of writes, expressed as `depends_on`.
 *
 * Azure takes one write at a time on a subnet and on a workspace's managed network; parallel ones fail with 409 or
 * undo each other.
 */
export class WriteChain implements IWriteChain {
  #last: ITerraformDependable | undefined;

  public get last(): ITerraformDependable | undefined {
    return this.#last;
  }

  public append(resource: Orderable): void {
    this.branch(resource);
    this.#last = resource;
  }

  public branch(resource: Orderable): void {
    if (this.#last) dependOn(resource, [this.#last]);
  }
}

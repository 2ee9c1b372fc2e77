import type { ITerraformDependable } from "cdktf";
import { dependOn, type Orderable } from "./depend-on.js";

/** Writes to one Azure object that must not overlap. */
export interface IWriteChain {
  /**
   * Appends a resource, which is then created after all resources appended before it. Call it once per resource. The
   * order of the calls becomes the order in Terraform.
   */
  append(resource: Orderable): void;
  /**
   * Lets a resource wait for all resources appended so far, without making later ones wait for it: for a resource that
   * depends on something slow.
   */
  branch(resource: Orderable): void;
  /** The last resource appended. */
  readonly last: ITerraformDependable | undefined;
}

/**
 * An ordered chain of writes, expressed as `depends_on`.
 *
 * Azure accepts one write at a time to a subnet and to a workspace's managed network; parallel writes fail with 409 or
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

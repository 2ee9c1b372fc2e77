import type { PrivateLinkTarget } from "@org/aml-core";
import { requireArmId } from "@org/aml-core/internal";
import { Construct } from "constructs";
import type { IWorkspaceDependant } from "./dependant.js";

/** A resource that exists already, known by its ARM id. */
export class ExistingDependant extends Construct implements IWorkspaceDependant {
  public readonly resourceId: string;
  public readonly target: PrivateLinkTarget;
  public readonly existing = true;
  public readonly dependencies = [];

  /**
   * @param type ARM type that the id must have, `Microsoft.Storage/storageAccounts`
   * @throws InvalidInputError for a literal id of another type
   */
  constructor(scope: Construct, id: string, type: string, resourceId: string) {
    super(scope, id);
    requireArmId(this, "resourceId", resourceId, type, `use the id of a ${type}, or a reference to one`);
    this.resourceId = resourceId;
    this.target = { construct: this, resourceId };
  }
}

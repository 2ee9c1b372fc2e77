import { isUnresolved, type PrivateLinkTarget, refuse } from "@org/aml-core";
import { Construct } from "constructs";
import type { IWorkspaceDependant } from "./dependant.js";

const GROUP = /^\/subscriptions\/[^/]+\/resourcegroups\/[^/]+$/;

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
    if (!isUnresolved(resourceId) && !isIdOf(type, resourceId)) {
      refuse(this, "resourceId", {
        value: resourceId,
        allowed: `an ARM id, /subscriptions/<subscription>/resourceGroups/<group>/providers/${type}/<name>`,
        fix: `give the id of a ${type}, or a reference to one`,
      });
    }
    this.resourceId = resourceId;
    this.target = { construct: this, resourceId };
  }
}

function isIdOf(type: string, resourceId: string): boolean {
  const [scope, name, ...rest] = resourceId.toLowerCase().split(`/providers/${type.toLowerCase()}/`);
  return GROUP.test(scope ?? "") && /^[^/]+$/.test(name ?? "") && rest.length === 0;
}

import type { IWorkspace, PrivateLinkTarget } from "@org/aml-core";
import { isUnresolved, refuse } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type AllowConnectionOptions, RegistryConnection } from "./registry-connection.js";

/** An Azure Machine Learning registry, made here or not. */
export interface IRegistry extends IConstruct {
  /** ARM id. */
  readonly registryId: string;
  /** Name. */
  readonly registryName: string;
  /** The environment that it belongs to, `dev`. Undefined for an import of which only the rule's name was said. */
  readonly environmentName: string | undefined;
  /** What private endpoints, outbound rules and role assignments point to. */
  readonly target: PrivateLinkTarget;
  /** Name of the outbound rules that lead here: `AllowDevRegistryAccess`. */
  readonly ruleName: string;
  /** What has to exist before something in the registry's stack relies on it. */
  readonly dependencies: readonly ITerraformDependable[];
  /**
   * Lets a workspace's managed network reach the registry, and its computes use the registry's assets.
   *
   * One call makes, in this order: the approver role of the workspace's identity on the registry, a wait for the role to
   * take effect, the outbound rule (S0-OUT-06); and beside them the role of the computes' identity (S0-RBC-16). All of it
   * lives beside the workspace, in its stack, so a registry of another stack or an imported one takes part as well.
   * @throws InvalidInputError for a second connection of the same two, or a rule name that Azure refuses or that the
   * workspace has
   */
  allowConnectionFrom(workspace: IWorkspace, options?: AllowConnectionOptions): RegistryConnection;
}

/** What every registry can do, wherever it comes from. */
export abstract class RegistryBase extends Construct implements IRegistry {
  public abstract readonly registryId: string;
  public abstract readonly registryName: string;
  public abstract readonly environmentName: string | undefined;
  public abstract readonly ruleName: string;
  public abstract readonly dependencies: readonly ITerraformDependable[];

  public get target(): PrivateLinkTarget {
    return {
      construct: this,
      resourceId: this.registryId,
      resourceType: "Microsoft.MachineLearningServices/registries",
    };
  }

  public allowConnectionFrom(workspace: IWorkspace, options: AllowConnectionOptions = {}): RegistryConnection {
    const ruleName = options.ruleName ?? this.ruleName;
    this.refuseSecond(workspace);
    this.requireRuleName(workspace, ruleName);
    return new RegistryConnection(workspace, ruleName, { ...options, workspace, registry: this, ruleName });
  }

  private refuseSecond(workspace: IWorkspace): void {
    const first = workspace.node.children
      .filter(RegistryConnection.isRegistryConnection)
      .find(({ registry }) => isSame(registry, this));
    if (!first) return;
    refuse(this, "allowConnectionFrom", {
      value: workspace.node.path,
      allowed: `a workspace that is not connected to this registry yet; ${first.node.path} connects it`,
      fix: "leave the second call out, and give its options to the first one",
    });
  }

  private requireRuleName(workspace: IWorkspace, ruleName: string): void {
    if (isUnresolved(ruleName)) {
      refuse(this, "ruleName", {
        value: ruleName,
        allowed: "a literal name: it is part of Terraform addresses",
        fix: "write it out, as AllowDevRegistryAccess",
      });
    }
    assertName("outboundRule", ruleName, `${this.node.path}.ruleName`);
    const other = workspace.node.tryFindChild(ruleName);
    if (!other) return;
    refuse(this, "ruleName", {
      value: ruleName,
      allowed: `a name that the workspace does not have yet; ${other.node.path} has it`,
      fix: `give the connection a name of its own: allowConnectionFrom(workspace, { ruleName: "AllowOtherRegistryAccess" })`,
    });
  }
}

function isSame(one: IRegistry, other: IRegistry): boolean {
  if (one.node.path === other.node.path) return true;
  if (isUnresolved(one.registryId) || isUnresolved(other.registryId)) return false;
  return one.registryId.toLowerCase() === other.registryId.toLowerCase();
}

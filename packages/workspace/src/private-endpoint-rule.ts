import type { IWorkspace, PrivateEndpointOutboundRuleProps } from "@org/aml-core";
import { BaseConstruct, isUnresolved, refuse, requireProps } from "@org/aml-core/internal";
import { Principal, PropagationDelay, RoleAssignment, RoleScope } from "@org/aml-rbac";
import { ArmId, ROLES } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** Options of a private endpoint in a workspace's managed network. */
export interface PrivateEndpointRuleOptions extends Pick<
  PrivateEndpointOutboundRuleProps,
  "subresourceTarget" | "fqdns" | "sparkEnabled"
> {
  /** ARM id of the resource to reach, in any subscription. */
  readonly resourceId: string;
  /**
   * ARM type of the resource, such as `Microsoft.Databricks/workspaces`. Required if only Terraform knows the id.
   * @default - that in the id
   */
  readonly resourceType?: string | undefined;
  /**
   * Whether the workspace's identity gets the roles on the resource that Azure needs to approve the endpoint: Reader
   * and Azure AI Enterprise Network Connection Approver. Use `false` if the resource's owner approves it.
   * @default true
   */
  readonly grantRoles?: boolean | undefined;
  /**
   * Delay between the roles and the rule that needs them: a number with `s`, `m` or `h`; `0s` omits the delay.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
}

/** Props of {@link PrivateEndpointRule}. */
export interface PrivateEndpointRuleProps extends PrivateEndpointRuleOptions {
  readonly workspace: IWorkspace;
  /** Name of the rule, 3 to 33 letters, digits, `_` and `-`. */
  readonly name: string;
}

/**
 * Connects a workspace's managed network to any resource that supports private endpoints, such as a database: roles, a
 * delay, and the outbound rule. It doesn't give the computes access to the data: that depends on the resource's own
 * roles or sign-in.
 * @throws InvalidInputError for a name or target that another rule of the workspace has, a sub-resource that the target
 * doesn't offer, or an id without a type
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export class PrivateEndpointRule extends BaseConstruct {
  /** Roles of the workspace's identity on the resource. Empty if `grantRoles` is false. */
  public readonly assignments: readonly RoleAssignment[];
  /** The outbound rule (L1). */
  public readonly rule: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PrivateEndpointRuleProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "name", "resourceId");
    const { workspace, resourceId, name, rolePropagation } = props;
    const resourceType = props.resourceType ?? this.#typeIn(resourceId);
    this.assignments = (props.grantRoles ?? true) ? this.#grantRoles(props, resourceType) : [];
    const approved =
      this.assignments.length > 0
        ? new PropagationDelay(this, "RolePropagation", { duration: rolePropagation, waitsFor: this.assignments })
            .dependencies
        : [];
    this.rule = workspace.outboundRules.addPrivateEndpointRule({
      name,
      target: { construct: this, resourceId, resourceType },
      subresourceTarget: props.subresourceTarget,
      fqdns: props.fqdns,
      sparkEnabled: props.sparkEnabled,
      dependsOn: [...approved, ...workspace.dependencies],
    });
  }

  /** Rule and roles. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.rule, ...this.assignments.flatMap(({ dependencies }) => dependencies)];
  }

  #grantRoles({ workspace, resourceId }: PrivateEndpointRuleProps, resourceType: string): RoleAssignment[] {
    const principal = Principal.workspaceIdentity(workspace.identity, workspace.environmentName);
    const scope = RoleScope.resource({ construct: this, resourceId }, resourceType);
    return [
      new RoleAssignment(this, "Reader", {
        principal,
        scope,
        role: ROLES.reader,
        reason: "reads the target of its private endpoint, which the approver role does for some types only",
      }),
      new RoleAssignment(this, "NetworkConnectionApprover", {
        principal,
        scope,
        role: ROLES.networkConnectionApprover,
        reason: "approves the managed network's private endpoint to it; otherwise the endpoint stays pending",
      }),
    ];
  }

  #typeIn(resourceId: string): string {
    const type = ArmId.tryParse(resourceId)?.resourceType;
    if (type !== undefined && !isUnresolved(type)) return type;
    return refuse(this, "resourceId", {
      value: resourceId,
      allowed: "an ARM id, or an id that only Terraform knows together with resourceType",
      fix: "use the id that Azure returns for the resource: az resource show --query id",
    });
  }
}

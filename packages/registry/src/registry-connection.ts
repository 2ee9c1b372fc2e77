import { BaseConstruct, requireProps } from "@org/aml-core/internal";
import type { IWorkspace } from "@org/aml-core";
import {
  type Bundle,
  BundleGrant,
  computeIdentityRegistryBundle,
  crossEnvironmentComputeBundle,
  crossEnvironmentWorkspaceBundle,
  Principal,
  PropagationDelay,
  workspaceIdentityRegistryBundle,
} from "@org/aml-rbac";
import type { Role } from "@org/azure-catalog";
import { Annotations, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { AllowConnectionOptions, IRegistry, IRegistryConnection } from "./registry-interfaces.js";

const BRAND = Symbol.for("@org/aml-registry.RegistryConnection");

/** Props of {@link RegistryConnection}. */
export interface RegistryConnectionProps extends AllowConnectionOptions {
  readonly workspace: IWorkspace;
  readonly registry: IRegistry;
  readonly ruleName: string;
}

/**
 * A workspace's connection to a registry: roles, delay and outbound rule, created by
 * `registry.allowConnectionFrom(workspace)`. A workspace in your own virtual network needs only the computes' role.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-registry-network-isolation
 */
export class RegistryConnection extends BaseConstruct implements IRegistryConnection {
  /** Whether `value` is a `RegistryConnection`, even one from another copy of this library. */
  public static isRegistryConnection(value: unknown): value is RegistryConnection {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  public readonly workspace: IWorkspace;
  public readonly registry: IRegistry;
  public readonly withinEnvironment: boolean;
  public readonly workspaceGrant: BundleGrant<"registry"> | undefined;
  public readonly computeGrant: BundleGrant<"registry"> | undefined;
  public readonly rolePropagation: PropagationDelay | undefined;
  public readonly rule: ITerraformDependable | undefined;

  constructor(scope: Construct, id: string, props: RegistryConnectionProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "registry", "ruleName");
    Object.defineProperty(this, BRAND, { value: true });
    const { workspace, registry, computeRole, sparkEnabled } = props;
    this.workspace = workspace;
    this.registry = registry;
    this.withinEnvironment = registry.environmentName === workspace.environmentName;
    const onRegistry = {
      scopes: { registry: registry.target },
      environmentName: registry.environmentName,
      dependsOn: registry.dependencies,
    };
    if (workspace.isolation !== "customerNetwork") {
      this.workspaceGrant = new BundleGrant(this, "WorkspaceIdentity", {
        ...onRegistry,
        bundle: this.workspaceBundle(props),
        principal: Principal.workspaceIdentity(workspace.identity, workspace.environmentName),
      });
    }
    if (computeRole !== false) {
      this.computeGrant = new BundleGrant(this, "ComputeIdentity", {
        ...onRegistry,
        bundle: this.computeBundle(computeRole),
        principal: Principal.computeIdentity(workspace.computeIdentity, workspace.environmentName),
      });
    }
    if (!this.workspaceGrant) {
      if (!this.withinEnvironment) this.warnOfRoute();
      return;
    }
    this.rolePropagation = new PropagationDelay(this, "RolePropagation", {
      duration: props.waits?.rolePropagation,
      waitsFor: this.workspaceGrant.assignments,
    });
    this.rule = workspace.outboundRules.addPrivateEndpointRule({
      name: props.ruleName,
      target: registry.target,
      subresourceTarget: "amlregistry",
      sparkEnabled,
      dependsOn: [...this.rolePropagation.dependencies, ...workspace.dependencies],
    });
  }

  public get dependencies(): readonly ITerraformDependable[] {
    return [
      ...(this.rule ? [this.rule] : []),
      ...(this.workspaceGrant?.dependencies ?? []),
      ...(this.computeGrant?.dependencies ?? []),
    ];
  }

  private warnOfRoute(): void {
    const { workspace, registry } = this;
    Annotations.of(this).addWarning(
      `${workspace.node.path} is in your own virtual network, so it reaches ${registry.node.path} only through a private ` +
        "endpoint in that network or in a peered one",
    );
  }

  private workspaceBundle({ extraApproverRole }: RegistryConnectionProps): Bundle<"registry"> {
    const bundle = this.withinEnvironment ? workspaceIdentityRegistryBundle() : crossEnvironmentWorkspaceBundle();
    if (!extraApproverRole) return bundle;
    return [
      ...bundle,
      {
        key: "ExtraApprover",
        role: extraApproverRole,
        on: "registry",
        reason: "approves private endpoints of registries, which the approver role's published actions don't include",
      },
    ];
  }

  private computeBundle(registryReader: Pick<Role, "id" | "name"> | undefined): Bundle<"registry"> {
    if (registryReader) return crossEnvironmentComputeBundle({ registryReader });
    return this.withinEnvironment ? computeIdentityRegistryBundle() : crossEnvironmentComputeBundle();
  }
}

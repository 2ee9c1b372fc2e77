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
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IRegistry } from "./registry-base.js";

const BRAND = Symbol.for("@org/aml-registry.RegistryConnection");

/** How long a connection waits; `0s` leaves the wait out (S0-WAI-04). */
export interface ConnectionWaits {
  /**
   * Between the approver role and the outbound rule that needs it (S0-WAI-03): a number with `s`, `m` or `h`.
   * @default "90s"
   */
  readonly rolePropagation?: string;
}

/** What can be chosen of a workspace's connection to a registry. */
export interface AllowConnectionOptions {
  /**
   * Name of the outbound rule, 3 to 33 letters, digits, `_` and `-`, unique in the workspace. Part of Terraform
   * addresses.
   * @default - by the registry's environment, `AllowDevRegistryAccess` (S0-NAM-14)
   */
  readonly ruleName?: string;
  /**
   * What the computes' identity may do with the registry's assets. AzureML Registry User reads, writes and deletes all
   * of them, and no built-in role only reads: give the `CustomRole` of `CUSTOM_ROLES.registryReader` for that
   * (S0-RBC-32), or `"none"` where the identity has its role already.
   * @default - AzureML Registry User
   */
  readonly computeRole?: Pick<Role, "id" | "name"> | "none";
  /**
   * A role on the registry that the workspace's identity gets beside the approver role, and that the rule waits for as
   * well. Microsoft's published list of the approver role's actions names no registries: where Azure doesn't approve the
   * endpoint, give the `CustomRole` of `CUSTOM_ROLES.registryConnectionApprover`, or Azure AI Administrator.
   * @default - none
   */
  readonly extraApproverRole?: Pick<Role, "id" | "name">;
  /**
   * Whether serverless Spark may use the endpoint.
   * @default false
   */
  readonly sparkEnabled?: boolean;
  /** @default - the source document's: 90 s */
  readonly waits?: ConnectionWaits;
}

/** Props of {@link RegistryConnection}. */
export interface RegistryConnectionProps extends AllowConnectionOptions {
  readonly workspace: IWorkspace;
  readonly registry: IRegistry;
  readonly ruleName: string;
}

/**
 * A workspace's way to a registry: roles, wait and outbound rule. Made by `registry.allowConnectionFrom(workspace)`.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-registry-network-isolation
 */
export class RegistryConnection extends Construct {
  /** Whether `value` is one, also when it comes from another copy of this library. */
  public static isRegistryConnection(value: unknown): value is RegistryConnection {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  /** The workspace that connects. */
  public readonly workspace: IWorkspace;
  /** The registry that it connects to. */
  public readonly registry: IRegistry;
  /** Whether both belong to one environment. */
  public readonly withinEnvironment: boolean;
  /** Roles of the workspace's identity on the registry. */
  public readonly workspaceGrant: BundleGrant<"registry">;
  /** Roles of the computes' identity on the registry. Undefined where `computeRole` is `"none"`. */
  public readonly computeGrant: BundleGrant<"registry"> | undefined;
  /** The wait between the workspace identity's roles and the rule. */
  public readonly gate: PropagationDelay;
  /** What stands for the outbound rule. */
  public readonly rule: ITerraformDependable;

  constructor(scope: Construct, id: string, props: RegistryConnectionProps) {
    super(scope, id);
    Object.defineProperty(this, BRAND, { value: true });
    const { workspace, registry, computeRole, sparkEnabled } = props;
    this.workspace = workspace;
    this.registry = registry;
    this.withinEnvironment = registry.environmentName === workspace.environmentName;
    const onRegistry = {
      scopes: { registry: registry.target },
      ...(registry.environmentName === undefined ? {} : { environmentName: registry.environmentName }),
      dependsOn: registry.dependencies,
    };
    this.workspaceGrant = new BundleGrant(this, "WorkspaceIdentity", {
      ...onRegistry,
      bundle: this.workspaceBundle(props),
      principal: Principal.workspaceIdentity(workspace.identity, workspace.environmentName),
    });
    if (computeRole !== "none") {
      this.computeGrant = new BundleGrant(this, "ComputeIdentity", {
        ...onRegistry,
        bundle: this.computeBundle(computeRole),
        principal: Principal.computeIdentity(workspace.computeIdentity, workspace.environmentName),
      });
    }
    this.gate = new PropagationDelay(this, "RolePropagation", {
      duration: props.waits?.rolePropagation ?? "90s",
      waitsFor: this.workspaceGrant.assignments,
    });
    this.rule = workspace.outboundRules.addPrivateEndpointRule({
      name: props.ruleName,
      target: registry.target,
      subresourceTarget: "amlregistry",
      ...(sparkEnabled === undefined ? {} : { sparkEnabled }),
      dependsOn: [...this.gate.dependencies, ...workspace.dependencies],
    });
  }

  /** What stands for the whole connection: rule and roles. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.rule, ...this.workspaceGrant.dependencies, ...(this.computeGrant?.dependencies ?? [])];
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
        reason: "approves private endpoints of registries, which the approver role's published actions don't name",
      },
    ];
  }

  private computeBundle(registryReader: Pick<Role, "id" | "name"> | undefined): Bundle<"registry"> {
    if (registryReader) return crossEnvironmentComputeBundle({ registryReader });
    return this.withinEnvironment ? computeIdentityRegistryBundle() : crossEnvironmentComputeBundle();
  }
}

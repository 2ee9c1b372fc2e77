import type { IWorkspace } from "@org/aml-core";
import { BundleGrant, PropagationDelay } from "@org/aml-rbac";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AllowConnectionOptions, IRegistry, IRegistryConnection } from "./registry-interfaces.js";
/** Props of {@link RegistryConnection}. */
export interface RegistryConnectionProps extends AllowConnectionOptions {
    readonly workspace: IWorkspace;
    readonly registry: IRegistry;
    readonly ruleName: string;
}
/**
 * A workspace's connection to a registry: roles, wait and outbound rule, created by
 * `registry.allowConnectionFrom(workspace)`.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-registry-network-isolation
 */
export declare class RegistryConnection extends Construct implements IRegistryConnection {
    /** Whether `value` is one, also when it comes from another copy of this library. */
    static isRegistryConnection(value: unknown): value is RegistryConnection;
    readonly workspace: IWorkspace;
    readonly registry: IRegistry;
    readonly withinEnvironment: boolean;
    readonly workspaceGrant: BundleGrant<"registry">;
    readonly computeGrant: BundleGrant<"registry"> | undefined;
    readonly rolePropagation: PropagationDelay;
    readonly rule: ITerraformDependable;
    constructor(scope: Construct, id: string, props: RegistryConnectionProps);
    get dependencies(): readonly ITerraformDependable[];
    private workspaceBundle;
    private computeBundle;
}

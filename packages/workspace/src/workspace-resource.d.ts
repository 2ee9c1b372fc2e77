import type { IManagedIdentity } from "@org/aml-core";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { DependentResources } from "./dependent-resources.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
/** What a workspace needs to exist before it. */
export interface WorkspaceParts extends DependentResources {
    readonly name: string;
    readonly environmentName: string;
    readonly identity: IManagedIdentity;
    /** What else has to exist before: roles in effect, the endpoints of the dependent resources. */
    readonly dependsOn: readonly ITerraformDependable[];
}
/**
 * Writes the workspace itself: user-assigned identity, private, managed network provisioned at once.
 * @param scope the workspace's construct; the resource takes the id `Resource` in it
 * @throws InvalidInputError for a name that Azure refuses, a purge in production, and a public endpoint that is open to
 * everybody, or open in production
 */
export declare function createWorkspaceResource(scope: Construct, props: AmlWorkspaceProps, parts: WorkspaceParts): Resource;

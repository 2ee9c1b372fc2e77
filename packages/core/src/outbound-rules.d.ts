import type { ITerraformDependable } from "cdktf";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { PrivateLinkTarget } from "./private-link-target.js";
import type { IWriteChain } from "./write-chain.js";
/** A rule that lets a workspace's managed network reach a resource by a managed private endpoint. */
export interface PrivateEndpointOutboundRuleProps {
    /** Name of the rule, 3 to 33 letters, digits, `_` and `-`, unique in its workspace. */
    readonly name: string;
    /** The resource to reach. */
    readonly target: PrivateLinkTarget;
    /** Sub-resource of the target; there is no default, for Azure answers 400 without it. */
    readonly subresourceTarget: PrivateLinkSubResource;
    /**
     * Whether serverless Spark may use the endpoint.
     * @default false
     */
    readonly sparkEnabled?: boolean | undefined;
    /**
     * What must exist before: the propagation delay after the approver role.
     * @default - nothing beyond the rules before it
     */
    readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}
/** The one owner of a workspace's outbound rules. */
export interface IOutboundRules {
    /** The order of everything that writes the workspace after its creation. */
    readonly chain: IWriteChain;
    /**
     * Adds a private endpoint rule.
     * @returns what depends on the rule depends on
     * @throws InvalidInputError for a name or a target that the workspace already has, or a sub-resource that the
     * target does not offer
     */
    addPrivateEndpointRule(props: PrivateEndpointOutboundRuleProps): ITerraformDependable;
}

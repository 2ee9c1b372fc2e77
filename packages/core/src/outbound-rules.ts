import type { ITerraformDependable } from "cdktf";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { PrivateLinkTarget } from "./private-link-target.js";
import type { IWriteChain } from "./write-chain.js";

/** A rule that lets a workspace's managed network reach a resource through a managed private endpoint. */
export interface PrivateEndpointOutboundRuleProps {
  /** Name of the rule, 3 to 33 letters, digits, `_` and `-`, unique in its workspace. */
  readonly name: string;
  /** The resource to reach. */
  readonly target: PrivateLinkTarget;
  /**
   * Sub-resource of the target; there is no default, because Azure answers 400 without it. One that the catalog doesn't
   * have, such as that of a new service, is accepted with a warning.
   */
  readonly subresourceTarget: PrivateLinkSubResource | OtherSubResource;
  /**
   * Names that the endpoint resolves, for targets with names of your own, such as Application Gateway.
   * @default - the names of the target's service
   */
  readonly fqdns?: readonly string[] | undefined;
  /**
   * Whether serverless Spark may use the endpoint. The managed network is then provisioned for Spark as well.
   * @default false
   */
  readonly sparkEnabled?: boolean | undefined;
  /**
   * Resources that have to exist first, such as the propagation delay after the approver role.
   * @default - only the previous rules
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/** A sub-resource that the catalog doesn't have, in Azure's spelling. */
export type OtherSubResource = string & Record<never, never>;

/** Owner of all outbound rules of a workspace. */
export interface IOutboundRules {
  /** The order of all writes to the workspace after its creation. */
  readonly chain: IWriteChain;
  /**
   * Adds a private endpoint rule.
   * @returns resources to depend on in order to wait for the rule
   * @throws InvalidInputError for a name or target that is already in use in the workspace, or a sub-resource that the
   * target does not offer
   */
  addPrivateEndpointRule(props: PrivateEndpointOutboundRuleProps): ITerraformDependable;
}

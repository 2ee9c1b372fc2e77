import type { ArmResourceOptions, IOutboundRules, PrivateEndpointOutboundRuleProps } from "@org/aml-core";
import { WriteChain } from "@org/aml-core/internal";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { FqdnOutboundRuleProps, OutboundRuleProps, ServiceTagOutboundRuleProps } from "./outbound-rule.js";
/** Props of {@link OutboundRules}. */
export interface OutboundRulesProps extends ArmResourceOptions {
    /** ARM id of the workspace whose managed network the rules are for. */
    readonly workspaceId: string;
    /**
     * What has to exist before the first rule, beyond the workspace itself.
     * @default - nothing
     */
    readonly dependsOn?: readonly ITerraformDependable[] | undefined;
    /**
     * Rules to begin with, in the order in which they are written.
     * @default - none; the `add` methods add more
     */
    readonly rules?: readonly OutboundRuleProps[] | undefined;
}
/**
 * The one owner of a workspace's outbound rules.
 *
 * Each rule is a resource of its own, written after the one before it: Azure reads the managed network, adds the rule
 * and writes the whole, so that two writes at once lose one of the rules. The order is the order of the
 * calls. Whatever else writes the workspace after its creation joins the same chain.
 *
 * Written through azapi: azurerm's rule resource refuses registries. Creating, changing and deleting a rule
 * may take 60 minutes, for the managed network and, with the first FQDN rule, its firewall are made then.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export declare class OutboundRules extends Construct implements IOutboundRules {
    #private;
    readonly chain: WriteChain;
    /** The rules (L1), by name. */
    readonly rules: ReadonlyMap<string, Resource>;
    constructor(scope: Construct, id: string, props: OutboundRulesProps);
    /**
     * Adds a rule of any kind.
     * @returns the rule (L1)
     * @throws InvalidInputError as the method for its kind does
     */
    addRule(rule: OutboundRuleProps): Resource;
    /**
     * Adds a rule for a resource that is reached by a managed private endpoint.
     * @returns the rule (L1)
     * @throws InvalidInputError for a name or a target that the workspace already has, or a sub-resource that the target
     * does not offer
     */
    addPrivateEndpointRule(props: PrivateEndpointOutboundRuleProps): Resource;
    /**
     * Adds a rule for a public host.
     * @returns the rule (L1)
     * @throws InvalidInputError for a name or a host that the workspace already has, or a host with a scheme, a port or a
     * path
     */
    addFqdnRule(props: FqdnOutboundRuleProps): Resource;
    /**
     * Adds a rule for the addresses of an Azure service.
     * @returns the rule (L1)
     * @throws InvalidInputError for a name or a destination that the workspace already has, a malformed tag, no ports or
     * ports outside 1 to 65535
     */
    addServiceTagRule(props: ServiceTagOutboundRuleProps): Resource;
}

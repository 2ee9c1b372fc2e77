import type { PrivateEndpointOutboundRuleProps } from "@org/aml-core";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
interface OutboundRuleBaseProps {
    /** Name of the rule, 3 to 33 letters, digits, `_` and `-`, unique in its workspace. */
    readonly name: string;
    /**
     * What has to exist before.
     * @default - nothing beyond the rules before it
     */
    readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}
/**
 * A rule that lets a workspace's managed network reach a public host on ports 80 and 443. A workspace's first one makes
 * Azure deploy a firewall, which is billed and takes about ten minutes.
 */
export interface FqdnOutboundRuleProps extends OutboundRuleBaseProps {
    /** Host name, `pypi.org`, or all names below one, `*.pythonhosted.org`. No scheme, no port, no path. */
    readonly destination: string;
}
/** A rule that lets a workspace's managed network reach the addresses of an Azure service. */
export interface ServiceTagOutboundRuleProps extends OutboundRuleBaseProps {
    /** Service tag, with a region where Azure has it: `AzureMachineLearning`, `Storage.CanadaCentral`. */
    readonly serviceTag: string;
    readonly protocol: "TCP" | "UDP" | "ICMP" | "*";
    /** Ports and ranges of them, `443`, `8787`, `5000-5010`. */
    readonly ports: readonly (number | string)[];
    /** @default "Allow" */
    readonly action?: "Allow" | "Deny" | undefined;
    /**
     * Blocks in CIDR notation that the rule is for in place of the tag's own.
     * @default - the addresses of the tag
     */
    readonly addressPrefixes?: readonly string[] | undefined;
}
/** An outbound rule of any kind. */
export type OutboundRuleProps = ({
    readonly type: "FQDN";
} & FqdnOutboundRuleProps) | ({
    readonly type: "PrivateEndpoint";
} & PrivateEndpointOutboundRuleProps) | ({
    readonly type: "ServiceTag";
} & ServiceTagOutboundRuleProps);
/** Properties of `Microsoft.MachineLearningServices/workspaces/outboundRules` as Azure takes them. */
export type OutboundRuleBody = {
    readonly type: "FQDN";
    readonly category: "UserDefined";
    readonly destination: string;
} | {
    readonly type: "PrivateEndpoint";
    readonly category: "UserDefined";
    readonly destination: {
        readonly serviceResourceId: string;
        readonly subresourceTarget: PrivateLinkSubResource;
        readonly sparkEnabled?: boolean | undefined;
    };
} | {
    readonly type: "ServiceTag";
    readonly category: "UserDefined";
    readonly destination: {
        readonly serviceTag: string;
        readonly protocol: string;
        readonly portRanges: string;
        readonly action: "Allow" | "Deny";
        readonly addressPrefixes?: readonly string[] | undefined;
    };
};
export {};

import type { PrivateEndpointOutboundRuleProps } from "@org/aml-core";
import type { ITerraformDependable } from "cdktf";

interface OutboundRuleBaseProps {
  /** Name of the rule, 3 to 33 letters, digits, `_` and `-`, unique in its workspace. */
  readonly name: string;
  /**
   * Resources that have to exist first.
   * @default - only the previous rules
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/**
 * A rule that lets a workspace's managed network reach a public host on ports 80 and 443. With the first such rule of a
 * workspace, Azure deploys a firewall, which is billed and takes about ten minutes.
 */
export interface FqdnOutboundRuleProps extends OutboundRuleBaseProps {
  /**
   * Host name, such as `pypi.org`, or all hosts of a domain, such as `*.pythonhosted.org`. No scheme, no port, no path.
   */
  readonly destination: string;
}

/** A rule that lets a workspace's managed network reach the addresses of an Azure service. */
export interface ServiceTagOutboundRuleProps extends OutboundRuleBaseProps {
  /**
   * Service tag, such as `AzureMachineLearning`; with a region if Azure supports it, such as `Storage.CanadaCentral`.
   */
  readonly serviceTag: string;
  readonly protocol: "TCP" | "UDP" | "ICMP" | "*";
  /** Ports and ranges of ports: `443`, `"8787"`, `"5000-5010"`. */
  readonly ports: readonly (number | string)[];
  /** @default "Allow" */
  readonly action?: "Allow" | "Deny" | undefined;
  /**
   * Blocks in CIDR notation that replace the addresses of the tag.
   * @default - the addresses of the tag
   */
  readonly addressPrefixes?: readonly string[] | undefined;
}

/** An outbound rule of any kind. */
export type OutboundRuleProps =
  | ({ readonly type: "FQDN" } & FqdnOutboundRuleProps)
  | ({ readonly type: "PrivateEndpoint" } & PrivateEndpointOutboundRuleProps)
  | ({ readonly type: "ServiceTag" } & ServiceTagOutboundRuleProps);

/** `properties` of `Microsoft.MachineLearningServices/workspaces/outboundRules`. */
export type OutboundRuleBody =
  | { readonly type: "FQDN"; readonly category: "UserDefined"; readonly destination: string }
  | {
      readonly type: "PrivateEndpoint";
      readonly category: "UserDefined";
      readonly destination: {
        readonly serviceResourceId: string;
        readonly subresourceTarget: string;
        readonly sparkEnabled?: boolean | undefined;
      };
      readonly fqdns?: readonly string[] | undefined;
    }
  | {
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

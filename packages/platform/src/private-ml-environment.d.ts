import { type IResourceGroup, Monitoring } from "@org/aml-core";
import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import { type AddBastionOptions, type AddJumpboxOptions, type FlowLogOptions, PlatformVnet, type PlatformVnetProps } from "@org/aml-network";
import type { HumanBundleOptions, Principal } from "@org/aml-rbac";
import { type AllowConnectionOptions, AmlRegistry, type AmlRegistryProps, type IRegistry } from "@org/aml-registry";
import { type AddComputeClusterOptions, AmlWorkspace, type AmlWorkspaceProps, type ComputeInstanceOptions } from "@org/aml-workspace";
import type { FqdnPreset } from "@org/azure-catalog";
import { Construct } from "constructs";
/** Resource groups of an environment. The app owns them. */
export interface EnvironmentResourceGroups {
    /** Network and identities. */
    readonly vnet: IResourceGroup;
    /** Workspace and its dependent resources. */
    readonly workspace: IResourceGroup;
    /** Registry. */
    readonly registry: IResourceGroup;
}
/** People of an environment. */
export interface EnvironmentPeople extends HumanBundleOptions {
    /** Users and groups, by object id. */
    readonly principals: readonly Principal[];
}
/** Props of {@link PrivateMlEnvironment}. */
export interface PrivateMlEnvironmentProps {
    /** Names of the environment. */
    readonly names: EnvironmentNames;
    readonly resourceGroups: EnvironmentResourceGroups;
    /** The shared zones, or a landing zone's: `CentralPrivateDns.fromCentralPrivateDnsAttributes`. */
    readonly zones: ICentralPrivateDns;
    /** Entra tenant, a GUID: usually a Terraform variable. */
    readonly tenantId: string;
    /** Address space of the network: one IPv4 block in CIDR notation or several. */
    readonly addressSpace: PlatformVnetProps["addressSpace"];
    /**
     * Subnet of the private endpoints, CIDR, /28 or larger.
     * @default - the second /24 of the network: 10.1.1.0/24 in 10.1.0.0/16
     */
    readonly privateEndpointSubnet?: string | undefined;
    /**
     * Security group of that subnet, which then applies to the endpoints: its rules, or true for HTTPS and SMB from the
     * network.
     * @default false
     */
    readonly endpointSubnetSecurityGroup?: PlatformVnetProps["endpointSubnetSecurityGroup"] | undefined;
    /**
     * DNS servers of the network.
     * @default - Azure's, which knows the private zones
     */
    readonly dnsServers?: readonly string[] | undefined;
    /**
     * Whether a landing zone's team or policy links the network to the zones. No links are created then.
     * @default false
     */
    readonly useExistingDnsLinks?: boolean | undefined;
    /**
     * A NAT gateway, through which the jumpbox reaches Entra and Azure: `true`, or its options.
     * @default false
     */
    readonly natGateway?: PlatformVnetProps["natGateway"] | undefined;
    /**
     * Logs every flow of the network.
     * @default - not logged
     */
    readonly flowLogs?: FlowLogOptions | undefined;
    /**
     * Bastion, for connections to the jumpbox from outside of the network.
     * @default - none: the network is reached by other means, such as a VPN
     */
    readonly bastion?: AddBastionOptions | undefined;
    /**
     * A Windows machine in the network to work from, reached by Bastion.
     * @default - none
     */
    readonly jumpbox?: AddJumpboxOptions | undefined;
    /**
     * Days that logs are kept, 30 to 730.
     * @default 30
     */
    readonly logRetentionInDays?: number | undefined;
    /**
     * Whether resources send their logs and metrics to the environment's Log Analytics workspace.
     * @default true
     */
    readonly diagnosticSettings?: boolean | undefined;
    /**
     * The principal that runs Terraform. It is granted its roles on the three groups, and access to the registry's managed
     * group.
     * @default - none: the roles are granted elsewhere
     */
    readonly deploymentPrincipal?: Principal | undefined;
    /** @default - the library's defaults */
    readonly workspace?: EnvironmentWorkspaceOptions | undefined;
    /**
     * The environment's registry, or `false` for an environment that uses another environment's registry.
     * @default - a registry of its own
     */
    readonly registry?: EnvironmentRegistryOptions | false | undefined;
    /**
     * Registries of other environments that the workspace may use, in the order of their outbound rules.
     * @default - none
     */
    readonly connectTo?: readonly IRegistry[] | undefined;
    /** @default - the library's defaults */
    readonly connection?: AllowConnectionOptions | undefined;
    /**
     * The cluster for jobs and image builds, or `false` for none. The workspace can't build images without a cluster,
     * because its container registry is private.
     * @default - Standard_F8s_v2, 0 to 4 nodes
     */
    readonly computeCluster?: AddComputeClusterOptions | false | undefined;
    /**
     * Machines of persons. One of them may have no name, and gets the environment's.
     * @default - none
     */
    readonly computeInstances?: readonly ComputeInstanceOptions[] | undefined;
    /**
     * Public hosts that the managed network reaches, by purpose. With the first one, Azure adds a billed firewall.
     * @default - none
     */
    readonly fqdnPresets?: readonly FqdnPreset[] | undefined;
    /**
     * Other public hosts that the managed network can reach: `pypi.example.com`, or all of a domain, `*.example.com`. They
     * add the same firewall.
     * @default - none
     */
    readonly fqdnRules?: readonly string[] | undefined;
    /**
     * Opens the storage account for the environment's own registry, so that assets can be shared to it. It weakens the
     * account from "private only" to "selected networks".
     * @default false
     */
    readonly registrySharing?: boolean | undefined;
    /**
     * People and groups that work in the environment.
     * @default - nobody
     */
    readonly people?: EnvironmentPeople | undefined;
    /** @default - environment, purpose and component only */
    readonly tags?: Tags | undefined;
}
/** Options of an environment's workspace. */
export type EnvironmentWorkspaceOptions = Omit<AmlWorkspaceProps, "resourceGroup" | "names" | "vnet" | "zones" | "monitoring" | "tenantId" | "tags">;
/** Options of an environment's registry. */
export type EnvironmentRegistryOptions = Omit<AmlRegistryProps, "resourceGroup" | "names" | "vnet" | "zones" | "monitoring" | "tags" | "deployer">;
/**
 * One complete environment: network with Bastion and jumpbox, monitoring, workspace with computes, registry, and the
 * roles of people. Development and production are two environments with different props.
 *
 * Environments share nothing but DNS zones, and know each other only by the registries in `connectTo`.
 * @throws InvalidInputError for sharing to a registry that the environment does not have, and for everything that its
 * parts refuse
 */
export declare class PrivateMlEnvironment extends Construct {
    readonly vnet: PlatformVnet;
    readonly monitoring: Monitoring;
    readonly workspace: AmlWorkspace;
    /** The environment's own registry. */
    readonly registry: AmlRegistry | undefined;
    constructor(scope: Construct, id: string, props: PrivateMlEnvironmentProps);
    private createNetwork;
    private createRegistry;
    /** In the order of the writes to the workspace: its own registry, other registries, public hosts, image builds. */
    private addConnectionsAndComputes;
    private deployable;
    private addComputeInstance;
    /** Created last, so that users don't work in an unfinished environment. */
    private grantPeople;
}

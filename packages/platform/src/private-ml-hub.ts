import { BuildAgents, type BuildAgentsOptions } from "@org/aml-agents";
import { type IMonitoring, type IResourceGroup, ResourceTags } from "@org/aml-core";
import { BaseConstruct, requireProps } from "@org/aml-core/internal";
import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import {
  type AddBastionOptions,
  type AddExpressRouteGatewayOptions,
  type AddJumpboxOptions,
  type AddVpnGatewayOptions,
  type IPlatformVnet,
  PlatformVnet,
  type PlatformVnetProps,
} from "@org/aml-network";
import type { Principal } from "@org/aml-rbac";
import type { Construct } from "constructs";
import { grantDeployment } from "./deployment-roles.js";
import { createMonitoring, type EnvironmentBaseProps } from "./environment-base.js";
import { platformTags } from "./platform-tags.js";

/** Ways into a network besides Bastion, and machines in it that run pipelines. */
export interface NetworkAccessProps {
  /**
   * A point-to-site VPN, by which users reach the network from their computers. Inbound access is then not only through Bastion.
   * @default - none
   */
  readonly vpnGateway?: VpnAccessOptions | undefined;
  /**
   * An ExpressRoute gateway, by which networks on premises reach the network.
   * @default - none
   */
  readonly expressRouteGateway?: AddExpressRouteGatewayOptions | undefined;
  /**
   * Build agents of Azure DevOps or GitHub in the network, which needs a NAT gateway or a firewall.
   * @default - none
   */
  readonly agents?: BuildAgentsOptions | undefined;
}

/** Options of a VPN. */
export interface VpnAccessOptions extends Omit<AddVpnGatewayOptions, "tenantId"> {
  /**
   * Entra tenant whose users sign in.
   * @default - that of the platform
   */
  readonly tenantId?: string | undefined;
}

/** Props of {@link PrivateMlHub}. */
export interface PrivateMlHubProps
  extends
    NetworkAccessProps,
    Pick<EnvironmentBaseProps, "logAnalyticsWorkspaceId" | "logRetentionInDays" | "diagnosticSettings" | "tenantId">,
    Pick<PlatformVnetProps, "addressSpace" | "natGateway" | "dnsServers" | "privateEndpointSubnet"> {
  /** Names of the hub: those of an environment that is called `hub`. */
  readonly names: EnvironmentNames;
  /**
   * A firewall, to which the connected environments send what leaves them. It allows what the hub's `agents` need.
   * Clusters and agents of environments need `kubernetes: true` or `agents: true`.
   * @default - none
   */
  readonly firewall?: PlatformVnetProps["firewall"] | undefined;
  /** Group of everything in the hub. */
  readonly resourceGroup: IResourceGroup;
  /** The zones that the environments use. All of them are linked to the hub as well. */
  readonly zones: ICentralPrivateDns;
  /**
   * Bastion, for connections to the jumpbox from outside.
   * @default - none
   */
  readonly bastion?: AddBastionOptions | undefined;
  /**
   * A Windows machine for work in all connected environments.
   * @default - none
   */
  readonly jumpbox?: AddJumpboxOptions | undefined;
  /**
   * The principal that runs Terraform. It is granted its roles on the group.
   * @default - none: the roles are granted elsewhere
   */
  readonly deploymentPrincipal?: Principal | undefined;
  /** @default - environment, purpose and component only */
  readonly tags?: Tags | undefined;
  /**
   * Names of tags that others set, such as an Azure Policy. Terraform neither removes nor changes them.
   * @default - none
   */
  readonly ignoreTagChanges?: readonly string[] | undefined;
}

/**
 * A network for access to several environments: Bastion, jumpbox, VPN, build agents and a firewall, each on request.
 * Pass it to the environments as `hub`: they are peered with it in both directions, and use its gateways and firewall.
 *
 * Who is in the hub reaches every environment that is connected with it. Environments aren't peered with each other, so
 * they reach each other only if the hub's firewall forwards and allows that traffic.
 * @throws InvalidInputError for everything that its parts reject
 */
export class PrivateMlHub extends BaseConstruct {
  public readonly vnet: PlatformVnet;
  public readonly monitoring: IMonitoring;
  /** The build agents, if there are some. */
  public readonly agents: BuildAgents | undefined;
  readonly #dnsProxyEnabled: boolean;

  constructor(scope: Construct, id: string, props: PrivateMlHubProps) {
    super(scope, id);
    requireProps(this, props, "names", "resourceGroup", "zones", "addressSpace", "tenantId");
    const { names, zones, bastion, jumpbox, firewall } = props;
    const tagsOf = (component: string) => platformTags(props.tags, names.environmentName, component);
    const group = grantDeployment(this, "DeploymentRoles", props.resourceGroup, props.deploymentPrincipal);
    this.monitoring = createMonitoring(this, props, group);
    this.vnet = new PlatformVnet(this, "Network", {
      resourceGroup: group,
      names,
      addressSpace: props.addressSpace,
      privateEndpointSubnet: props.privateEndpointSubnet,
      endpointSubnetSecurityGroup: true,
      dnsServers: props.dnsServers,
      natGateway: props.natGateway,
      firewall: firewall && { ...firewall, agents: firewall.agents ?? props.agents !== undefined },
      monitoring: this.monitoring,
      tags: tagsOf("network"),
    });
    this.#dnsProxyEnabled = firewall?.dnsProxyEnabled ?? false;
    zones.linkTo(this.vnet, { names, tags: tagsOf("dns") });
    if (bastion) this.vnet.addBastion(bastion);
    if (jumpbox) this.vnet.addJumpbox(jumpbox);
    this.agents = addNetworkAccess(this, this.vnet, props);
    ResourceTags.of(this).ignoreChanges(...(props.ignoreTagChanges ?? []));
  }

  /** Address of the firewall, to which connected networks send what leaves them. Undefined without a firewall. */
  public get nextHopIpAddress(): string | undefined {
    return this.vnet.firewall?.privateIpAddress;
  }

  /** The DNS servers of connected networks, if the firewall is a DNS proxy. */
  public get dnsServers(): readonly string[] | undefined {
    const { nextHopIpAddress } = this;
    return this.#dnsProxyEnabled && nextHopIpAddress !== undefined ? [nextHopIpAddress] : undefined;
  }
}

/** Adds gateways and build agents to a network. @returns the agents */
export function addNetworkAccess(
  scope: Construct,
  vnet: IPlatformVnet,
  props: NetworkAccessProps & {
    readonly names: EnvironmentNames;
    readonly tenantId: string;
    readonly tags?: Tags | undefined;
  },
): BuildAgents | undefined {
  const { vpnGateway, expressRouteGateway, agents, names } = props;
  if (vpnGateway) vnet.addVpnGateway({ ...vpnGateway, tenantId: vpnGateway.tenantId ?? props.tenantId });
  if (expressRouteGateway) vnet.addExpressRouteGateway(expressRouteGateway);
  return (
    agents &&
    new BuildAgents(scope, "Agents", {
      ...agents,
      vnet,
      names,
      tags: platformTags(props.tags, names.environmentName, "agents"),
    })
  );
}

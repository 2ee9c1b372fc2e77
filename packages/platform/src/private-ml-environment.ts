import type { BuildAgents } from "@org/aml-agents";
import { type IMonitoring, type IResourceGroup, ResourceTags } from "@org/aml-core";
import { BaseConstruct, refuse, requireProps } from "@org/aml-core/internal";
import type { ICentralPrivateDns } from "@org/aml-dns";
import {
  type AddBastionOptions,
  type AddJumpboxOptions,
  type FlowLogOptions,
  type IPlatformVnet,
  PeerNetwork,
  PlatformVnet,
  type PlatformVnetProps,
  type VirtualNetworkAttributes,
  type VirtualNetworkPeeringOptions,
} from "@org/aml-network";
import type { AmlRegistry } from "@org/aml-registry";
import type { AksCluster } from "@org/aml-kubernetes";
import { AmlWorkspace, type CustomerNetworkOptions, type IDataStore } from "@org/aml-workspace";
import { Construct } from "constructs";
import {
  type AdditionalWorkspaceOptions,
  createAdditionalWorkspaces,
  refuseUnknownWorkspace,
  SHARED_RESOURCES,
  type SharedResource,
} from "./additional-workspaces.js";
import {
  addKubernetes,
  customerNetworkOf,
  type EnvironmentCustomerNetwork,
  type EnvironmentKubernetesOptions,
} from "./customer-network.js";
import {
  createData,
  createMonitoring,
  createRegistries,
  createRegistry,
  deployableGroups,
  type EnvironmentBase,
  type EnvironmentBaseProps,
  type EnvironmentResourceGroups,
  workspaceProps,
} from "./environment-base.js";
import { EnvironmentEncryption } from "./environment-encryption.js";
import { EnvironmentGovernance, type EnvironmentGovernanceOptions } from "./environment-governance.js";
import { type EnvironmentPeople, grantPeople } from "./environment-people.js";
import { platformTags } from "./platform-tags.js";
import { addNetworkAccess, type NetworkAccessProps, type PrivateMlHub } from "./private-ml-hub.js";
import { type UsedWorkspace, useWorkspace, type WorkspaceUse } from "./workspace-use.js";

/** Name of an environment's own workspace among all its workspaces. */
export const OWN_WORKSPACE = "default";

/** An additional workspace of an environment. */
export interface EnvironmentWorkspaceProps extends WorkspaceUse, Omit<AdditionalWorkspaceOptions, "resourceGroup"> {
  /** Its own resource group, not shared with other workspaces. Required unless there is a `base`. */
  readonly resourceGroup?: IResourceGroup | undefined;
}

/** Props of {@link PrivateMlEnvironment}. */
export interface PrivateMlEnvironmentProps
  extends Omit<EnvironmentBaseProps, "resourceGroups" | "workspaces">, WorkspaceUse, NetworkAccessProps {
  /** Required unless there is a `base`, which has its own. */
  readonly resourceGroups?: EnvironmentResourceGroups | undefined;
  /**
   * Additional workspaces, by names of 2 to 12 lower-case letters and digits, a letter first. With a `base`, what they
   * reach and contain; the base has the rest.
   * @default - those of the base, otherwise none
   */
  readonly workspaces?: Readonly<Record<string, EnvironmentWorkspaceProps>> | undefined;
  /**
   * The environment's base in another stack. Props of what it contains are then rejected here.
   * @default - created here, with the props that both have
   */
  readonly base?: EnvironmentBase | undefined;
  /** The shared zones, or those of a landing zone: `CentralPrivateDns.fromCentralPrivateDnsAttributes`. */
  readonly zones: ICentralPrivateDns;
  /**
   * Address space of the network: one IPv4 block in CIDR notation or several. Required unless there is an
   * `existingNetwork`.
   * @default - none
   */
  readonly addressSpace?: PlatformVnetProps["addressSpace"] | undefined;
  /**
   * Whether the address space may have public addresses, which weakens isolation if others own them.
   * @default false
   */
  readonly allowPublicAddressSpace?: PlatformVnetProps["allowPublicAddressSpace"];
  /**
   * An existing network, such as that of a landing zone, used instead of a new one. Private endpoints and all other
   * resources added to it are created in `resourceGroups.vnet`, which has to be in the network's subscription.
   * @default - a new network
   */
  readonly existingNetwork?: ExistingNetworkOptions | undefined;
  /**
   * A hub of the platform, with which the environment is peered in both directions. It uses the hub's gateways, and its
   * firewall unless it has its own; what is in the hub reaches the environment.
   * @default - none: the network is isolated
   */
  readonly hub?: PrivateMlHub | undefined;
  /**
   * Networks to peer the environment's network with, such as a hub of another team.
   * @default - none
   */
  readonly peerings?: readonly EnvironmentPeering[] | undefined;
  /**
   * Subnet of the private endpoints, CIDR, /28 or larger.
   * @default - the second /24 of the network: 10.1.1.0/24 in 10.1.0.0/16
   */
  readonly privateEndpointSubnet?: string | undefined;
  /**
   * Security group of that subnet, which then applies to the endpoints: its rules, or true for HTTPS, SMB and SQL
   * from the network.
   * @default false
   */
  readonly endpointSubnetSecurityGroup?: PlatformVnetProps["endpointSubnetSecurityGroup"] | undefined;
  /**
   * DNS servers of the network.
   * @default - Azure's, which knows the private zones
   */
  readonly dnsServers?: readonly string[] | undefined;
  /**
   * Whether a team or policy of the landing zone links the network to the zones. If true, no links are created.
   * @default false
   */
  readonly useExistingDnsLinks?: boolean | undefined;
  /**
   * A NAT gateway, through which the jumpbox reaches Entra and Azure: `true`, or its options.
   * @default false
   */
  readonly natGateway?: PlatformVnetProps["natGateway"] | undefined;
  /**
   * A firewall of the environment's own, to which the jumpbox and added subnets send all traffic that leaves the network.
   * It allows what the environment's `kubernetes` and `agents` need, unless `kubernetes: false` or `agents: false`.
   * @default - none
   */
  readonly firewall?: PlatformVnetProps["firewall"] | undefined;
  /**
   * IPv4 address of a firewall, such as that of a hub, to which the jumpbox sends all traffic that leaves the network.
   * @default - Azure's own routes
   */
  readonly nextHopIpAddress?: string | undefined;
  /**
   * Flow logs of the network.
   * @default - not logged
   */
  readonly flowLogs?: FlowLogOptions | undefined;
  /**
   * Makes the environment's network that of the computes of all its workspaces, instead of managed networks. It needs a
   * NAT gateway or a firewall. It can't be changed later.
   * @default - each workspace has a managed network
   */
  readonly customerNetwork?: EnvironmentCustomerNetwork | undefined;
  /**
   * An AKS cluster for jobs and models of the environment's own workspace. Requires `customerNetwork`.
   * @default - none
   */
  readonly kubernetes?: EnvironmentKubernetesOptions | undefined;
  /**
   * Bastion, for connections to the jumpbox from outside of the network.
   * @default - none: users reach the network in another way, such as a VPN
   */
  readonly bastion?: AddBastionOptions | undefined;
  /**
   * A Windows machine for work inside the network, reached through Bastion.
   * @default - none
   */
  readonly jumpbox?: AddJumpboxOptions | undefined;
  /**
   * Users and groups that work in the environment.
   * @default - none
   */
  readonly people?: EnvironmentPeople | undefined;
  /**
   * Alerts, workbook, budgets and policies of the environment.
   * @default - none
   */
  readonly governance?: EnvironmentGovernanceOptions | undefined;
}

/** An existing network of an environment. */
export type ExistingNetworkOptions = Pick<
  VirtualNetworkAttributes,
  "virtualNetworkId" | "privateEndpointSubnet" | "addressSpace" | "bastion" | "natGatewayId"
>;

/** A network to peer with. The environment's half is always created, the other half on request. */
export interface EnvironmentPeering extends VirtualNetworkPeeringOptions {
  /** ARM id of the other network, in any subscription. */
  readonly virtualNetworkId: string;
  /** Its name in the names of the peerings, such as `hub`; unique in the environment. */
  readonly name: string;
  /**
   * Its address space in CIDR notation.
   * @default - not known; overlaps with it are not detected
   */
  readonly addressSpace?: readonly string[] | undefined;
  /**
   * Whether the other network's half is created as well.
   * @default false - the team that owns the network creates it
   */
  readonly createReversePeering?: boolean | undefined;
}

/**
 * One complete environment: network with Bastion and jumpbox, monitoring, workspace with computes, registry, and the
 * roles of people. Development and production are two instances with different props.
 *
 * In production, Terraform refuses to destroy or replace resources with data: the workspace with its storage account,
 * Key Vault and container registry, the registry, and Log Analytics.
 *
 * Environments share only DNS zones, and refer to each other only through the registries in `connectTo`.
 *
 * With an {@link EnvironmentBase} in another stack, other environments use its registry without waiting for this
 * environment's workspace.
 * @throws InvalidInputError for sharing to a registry that the environment does not have, and for everything that its
 * parts reject
 */
export class PrivateMlEnvironment extends BaseConstruct {
  public readonly vnet: IPlatformVnet;
  /** The build agents, if there are some. */
  public readonly agents: BuildAgents | undefined;
  public readonly monitoring: IMonitoring;
  public readonly workspace: AmlWorkspace;
  /** The AKS cluster, if there is one. */
  public readonly kubernetes: AksCluster | undefined;
  /** The additional workspaces by name. */
  public readonly workspaces: ReadonlyMap<string, AmlWorkspace>;
  /** The environment's own registry. */
  public readonly registry: AmlRegistry | undefined;
  /** The additional registries by name. */
  public readonly registries: ReadonlyMap<string, AmlRegistry>;
  /** The data stores by name. */
  public readonly data: ReadonlyMap<string, IDataStore>;

  constructor(scope: Construct, id: string, props: PrivateMlEnvironmentProps) {
    super(scope, id);
    requireProps(this, props, "zones", "names", "tenantId");
    const { base, zones } = props;
    if (base) this.refuseWith("base", props, BASE_PROPS, "pass it to the base");
    const { resourceGroups = refuseMissingGroups(this) } = base ?? props;
    const groups = base ? resourceGroups : deployableGroups(this, { ...props, resourceGroups });

    this.monitoring = base?.monitoring ?? createMonitoring(this, props, groups.workspace);
    this.vnet = this.createNetwork(props, groups.vnet);
    this.connectNetwork(props);
    const encryption =
      base?.encryption ?? new EnvironmentEncryption(this, { ...props, resourceGroups: groups }, this.monitoring);
    const place = { vnet: this.vnet, zones };
    encryption.addEndpoint(this, place);
    this.addAccess(props, encryption, groups.vnet);
    this.agents = addNetworkAccess(this, this.vnet, props);
    const customerNetwork = props.customerNetwork && customerNetworkOf(this.vnet, props.customerNetwork);
    this.workspace = new AmlWorkspace(this, "Workspace", {
      ...(base ? props.workspace : encryption.workspaceOptions),
      customerManagedKey: encryption.workspaceOptions?.customerManagedKey ?? props.workspace?.customerManagedKey,
      ...workspaceProps(props, groups.workspace, this.monitoring),
      vnet: this.vnet,
      zones,
      customerNetwork,
      dependencies: base?.workspaceDependencies,
    });
    this.registry = base ? base.registry : createRegistry(this, props, groups.registry, this.monitoring, place);
    if (base) base.registry?.addEndpoint(new Construct(this, "Registry"), place);
    this.registries = base ? base.registries : createRegistries(this, props, groups.registry, this.monitoring, place);
    for (const [name, registry] of base?.registries ?? []) {
      registry.addEndpoint(new Construct(this, `Registry-${name}`), place);
    }
    const data = base ? base.data : createData(this, props, groups, this.monitoring, encryption);
    data?.addEndpoints(base ? this : data, place);
    this.data = data?.stores ?? new Map();
    const registries = [...(this.registry ? [this.registry] : []), ...this.registries.values()];
    const own: PlacedWorkspace = {
      name: OWN_WORKSPACE,
      scope: this,
      workspace: this.workspace,
      names: props.names,
      shares: SHARED_RESOURCES,
      registries,
      data: this.data,
      use: props,
    };
    const additional = this.createAdditional(props, {
      encryption,
      place,
      registries,
      customerNetwork,
      resourceGroup: groups.vnet,
    });
    this.workspaces = new Map(additional.map(({ name, workspace }) => [name, workspace]));
    const all = [own, ...additional];
    for (const workspace of all) useWorkspace(workspace, workspace.use);
    if (props.kubernetes) {
      this.kubernetes = addKubernetes(this, props.kubernetes, {
        names: props.names,
        vnet: this.vnet,
        zones,
        workspace: this.workspace,
        resourceGroup: groups.workspace,
        monitoring: this.monitoring,
        tenantId: props.tenantId,
        tags: props.tags,
      });
    }
    if (props.people) grantPeople(this, props.people, all);
    if (props.governance) {
      const { monitoring, workspace } = this;
      new EnvironmentGovernance(this, "Governance", {
        ...props.governance,
        names: props.names,
        resourceGroups: groups,
        workspaces: all.map((one) => one.workspace),
        monitoring,
        logsVault: "resource" in workspace.keyVault,
        logsRegistry: registries.length > 0,
        logsBastion: props.bastion !== undefined,
        expectedCallers:
          props.governance.expectedCallers ??
          (props.deploymentPrincipal ? [props.deploymentPrincipal.principalId] : undefined),
        tags: platformTags(props.tags, props.names.environmentName, "governance"),
      });
    }
    ResourceTags.of(this).ignoreChanges(...(props.ignoreTagChanges ?? []));
  }

  private createAdditional(
    props: PrivateMlEnvironmentProps,
    { encryption, place, registries, customerNetwork, resourceGroup: identityResourceGroup }: AdditionalParts,
  ): readonly PlacedWorkspace[] {
    const { base, workspaces = {} } = props;
    const { workspace: own, monitoring } = this;
    if (base) this.refuseInBase(workspaces, base);
    const additional =
      base?.workspaces ??
      createAdditionalWorkspaces(
        this,
        { ...props, workspaces: this.withGroups(workspaces) },
        { own, encryption, monitoring, identityResourceGroup },
      );
    return [...additional].map(([name, { names, resourceGroup, options, shares, dependencies }]) => {
      const workspace = new AmlWorkspace(this, `Workspace-${name}`, {
        ...options,
        ...workspaceProps({ ...props, names }, resourceGroup, monitoring),
        ...place,
        customerNetwork,
        dependencies,
      });
      const use = workspaces[name] ?? {};
      return { name, scope: workspace, workspace, names, shares, registries, data: this.data, use };
    });
  }

  private withGroups(workspaces: Readonly<Record<string, EnvironmentWorkspaceProps>>) {
    return Object.fromEntries(
      Object.entries(workspaces).map(([name, { resourceGroup, ...options }]) => [
        name,
        { ...options, resourceGroup: resourceGroup ?? refuseMissingGroup(this, name) },
      ]),
    );
  }

  /** Rejects additional workspaces that the base doesn't have, and props of them that the base contains. */
  private refuseInBase(workspaces: Readonly<Record<string, EnvironmentWorkspaceProps>>, base: EnvironmentBase): void {
    for (const [name, options] of Object.entries(workspaces)) {
      if (!base.workspaces.has(name)) refuseUnknownWorkspace(this, name, [...base.workspaces.keys()]);
      const set = ADDITIONAL_BASE_PROPS.find((prop) => options[prop] !== undefined);
      if (set === undefined) continue;
      refuse(this, `workspaces.${name}.${set}`, {
        value: set,
        allowed: `${set} or base, not both: the base has the additional workspaces with their options`,
        fix: "pass it to the base",
      });
    }
  }

  private createNetwork(props: PrivateMlEnvironmentProps, resourceGroup: IResourceGroup): IPlatformVnet {
    const { names, existingNetwork, addressSpace, firewall, hub } = props;
    const tags = platformTags(props.tags, names.environmentName, "network");
    if (existingNetwork) {
      this.refuseWith("existingNetwork", props, NEW_NETWORK_PROPS, "leave it out; its owner sets it");
      return PlatformVnet.fromVirtualNetworkAttributes(this, "Network", {
        ...existingNetwork,
        names,
        location: resourceGroup.location,
        defaultResourceGroup: resourceGroup,
        monitoring: this.monitoring,
        tags,
      });
    }
    return new PlatformVnet(this, "Network", {
      resourceGroup,
      names,
      addressSpace: addressSpace ?? refuseMissingNetwork(this),
      allowPublicAddressSpace: props.allowPublicAddressSpace,
      monitoring: this.monitoring,
      privateEndpointSubnet: props.privateEndpointSubnet,
      endpointSubnetSecurityGroup: props.endpointSubnetSecurityGroup,
      dnsServers: props.dnsServers ?? (firewall ? undefined : hub?.dnsServers),
      natGateway: props.natGateway,
      firewall: firewall && {
        ...firewall,
        kubernetes: firewall.kubernetes ?? props.kubernetes !== undefined,
        agents: firewall.agents ?? props.agents !== undefined,
      },
      nextHopIpAddress: props.nextHopIpAddress ?? (firewall ? undefined : hub?.nextHopIpAddress),
      flowLogs: props.flowLogs,
      tags,
    });
  }

  private connectNetwork(props: PrivateMlEnvironmentProps): void {
    const { vnet } = this;
    const { names, zones, hub } = props;
    if (hub) {
      const { vpnGateway, expressRouteGateway } = hub.vnet;
      vnet.peerWith(hub.vnet, {
        allowForwardedTraffic: true,
        useRemoteGateways: vpnGateway !== undefined || expressRouteGateway !== undefined,
      });
    }
    for (const { name, virtualNetworkId, addressSpace, ...peering } of props.peerings ?? []) {
      const peer = PeerNetwork.fromVirtualNetworkId(this, `Peer-${name}`, virtualNetworkId, { name, addressSpace });
      vnet.peerWith(peer, { ...peering, createReversePeering: peering.createReversePeering ?? false });
    }
    if (props.useExistingDnsLinks) zones.useExistingLinks(vnet);
    else zones.linkTo(vnet, { names, tags: platformTags(props.tags, names.environmentName, "dns") });
  }

  /** Bastion, and the jumpbox with its disk encrypted. */
  private addAccess(
    { bastion, jumpbox, names, tags }: PrivateMlEnvironmentProps,
    encryption: EnvironmentEncryption,
    resourceGroup: IResourceGroup,
  ): void {
    if (bastion) this.vnet.addBastion(bastion);
    if (!jumpbox) return;
    const diskEncryption = encryption.createDiskEncryption(this, {
      resourceGroup,
      name: names.diskEncryptionSet,
      tags: platformTags(tags, names.environmentName, "encryption"),
    });
    this.vnet.addJumpbox({
      ...jumpbox,
      diskEncryptionSetId: diskEncryption?.diskEncryptionSetId ?? jumpbox.diskEncryptionSetId,
    });
  }

  /** Rejects props that have no effect because of `prop`. Absent props and `false` are allowed. */
  private refuseWith<Prop extends keyof PrivateMlEnvironmentProps>(
    prop: Prop,
    props: PrivateMlEnvironmentProps,
    others: readonly (keyof PrivateMlEnvironmentProps)[],
    fix: string,
  ): void {
    const set = others.find((other) => props[other] !== undefined && props[other] !== false);
    if (set === undefined) return;
    refuse(this, set, {
      value: typeof props[set] === "object" ? set : props[set],
      allowed: `${set} or ${prop}, not both: it is a property of what would be created`,
      fix,
    });
  }
}

/** A workspace of an environment, its own or an additional one. */
interface PlacedWorkspace extends UsedWorkspace {
  readonly name: string;
  /** The resources of the environment's own workspace that it uses. */
  readonly shares: readonly SharedResource[];
  /** What it reaches and contains. */
  readonly use: WorkspaceUse;
}

/** Parts of an environment that its additional workspaces need. */
interface AdditionalParts {
  readonly encryption: EnvironmentEncryption;
  readonly place: EnvironmentPlace;
  readonly registries: readonly AmlRegistry[];
  readonly customerNetwork: CustomerNetworkOptions | undefined;
  /** Group of their identities. */
  readonly resourceGroup: IResourceGroup;
}

/** Network and zones of an environment. */
interface EnvironmentPlace {
  readonly vnet: IPlatformVnet;
  readonly zones: ICentralPrivateDns;
}

/** The props of {@link PrivateMlEnvironment} that concern a new network, and exclude an existing one. */
export const NEW_NETWORK_PROPS = [
  "addressSpace",
  "allowPublicAddressSpace",
  "privateEndpointSubnet",
  "endpointSubnetSecurityGroup",
  "dnsServers",
  "natGateway",
  "firewall",
  "nextHopIpAddress",
  "flowLogs",
] as const;

/** Props of additional workspaces that a base contains. */
const ADDITIONAL_BASE_PROPS = ["resourceGroup", "workspace", "shares"] as const;

/** Props of what a base contains. */
const BASE_PROPS = [
  "resourceGroups",
  "logAnalyticsWorkspaceId",
  "logQueryAudit",
  "logRetentionInDays",
  "diagnosticSettings",
  "deploymentPrincipal",
  "customerManagedKey",
  "registry",
  "registries",
  "data",
] as const;

function refuseMissingGroups(scope: Construct): never {
  return refuse(scope, "resourceGroups", {
    value: undefined,
    allowed: "the three resource groups, or a base, which has its own",
    fix: "pass resourceGroups: { vnet, workspace, registry }",
  });
}

function refuseMissingGroup(scope: Construct, workspace: string): never {
  return refuse(scope, `workspaces.${workspace}.resourceGroup`, {
    value: undefined,
    allowed: "a resource group that no other workspace has, or a base, which has it",
    fix: `pass workspaces: { ${workspace}: { resourceGroup } }`,
  });
}

function refuseMissingNetwork(scope: Construct): never {
  return refuse(scope, "addressSpace", {
    value: undefined,
    allowed: "the address space of a new network, or existingNetwork",
    fix: 'give addressSpace: "10.1.0.0/16"',
  });
}

import { type IMonitoring, type IResourceGroup, ResourceTags } from "@org/aml-core";
import { refuse, requireProps } from "@org/aml-core/internal";
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
import type { HumanBundleOptions, Principal, RoleAssignmentOptions, RoleTier } from "@org/aml-rbac";
import type { AllowConnectionOptions, AmlRegistry, IRegistry } from "@org/aml-registry";
import {
  type AddComputeClusterOptions,
  type AddDatastoreOptions,
  type AddStorageConnectionOptions,
  AmlWorkspace,
  type ComputeInstanceOptions,
  type PrivateEndpointRuleOptions,
} from "@org/aml-workspace";
import type { FqdnPreset } from "@org/azure-catalog";
import { Construct } from "constructs";
import {
  createMonitoring,
  createRegistry,
  deployableGroups,
  type EnvironmentBase,
  type EnvironmentBaseProps,
  type EnvironmentResourceGroups,
  workspaceProps,
} from "./environment-base.js";
import { EnvironmentEncryption } from "./environment-encryption.js";
import { platformTags } from "./platform-tags.js";

/** A storage account that an environment's workspace can use. */
export interface NamedStorageConnection extends AddStorageConnectionOptions {
  /** Beginning of the names of the outbound rules: `lake` for `lake-blob`. 1 to 28 letters, digits, `_` and `-`. */
  readonly name: string;
}

/** Users, groups and pipelines of an environment. */
export interface EnvironmentPeople extends HumanBundleOptions {
  /**
   * Users and groups who work as data scientists, by object id, with the roles that the other options add.
   * @default - none
   */
  readonly principals?: readonly Principal[] | undefined;
  /**
   * Users, groups, and the service principals of pipelines, each with a tier of roles.
   * @default - none
   */
  readonly members?: readonly EnvironmentMember[] | undefined;
}

/** A user, group or pipeline of an environment. */
export interface EnvironmentMember extends Pick<RoleAssignmentOptions, "eligible"> {
  /** User, group or service principal. */
  readonly principal: Principal;
  /** Its roles. */
  readonly tier: RoleTier;
}

/** Props of {@link PrivateMlEnvironment}. */
export interface PrivateMlEnvironmentProps extends Omit<EnvironmentBaseProps, "resourceGroups"> {
  /** Required unless there is a `base`, which has its own. */
  readonly resourceGroups?: EnvironmentResourceGroups | undefined;
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
   * Networks to peer the environment's network with, such as a hub.
   * @default - none
   */
  readonly peerings?: readonly EnvironmentPeering[] | undefined;
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
   * Additional clusters, for instance with GPUs or low priority. They don't build images, unless `computeCluster` is
   * `false`.
   * @default - none
   */
  readonly computeClusters?: readonly NamedComputeClusterOptions[] | undefined;
  /**
   * Machines of individual users. One of them may omit its name, which is then derived.
   * @default - none
   */
  readonly computeInstances?: readonly ComputeInstanceOptions[] | undefined;
  /**
   * Datastores: data in storage accounts, without keys and secrets.
   * @default - only those that Azure creates with the workspace
   */
  readonly datastores?: readonly AddDatastoreOptions[] | undefined;
  /**
   * Storage accounts, besides the workspace's own, that computes and the studio can use. Each has a name, with which
   * the names of its outbound rules begin.
   * @default - none
   */
  readonly storageConnections?: readonly NamedStorageConnection[] | undefined;
  /**
   * Public hosts that the managed network can reach, by purpose. With the first one, Azure adds a firewall, which is
   * billed by the hour.
   * @default - none
   */
  readonly fqdnPresets?: readonly FqdnPreset[] | undefined;
  /**
   * Resources, such as databases, that the managed network reaches by private endpoints, including the roles that Azure
   * needs to approve these.
   * @default - none
   */
  readonly privateEndpointRules?: readonly EnvironmentPrivateEndpointRule[] | undefined;
  /**
   * Other public hosts that the managed network can reach: `pypi.example.com`, or `*.example.com` for all hosts of a
   * domain. Azure adds the same firewall for them.
   * @default - none
   */
  readonly fqdnRules?: readonly string[] | undefined;
  /**
   * Opens the storage account for the environment's own registry, so that assets can be shared to it. This weakens the
   * account from "private only" to "selected networks".
   * @default false
   */
  readonly registrySharing?: boolean | undefined;
  /**
   * Users and groups that work in the environment.
   * @default - none
   */
  readonly people?: EnvironmentPeople | undefined;
}

/** A resource that an environment's managed network reaches by a private endpoint. */
export interface EnvironmentPrivateEndpointRule extends PrivateEndpointRuleOptions {
  /** Name of the outbound rule, 3 to 33 letters, digits, `_` and `-`. */
  readonly name: string;
}

/** Options of an additional compute cluster. */
export interface NamedComputeClusterOptions extends AddComputeClusterOptions {
  /**
   * Name, 3 to 24 letters, digits and dashes, a letter first, not ending in `-` and digits; unique in the workspace.
   */
  readonly name: string;
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
export class PrivateMlEnvironment extends Construct {
  public readonly vnet: IPlatformVnet;
  public readonly monitoring: IMonitoring;
  public readonly workspace: AmlWorkspace;
  /** The environment's own registry. */
  public readonly registry: AmlRegistry | undefined;

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
    this.workspace = new AmlWorkspace(this, "Workspace", {
      ...(base ? props.workspace : encryption.workspaceOptions),
      customerManagedKey: encryption.workspaceOptions?.customerManagedKey ?? props.workspace?.customerManagedKey,
      ...workspaceProps(props, groups.workspace, this.monitoring),
      vnet: this.vnet,
      zones,
      dependencies: base?.workspaceDependencies,
    });
    this.registry = base ? base.registry : createRegistry(this, props, groups.registry, this.monitoring, place);
    if (base) base.registry?.addEndpoint(new Construct(this, "Registry"), place);
    this.addConnectionsAndComputes(props);
    if (props.registrySharing) this.workspace.enableRegistrySharing(this.registry ?? refuseSharing(this));
    if (props.people) this.grantPeople(props.people);
    ResourceTags.of(this).ignoreChanges(...(props.ignoreTagChanges ?? []));
  }

  private createNetwork(props: PrivateMlEnvironmentProps, resourceGroup: IResourceGroup): IPlatformVnet {
    const { names, existingNetwork, addressSpace } = props;
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
      dnsServers: props.dnsServers,
      natGateway: props.natGateway,
      nextHopIpAddress: props.nextHopIpAddress,
      flowLogs: props.flowLogs,
      tags,
    });
  }

  private connectNetwork(props: PrivateMlEnvironmentProps): void {
    const { vnet } = this;
    const { names, zones } = props;
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

  /**
   * The order of the calls is that of the writes to the workspace: its own registry, other registries, public hosts,
   * private endpoints, storage accounts, image builds.
   */
  private addConnectionsAndComputes(props: PrivateMlEnvironmentProps): void {
    const registries = [...(this.registry ? [this.registry] : []), ...(props.connectTo ?? [])];
    for (const registry of registries) registry.allowConnectionFrom(this.workspace, props.connection);
    for (const preset of props.fqdnPresets ?? []) this.workspace.addFqdnPreset(preset);
    for (const destination of props.fqdnRules ?? []) this.workspace.addFqdnRule(destination);
    for (const { name, ...options } of props.privateEndpointRules ?? []) {
      this.workspace.addPrivateEndpointRule(name, options);
    }
    for (const { name, ...options } of props.storageConnections ?? []) {
      this.workspace.addStorageConnection(name, options);
    }
    if (props.computeCluster !== false) this.workspace.addComputeCluster("Cluster", props.computeCluster);
    for (const datastore of props.datastores ?? []) this.addDatastore(datastore);
    for (const cluster of props.computeClusters ?? []) this.addNamedComputeCluster(cluster);
    for (const instance of props.computeInstances ?? []) this.addComputeInstance(instance, props.names);
  }

  /**
   * @throws InvalidInputError if the workspace already has a child with this construct id, which is derived from its
   * name
   */
  private assertUnused(id: string, prop: string, problem: Parameters<typeof refuse>[2]): void {
    if (this.workspace.node.tryFindChild(id)) refuse(this, prop, problem);
  }

  private addNamedComputeCluster(options: NamedComputeClusterOptions): void {
    const id = `Cluster-${options.name}`;
    this.assertUnused(id, "computeClusters", {
      value: options.name,
      allowed: "clusters of different names",
      fix: "rename one of them",
    });
    this.workspace.addComputeCluster(id, options);
  }

  private addComputeInstance(options: ComputeInstanceOptions, names: EnvironmentBaseProps["names"]): void {
    const { name = names.computeInstance } = options;
    const id = `Instance-${name}`;
    this.assertUnused(id, "computeInstances", {
      value: name,
      allowed: "instances of different names; the one without a name gets the environment's own",
      fix: "give each instance a name",
    });
    this.workspace.addComputeInstance(id, options);
  }

  private addDatastore(options: AddDatastoreOptions): void {
    const id = `Datastore-${options.name}`;
    this.assertUnused(id, "datastores", {
      value: options.name,
      allowed: "datastores of different names",
      fix: "rename one of the two",
    });
    this.workspace.addDatastore(id, options);
  }

  /** Created last, so that users don't work in an unfinished environment. */
  private grantPeople({ principals = [], members = [], ...options }: EnvironmentPeople): void {
    const { workspace, registry } = this;
    const dependsOn = [workspace.endpoint.resource, ...(registry?.dependencies ?? [])];
    for (const principal of principals) {
      const { name } = principal;
      workspace.grantDataScientist(principal, { ...options, scope: this, id: `People-${name}`, dependsOn });
      registry?.grantUser(principal, { scope: this, id: `PeopleRegistry-${name}`, dependsOn });
    }
    for (const { principal, tier, eligible } of members) {
      const { name } = principal;
      workspace.grantTier(principal, tier, { eligible, scope: this, id: `People-${name}`, dependsOn });
      registry?.grantTier(principal, tier, { eligible, scope: this, id: `PeopleRegistry-${name}`, dependsOn });
    }
  }
}

/** Props of a new network. */
const NEW_NETWORK_PROPS = [
  "addressSpace",
  "allowPublicAddressSpace",
  "privateEndpointSubnet",
  "endpointSubnetSecurityGroup",
  "dnsServers",
  "natGateway",
  "nextHopIpAddress",
  "flowLogs",
] as const;

/** Props of what a base contains. */
const BASE_PROPS = [
  "resourceGroups",
  "logAnalyticsWorkspaceId",
  "logRetentionInDays",
  "diagnosticSettings",
  "deploymentPrincipal",
  "customerManagedKey",
  "registry",
] as const;

function refuseMissingGroups(scope: Construct): never {
  return refuse(scope, "resourceGroups", {
    value: undefined,
    allowed: "the three resource groups, or a base, which has its own",
    fix: "pass resourceGroups: { vnet, workspace, registry }",
  });
}

function refuseMissingNetwork(scope: Construct): never {
  return refuse(scope, "addressSpace", {
    value: undefined,
    allowed: "the address space of a new network, or existingNetwork",
    fix: 'give addressSpace: "10.1.0.0/16"',
  });
}

function refuseSharing(scope: Construct): never {
  return refuse(scope, "registrySharing", {
    value: true,
    allowed: "true in an environment with a registry of its own",
    fix: "leave it out, or call workspace.enableRegistrySharing with the registry that assets are shared to",
  });
}

import { KubernetesCluster } from "@cdktf/provider-azurerm/lib/kubernetes-cluster/index.js";
import type {
  IKubernetesCluster,
  IManagedIdentity,
  IMonitoring,
  IResourceGroup,
  ISubnet,
  IVirtualNetwork,
} from "@org/aml-core";
import {
  azurermMajorOf,
  BaseConstruct,
  dependOn,
  isPublicAddressRange,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireArmId,
  requireChoice,
  requireGuid,
  requireProps,
} from "@org/aml-core/internal";
import type { ICentralPrivateDns } from "@org/aml-dns";
import { assertName, type EnvironmentNames } from "@org/aml-naming";
import {
  BundleGrant,
  kubernetesIdentityBundle,
  ManagedIdentity,
  Principal,
  PropagationDelay,
  type RoleTarget,
} from "@org/aml-rbac";
import { DIAGNOSTIC_CATEGORIES, kubernetesDnsZone, MACHINE_LEARNING_EXTENSION } from "@org/azure-catalog";
import { Annotations, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type ConnectedNetwork, findOverlap, requireRoom, serviceAddresses } from "./address-plan.js";
import { MachineLearningExtension, type MachineLearningExtensionOptions } from "./machine-learning-extension.js";
import {
  NodePool,
  type NodePoolOptions,
  poolArguments,
  ROTATION_POOL,
  sizeOf,
  SYSTEM_POOL,
  UPGRADE_SETTINGS,
  type UserNodePoolOptions,
} from "./node-pool.js";

/** The values of props that are choices. */
const CHOICES = {
  networkPlugin: ["azure", "kubenet"],
  networkPluginMode: ["overlay"],
  networkPolicy: ["azure", "calico"],
  skuTier: ["Free", "Standard", "Premium"],
  outboundType: ["userAssignedNATGateway", "userDefinedRouting", "loadBalancer"],
} as const satisfies Partial<Record<keyof AksClusterOptions, readonly string[]>>;

const ANY_REGION = "anyregion";
const CLUSTERS = "Microsoft.ContainerService/managedClusters";

/** Options of an AKS cluster. */
export interface AksClusterOptions {
  /** How Azure Machine Learning uses the cluster, or `false` to install its extension elsewhere. */
  readonly extension: MachineLearningExtensionOptions | false;
  /**
   * Name, 1 to 63 letters, digits, `_` and `-`.
   * @default - derived: `aks-aml-dev-cc-01`
   */
  readonly clusterName?: string | undefined;
  /**
   * Version of Kubernetes, such as `1.33`. Patches of a version are installed automatically.
   * @default - the version that AKS recommends when the cluster is created
   */
  readonly kubernetesVersion?: string | undefined;
  /**
   * Price tier of the control plane. Only `Standard` and `Premium` have a service level agreement.
   * @default "Standard"
   */
  readonly skuTier?: "Free" | "Standard" | "Premium" | undefined;
  /**
   * Whether the API server has only a private endpoint in the subnet. `false` weakens isolation, and requires
   * `authorizedIpRanges`.
   * @default true
   * @see https://learn.microsoft.com/azure/aks/private-clusters
   */
  readonly privateCluster?: boolean | undefined;
  /**
   * Public addresses that reach the API server of a cluster that isn't private, in CIDR notation. They have to include
   * those of Azure Machine Learning's control plane in the region and its paired region.
   * @default - none
   */
  readonly authorizedIpRanges?: readonly string[] | undefined;
  /**
   * Network plugin. `kubenet` supports no internal load balancer of Azure Machine Learning.
   * @default "azure"
   */
  readonly networkPlugin?: "azure" | "kubenet" | undefined;
  /**
   * `overlay` gives pods addresses of a network of their own, which doesn't use up the subnet.
   * @default - pods have addresses of the subnet
   */
  readonly networkPluginMode?: "overlay" | undefined;
  /**
   * Network policies between pods.
   * @default "calico"
   */
  readonly networkPolicy?: "azure" | "calico" | undefined;
  /**
   * Address block of the cluster's services, from /13 to /27, that no connected network has.
   * @default "172.24.0.0/16"
   */
  readonly serviceCidr?: string | undefined;
  /**
   * Address of the cluster's DNS service in that block.
   * @default - the tenth: 172.24.0.10
   */
  readonly dnsServiceIp?: string | undefined;
  /**
   * How nodes reach the internet. `loadBalancer` gives the cluster a public address.
   * @default - the way of the subnet: its NAT gateway or its route to a firewall
   */
  readonly outboundType?: "userAssignedNATGateway" | "userDefinedRouting" | "loadBalancer" | undefined;
  /**
   * The pool for Kubernetes itself, on which the extension and models run as well.
   * @default - three to five Standard_D4s_v5
   */
  readonly systemNodePool?: NodePoolOptions | undefined;
  /**
   * Additional pools, by names of 1 to 12 lower-case letters and digits, a letter first.
   * @default - none
   */
  readonly nodePools?: Readonly<Record<string, UserNodePoolOptions>> | undefined;
  /**
   * Object ids of Entra groups that administer the cluster. Others get Azure roles on the cluster.
   * @default - none
   */
  readonly adminGroupObjectIds?: readonly string[] | undefined;
  /**
   * Whether the cluster has local accounts, whose credentials bypass Entra. Without them, workspaces sign in with trusted
   * access. Microsoft's documentation contradicts itself about whether Azure Machine Learning supports that: use `true` if
   * attaching the cluster fails.
   * @default false
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension#limitations
   * @see https://github.com/Azure/AML-Kubernetes/blob/master/docs/azureml-aks-ta-support.md
   */
  readonly localAccounts?: boolean | undefined;
  /**
   * ARM id of a disk encryption set, with which your own key encrypts the nodes' disks.
   * @default - keys that Microsoft manages
   */
  readonly diskEncryptionSetId?: string | undefined;
  /**
   * Identity of the cluster.
   * @default - a new one in `identityResourceGroup`
   */
  readonly identity?: IManagedIdentity | undefined;
  /**
   * Delay until the identity's roles are in effect: a number with `s`, `m` or `h`; `0s` omits it.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
}

/** Props of {@link AksCluster}. */
export interface AksClusterProps extends AksClusterOptions {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** Network of the nodes. */
  readonly vnet: IVirtualNetwork;
  /** Subnet of the nodes, such as that of `vnet.addScoringSubnet()`. */
  readonly subnet: ISubnet;
  /**
   * Private DNS zones, linked to the network. A private cluster requires the zone `aks` among them, which is
   * `customZones: { aks: kubernetesDnsZone(location) }`, or `privateDnsZoneId`.
   */
  readonly zones: ICentralPrivateDns;
  /**
   * ARM id of the zone `privatelink.<region>.azmk8s.io`, linked to the network.
   * @default - the zone `aks` of `zones`
   */
  readonly privateDnsZoneId?: string | undefined;
  /** Entra tenant, a GUID: usually a Terraform variable. */
  readonly tenantId: string;
  /**
   * Destination of the logs and metrics of the control plane.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /**
   * Group of the identity that is created.
   * @default - the group of the network
   */
  readonly identityResourceGroup?: IResourceGroup | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Options of an existing cluster. */
export interface ExistingClusterOptions {
  /**
   * Azure region.
   * @default - not known, and not compared with that of the workspace
   */
  readonly location?: string | undefined;
  /**
   * The environment that it belongs to.
   * @default - none: environments share it
   */
  readonly environmentName?: string | undefined;
  /**
   * Whether its local accounts are disabled, so that workspaces sign in with trusted access.
   * @default false
   */
  readonly trustedAccess?: boolean | undefined;
}

class ImportedCluster extends BaseConstruct implements IKubernetesCluster {
  public readonly clusterId: string;
  public readonly location: string | undefined;
  public readonly environmentName: string | undefined;
  public readonly trustedAccess: boolean | undefined;
  public readonly dependencies = [];

  constructor(scope: Construct, id: string, clusterId: string, options: ExistingClusterOptions) {
    super(scope, id);
    requireArmId(this, "clusterId", clusterId, CLUSTERS, "use the id of the cluster: az aks show --query id");
    this.clusterId = clusterId;
    this.location = options.location;
    this.environmentName = options.environmentName;
    this.trustedAccess = options.trustedAccess;
  }
}

/**
 * A private AKS cluster in a subnet of yours, with the extension of Azure Machine Learning.
 *
 * The API server has a private endpoint in the subnet and no public name. Nodes have no public addresses, and reach the
 * internet through the subnet's NAT gateway or firewall. Users sign in with Entra and get Azure roles; there are no local
 * accounts. The identity's roles on network and zone are granted and in effect before the cluster is created.
 * @throws InvalidInputError for addresses that overlap, a subnet that is too small or has no outbound access, a public
 * API server without ranges, an internal load balancer with kubenet, a missing zone, and for what its parts reject
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-secure-kubernetes-inferencing-environment
 */
export class AksCluster extends BaseConstruct implements IKubernetesCluster {
  /**
   * An existing cluster with the extension of Azure Machine Learning.
   * @throws InvalidInputError for an id of another type
   */
  public static fromClusterId(
    scope: Construct,
    id: string,
    clusterId: string,
    options: ExistingClusterOptions = {},
  ): IKubernetesCluster {
    return new ImportedCluster(scope, id, clusterId, options);
  }

  /** The cluster (L1). */
  public readonly resource: KubernetesCluster;
  public readonly clusterId: string;
  public readonly location: string;
  public readonly environmentName: string;
  public readonly trustedAccess: boolean;
  public readonly identity: IManagedIdentity;
  /** The additional pools, by name. */
  public readonly nodePools: ReadonlyMap<string, NodePool>;
  /** The extension, unless it is installed elsewhere. */
  public readonly extension: MachineLearningExtension | undefined;
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AksClusterProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "vnet", "subnet", "zones", "tenantId", "extension");
    const { names, vnet, resourceGroup, extension, tags } = props;
    const pools = Object.entries(props.nodePools ?? {});
    this.requireCompatible(props);
    this.environmentName = names.environmentName;
    this.location = resourceGroup.location;
    this.trustedAccess = !(props.localAccounts ?? false);
    this.identity =
      props.identity ??
      new ManagedIdentity(this, "Identity", {
        resourceGroup: props.identityResourceGroup ?? vnet.defaultResourceGroup ?? vnet.resourceGroup,
        name: names.kubernetesIdentity,
        tags,
      });
    this.resource = this.createCluster(
      props,
      pools.map(([, pool]) => pool),
    );
    this.clusterId = this.resource.id;
    this.nodePools = new Map(
      pools.map(([name, pool]) => [
        name,
        new NodePool(this, `Pool-${name}`, { ...pool, name, clusterId: this.clusterId, subnet: props.subnet, tags }),
      ]),
    );
    const made = [this.resource, ...[...this.nodePools.values()].map((pool) => pool.resource)];
    this.extension = extension
      ? new MachineLearningExtension(this, "Extension", {
          ...extension,
          clusterId: this.clusterId,
          highlyAvailable: highlyAvailable(
            props,
            pools.map(([, pool]) => pool),
          ),
          dependsOn: made,
        })
      : undefined;
    this.dependencies = this.extension ? [this.extension.resource] : made;
    props.monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.clusterId,
      categories: DIAGNOSTIC_CATEGORIES.kubernetesCluster,
    });
  }

  private createCluster(props: AksClusterProps, pools: readonly NodePoolOptions[]): KubernetesCluster {
    const { names, subnet, resourceGroup, networkPlugin = "azure", systemNodePool = {}, privateCluster = true } = props;
    const { clusterName = names.kubernetesCluster, vnet } = props;
    assertName("kubernetesCluster", clusterName, `${this.node.path}.clusterName`);
    const systemPool = poolArguments(this, "systemNodePool", SYSTEM_POOL, systemNodePool, { subnet, mode: "System" });
    const podsInSubnet = networkPlugin === "azure" && props.networkPluginMode === undefined;
    const sized = { ...systemNodePool, ...sizeOf(systemNodePool, "System") };
    requireRoom(this, subnet.addressPrefix, [sized, ...pools], podsInSubnet);
    const services = serviceAddresses(this, props, connectedWith(vnet));
    this.refuseLaterOverlap(services.serviceCidr, vnet);
    const privateDnsZoneId = privateCluster ? this.zoneOf(props) : undefined;
    const cluster = new KubernetesCluster(this, "Resource", {
      name: clusterName,
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: resourceGroup.location,
      dnsPrefix: isUnresolved(clusterName) ? clusterName : clusterName.replaceAll("_", "-").slice(0, 54),
      kubernetesVersion: props.kubernetesVersion,
      skuTier: props.skuTier ?? "Standard",
      automaticUpgradeChannel: "patch",
      nodeOsUpgradeChannel: "NodeImage",
      privateClusterEnabled: privateCluster,
      privateClusterPublicFqdnEnabled: false,
      privateDnsZoneId,
      apiServerAccessProfile: props.authorizedIpRanges && { authorizedIpRanges: [...props.authorizedIpRanges] },
      localAccountDisabled: this.trustedAccess,
      roleBasedAccessControlEnabled: true,
      azureActiveDirectoryRoleBasedAccessControl: {
        tenantId: props.tenantId,
        azureRbacEnabled: true,
        adminGroupObjectIds: props.adminGroupObjectIds && [...props.adminGroupObjectIds],
      },
      oidcIssuerEnabled: true,
      workloadIdentityEnabled: true,
      azurePolicyEnabled: true,
      runCommandEnabled: false,
      imageCleanerEnabled: true,
      imageCleanerIntervalHours: 168,
      diskEncryptionSetId: props.diskEncryptionSetId,
      identity: { type: "UserAssigned", identityIds: [this.identity.id] },
      keyVaultSecretsProvider: { secretRotationEnabled: true },
      defaultNodePool: {
        ...systemPool,
        temporaryNameForRotation: ROTATION_POOL,
        upgradeSettings: UPGRADE_SETTINGS,
      },
      networkProfile: {
        networkPlugin,
        networkPluginMode: props.networkPluginMode,
        networkPolicy: props.networkPolicy ?? "calico",
        loadBalancerSku: "standard",
        outboundType: this.outboundTypeOf(props),
        serviceCidr: services.serviceCidr,
        dnsServiceIp: services.dnsServiceIp,
      },
      tags: props.tags,
    });
    requireProvisioningMode(cluster);
    dependOn(cluster, [
      ...(resourceGroup.dependencies ?? []),
      ...subnet.dependencies,
      ...(privateCluster ? props.zones.linksOf(vnet) : []),
      ...this.grantRoles(props, privateDnsZoneId),
    ]);
    return cluster;
  }

  /** The roles of the cluster's identity, and the delay until they are in effect. */
  private grantRoles(props: AksClusterProps, privateDnsZoneId: string | undefined): readonly ITerraformDependable[] {
    const { vnet, zones } = props;
    const grant = new BundleGrant(this, "Roles", {
      bundle: kubernetesIdentityBundle({ privateDnsZoneContributor: privateDnsZoneId !== undefined }),
      principal: Principal.servicePrincipal({
        objectId: this.identity.principalId,
        name: this.identity.node.path,
        environmentName: this.environmentName,
      }),
      scopes: {
        virtualNetwork: { construct: vnet, resourceId: vnet.virtualNetworkId },
        privateDnsZone: zoneTarget(zones, privateDnsZoneId),
      },
    });
    return new PropagationDelay(this, "RolePropagation", {
      duration: props.rolePropagation,
      waitsFor: grant.assignments,
    }).dependencies;
  }

  private zoneOf({ zones, privateDnsZoneId, resourceGroup }: AksClusterProps): string {
    const zoneId = privateDnsZoneId ?? zones.zoneIds[KUBERNETES_ZONE];
    if (privateDnsZoneId !== undefined) this.requireZone(privateDnsZoneId, resourceGroup);
    if (zoneId !== undefined) return zoneId;
    return refuse(this, "privateDnsZoneId", {
      value: undefined,
      allowed: `the id of the zone privatelink.<region>.azmk8s.io, or zones with the zone ${KUBERNETES_ZONE}`,
      fix: `set customZones: { ${KUBERNETES_ZONE}: kubernetesDnsZone("<region>") } of the zones`,
    });
  }

  /**
   * Azure takes the zone of private clusters in the region, or one below it.
   * @see https://learn.microsoft.com/azure/aks/private-clusters#configure-a-private-dns-zone
   */
  private requireZone(zoneId: string, group: IResourceGroup & { readonly locationInput?: string | undefined }): void {
    const fix = "use the id of the zone: az network private-dns zone show --query id";
    const id = requireArmId(this, "privateDnsZoneId", zoneId, "Microsoft.Network/privateDnsZones", fix);
    if (id?.name === undefined || isUnresolved(id.name)) return;
    // A group that this program creates knows its region, which its reference hides.
    const region = [group.location, group.locationInput].find((one) => one !== undefined && !isUnresolved(one));
    const zones = (["public", "usgovernment", "china"] as const).map((cloud) =>
      kubernetesDnsZone(region ?? ANY_REGION, cloud)
        .replaceAll(".", "\\.")
        .replace(ANY_REGION, "[a-z0-9]+"),
    );
    if (new RegExp(`(^|\\.)(${zones.join("|")})$`, "i").test(id.name)) return;
    refuse(this, "privateDnsZoneId", {
      value: zoneId,
      allowed: `the zone ${kubernetesDnsZone(region ?? "<region>")}, in which Azure registers private clusters of the region, or one below it`,
      fix: "use the zone of the cluster's region, or leave it out for the zone of the platform",
    });
  }

  private outboundTypeOf({ outboundType, subnet }: AksClusterProps): string {
    if (outboundType === "loadBalancer") {
      Annotations.of(this).addWarning(
        "the load balancer gives the nodes a public address for outbound traffic, which no firewall sees; use a NAT " +
          "gateway or a firewall of the network instead",
      );
    }
    if (outboundType !== undefined) return outboundType;
    if (subnet.outboundAccess === "natGateway") return "userAssignedNATGateway";
    if (subnet.outboundAccess === "routeTable") return "userDefinedRouting";
    return refuse(this, "outboundType", {
      value: undefined,
      allowed:
        "userAssignedNATGateway, userDefinedRouting or loadBalancer; optional only for a subnet whose outbound access is known",
      fix: "create the subnet with addScoringSubnet in a network with natGateway or firewall, or set outboundType",
    });
  }

  private requireCompatible(props: AksClusterProps): void {
    const { privateCluster = true, authorizedIpRanges = [], networkPlugin = "azure", extension } = props;
    for (const [prop, choices] of Object.entries(CHOICES)) {
      requireChoice(this, prop, props[prop as keyof typeof CHOICES], choices);
    }
    const { kubernetesVersion, diskEncryptionSetId } = props;
    if (kubernetesVersion !== undefined && !isUnresolved(kubernetesVersion) && !isVersion(kubernetesVersion)) {
      refuse(this, "kubernetesVersion", {
        value: kubernetesVersion,
        allowed: 'a version as text, such as "1.33"',
        fix: "use one of az aks get-versions --location REGION, or leave it out for the version that AKS recommends",
      });
    }
    for (const [name, pool] of Object.entries(props.nodePools ?? {})) {
      if (typeof pool === "object" && (pool as UserNodePoolOptions | null) !== null) continue;
      refuse(this, `nodePools.${name}`, {
        value: pool,
        allowed: "an object of options",
        fix: "use {} for the defaults",
      });
    }
    for (const group of props.adminGroupObjectIds ?? []) requireGuid(this, "adminGroupObjectIds", group);
    if (diskEncryptionSetId !== undefined) {
      const fix = "use the id of the set: az disk-encryption-set show --query id";
      requireArmId(this, "diskEncryptionSetId", diskEncryptionSetId, "Microsoft.Compute/diskEncryptionSets", fix);
    }
    const range = authorizedIpRanges.find((one) => !isUnresolved(one) && !isPublicAddressRange(one));
    if (range !== undefined) {
      refuse(this, "authorizedIpRanges", {
        value: range,
        allowed: "public IPv4 addresses and blocks, not 0.0.0.0/0",
        fix: "use 203.0.113.0/24, for example",
      });
    }
    if (!privateCluster && authorizedIpRanges.length === 0) {
      refuse(this, "privateCluster", {
        value: false,
        allowed: "true, or false with the addresses that reach the API server",
        fix: 'set authorizedIpRanges, ["203.0.113.0/24"]; without it, everybody could reach the API server',
      });
    }
    if (privateCluster && authorizedIpRanges.length > 0) {
      refuse(this, "authorizedIpRanges", {
        value: authorizedIpRanges,
        allowed: "addresses only together with privateCluster: false",
        fix: "omit it: only the network reaches the API server",
      });
    }
    if (networkPlugin !== "kubenet") return;
    if (props.networkPluginMode !== undefined) {
      refuse(this, "networkPluginMode", {
        value: props.networkPluginMode,
        allowed: 'overlay together with networkPlugin: "azure"',
        fix: "leave one of them out",
      });
    }
    if (!extension || !extension.inference) return;
    if ((extension.inference.router ?? "InternalLoadBalancer") !== "InternalLoadBalancer") return;
    refuse(this, "networkPlugin", {
      value: networkPlugin,
      allowed:
        'networkPlugin: "azure" with an internal load balancer, which Azure Machine Learning does not support on kubenet',
      fix: "leave networkPlugin out",
    });
  }

  /** Peers are known only when the whole program ran. */
  private refuseLaterOverlap(serviceCidr: string, vnet: IVirtualNetwork): void {
    this.node.addValidation({
      validate: () => {
        const overlap = findOverlap(serviceCidr, connectedWith(vnet));
        return overlap === undefined
          ? []
          : [
              `${this.node.path}.serviceCidr: ${serviceCidr} overlaps ${overlap}, which is connected: use another block`,
            ];
      },
    });
  }
}

/** azurerm 5 requires the mode, which azurerm 4 doesn't know. Pools that grow by demand are not Karpenter's. */
function requireProvisioningMode(cluster: KubernetesCluster): void {
  if (azurermMajorOf(cluster) !== 5) return;
  cluster.addOverride("node_provisioning_profile", [{ mode: "Manual" }]);
}

/** As a number, 1.30 would be 1.3. */
function isVersion(version: unknown): boolean {
  return typeof version === "string" && /^\d+\.\d+(\.\d+)?$/.test(version);
}

/** Key of the zone of private clusters among `zones`. */
const KUBERNETES_ZONE = "aks";

/** A network that can have peers and VPN clients. */
type Connectable = ConnectedNetwork & {
  readonly peers?: readonly Connectable[] | undefined;
  readonly clientAddressPool?: readonly string[] | undefined;
};

/** A network, those that it is peered with, and the addresses of their VPN clients. */
function connectedWith(vnet: Connectable): readonly ConnectedNetwork[] {
  return [vnet, ...(vnet.peers ?? [])].map(({ node, addressSpace, clientAddressPool = [] }) => ({
    node,
    addressSpace: [...addressSpace, ...clientAddressPool],
  }));
}

/** The zone as the scope of a role. The construct identifies it among the scopes of the role matrix. */
function zoneTarget(zones: ICentralPrivateDns, zoneId: string | undefined): RoleTarget {
  return { construct: zones, resourceId: zoneId ?? "" };
}

function highlyAvailable(props: AksClusterProps, pools: readonly NodePoolOptions[]): boolean {
  const system = sizeOf(props.systemNodePool ?? {}, "System").minCount;
  const nodes = pools.reduce((sum, pool) => sum + sizeOf(pool).minCount, system);
  return nodes >= MACHINE_LEARNING_EXTENSION.highlyAvailableNodes;
}

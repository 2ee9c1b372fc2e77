import { KubernetesClusterNodePool } from "@cdktf/provider-azurerm/lib/kubernetes-cluster-node-pool/index.js";
import type { ISubnet } from "@org/aml-core";
import {
  BaseConstruct,
  isUnresolved,
  refuse,
  requireChoice,
  requireProps,
  requireWholeNumber,
  warnOfUnknownVmSize,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { KUBERNETES_LIMITS } from "@org/azure-catalog";
import type { Construct, IConstruct } from "constructs";

/** Options of a pool of nodes. */
export interface NodePoolOptions {
  /**
   * Size of the nodes. Azure Machine Learning needs at least 4 vCPUs and 14 GB of memory.
   * @default "Standard_D4s_v5"
   */
  readonly vmSize?: string | undefined;
  /**
   * Minimum number of nodes. With fewer than three in all pools, the inference router isn't highly available.
   * @default - 3 for the system pool, otherwise 0
   */
  readonly minCount?: number | undefined;
  /**
   * Maximum number of nodes, up to 1000.
   * @default 5
   */
  readonly maxCount?: number | undefined;
  /**
   * Maximum number of pods on a node, 10 to 250. Each has an address of the subnet, unless `networkPluginMode` is
   * `overlay`.
   * @default 30
   */
  readonly maxPods?: number | undefined;
  /**
   * Availability zones, such as `["1", "2", "3"]`.
   * @default - Azure places the nodes
   */
  readonly zones?: readonly string[] | undefined;
  /**
   * Size of the nodes' disks in GB.
   * @default - Azure's, by the size of the nodes
   */
  readonly osDiskSizeGb?: number | undefined;
  /**
   * Whether disks and caches are encrypted on the host. The subscription has to be registered for this feature.
   * @default false
   */
  readonly hostEncryptionEnabled?: boolean | undefined;
  /**
   * Kubernetes labels of the nodes.
   * @default - none
   */
  readonly nodeLabels?: Readonly<Record<string, string>> | undefined;
}

/** Options of an additional pool, for models and jobs. */
export interface UserNodePoolOptions extends NodePoolOptions {
  /**
   * Taints, such as `sku=gpu:NoSchedule`, which keep out pods that don't tolerate them.
   * @default - none
   */
  readonly nodeTaints?: readonly string[] | undefined;
  /**
   * Whether the nodes are cheap spare capacity that Azure can reclaim at any time.
   * @default false
   */
  readonly spot?: boolean | undefined;
}

const SYSTEM_NODES = 3;
const MAX_COUNT = 5;

/** The default number of nodes that a pool always has. */
export type PoolMode = "System" | "User";

/** The number of nodes of a pool. */
export function sizeOf(pool: NodePoolOptions, mode: PoolMode = "User") {
  const minCount = pool.minCount ?? (mode === "System" ? SYSTEM_NODES : 0);
  return { minCount, maxCount: pool.maxCount ?? Math.max(MAX_COUNT, minCount) };
}

/** The maximum number of pods on a node of a pool. */
export function podsOf({ maxPods }: NodePoolOptions): number {
  return maxPods ?? KUBERNETES_LIMITS.defaultPodsPerNode;
}

/**
 * Arguments that the default pool and additional pools have in common.
 * @throws InvalidInputError for a name that Azure rejects, and for numbers of nodes or pods that AKS rejects
 */
export function poolArguments(
  scope: IConstruct,
  path: string,
  name: string,
  pool: NodePoolOptions,
  { subnet, mode }: { readonly subnet: ISubnet; readonly mode: PoolMode },
) {
  assertName("kubernetesNodePool", name, `${scope.node.path}.${path}`);
  warnOfUnknownVmSize(scope, `${path}.vmSize`, pool.vmSize);
  const { minCount, maxCount } = sizeOf(pool, mode);
  const { nodesPerPool, podsPerNode, osDiskSizeGb } = KUBERNETES_LIMITS;
  const least = mode === "System" ? 1 : 0;
  const fix = "leave it out for the default";
  requireWholeNumber(scope, `${path}.maxCount`, maxCount, { least: 1, most: nodesPerPool, fix });
  const mostNodes = isUnresolved(maxCount) ? nodesPerPool : maxCount;
  requireWholeNumber(scope, `${path}.minCount`, minCount, { least, most: mostNodes, fix });
  requireWholeNumber(scope, `${path}.maxPods`, podsOf(pool), { ...podsPerNode, fix });
  if (pool.osDiskSizeGb !== undefined) {
    requireWholeNumber(scope, `${path}.osDiskSizeGb`, pool.osDiskSizeGb, { ...osDiskSizeGb, fix });
  }
  for (const zone of pool.zones ?? []) requireChoice(scope, `${path}.zones`, zone, ["1", "2", "3"]);
  return {
    name,
    vmSize: pool.vmSize ?? "Standard_D4s_v5",
    autoScalingEnabled: true,
    minCount,
    maxCount,
    maxPods: podsOf(pool),
    zones: pool.zones && [...pool.zones],
    osDiskSizeGb: pool.osDiskSizeGb,
    hostEncryptionEnabled: pool.hostEncryptionEnabled,
    nodePublicIpEnabled: false,
    nodeLabels: pool.nodeLabels && { ...pool.nodeLabels },
    vnetSubnetId: subnet.subnetId,
  };
}

/** Props of {@link NodePool}. */
export interface NodePoolProps extends UserNodePoolOptions {
  readonly name: string;
  readonly clusterId: string;
  readonly subnet: ISubnet;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** An additional pool of nodes, without public addresses, that grows and shrinks by demand. */
export class NodePool extends BaseConstruct {
  /** The pool (L1). */
  public readonly resource: KubernetesClusterNodePool;

  constructor(scope: Construct, id: string, props: NodePoolProps) {
    super(scope, id);
    requireProps(this, props, "name", "clusterId", "subnet");
    const { name, clusterId, subnet, spot, nodeTaints = [], tags, ...pool } = props;
    if (POOLS_OF_AKS.includes(name)) {
      refuse(this, "name", {
        value: name,
        allowed: `a name other than ${POOLS_OF_AKS.join(" and ")}, which the system pool has`,
        fix: "rename the pool, or set systemNodePool",
      });
    }
    const taint = nodeTaints.find((one) => !isUnresolved(one) && !TAINT.test(one));
    if (taint !== undefined) {
      refuse(this, "nodeTaints", {
        value: taint,
        allowed: "KEY=VALUE:EFFECT, with the effect NoSchedule, PreferNoSchedule or NoExecute",
        fix: "use sku=gpu:NoSchedule, for example",
      });
    }
    this.resource = new KubernetesClusterNodePool(this, "Resource", {
      ...poolArguments(this, "name", name, pool, { subnet, mode: "User" }),
      kubernetesClusterId: clusterId,
      mode: "User",
      nodeTaints: props.nodeTaints && [...props.nodeTaints],
      priority: spot ? "Spot" : undefined,
      evictionPolicy: spot ? "Delete" : undefined,
      upgradeSettings: spot ? undefined : UPGRADE_SETTINGS,
      tags,
    });
  }
}

/** The system pool, and the temporary pool that takes its place while Azure replaces its nodes. */
export const SYSTEM_POOL = "system";
export const ROTATION_POOL = "systemtmp";
const POOLS_OF_AKS: readonly string[] = [SYSTEM_POOL, ROTATION_POOL];
const TAINT = /^[\w./-]+=[\w.-]*:(NoSchedule|PreferNoSchedule|NoExecute)$/;

/** Percentage of a pool's nodes that are added while it is upgraded, AKS's default. */
export const SURGE_PERCENTAGE = 10;
export const UPGRADE_SETTINGS = { maxSurge: `${SURGE_PERCENTAGE}%` } as const;

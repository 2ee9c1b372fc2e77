import type { ArmResourceOptions, IManagedIdentity, ISubnet } from "@org/aml-core";
import { BaseConstruct, isUnresolved, refuse, requireProps, warnOfUnknownVmSize } from "@org/aml-core/internal";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { ComputeClusterBody } from "./compute-body.js";
import { computeResource } from "./compute-resource.js";
import { requireIsoDuration } from "./iso-duration.js";
import { reserveName } from "./reserve-name.js";
import { requireSshPublicKey } from "./ssh-public-key.js";

/** Options of a compute cluster. */
export interface ComputeClusterOptions extends ArmResourceOptions {
  /**
   * 3 to 24 letters, digits and dashes, a letter first, not ending in `-` and digits.
   * @default - derived from `names`, `amlcc-dev-cc01`
   */
  readonly name?: string | undefined;
  /** @default "Standard_F8s_v2" */
  readonly vmSize?: string | undefined;
  /**
   * `LowPriority` nodes cost less, but Azure can reclaim them at any time.
   * @default "Dedicated"
   */
  readonly vmPriority?: "Dedicated" | "LowPriority" | undefined;
  /**
   * Minimum number of nodes. They are billed around the clock, even without jobs.
   * @default 0
   */
  readonly minNodeCount?: number | undefined;
  /** @default 4 */
  readonly maxNodeCount?: number | undefined;
  /**
   * Idle time after which a node is removed: an ISO 8601 duration.
   * @default "PT2M"
   */
  readonly nodeIdleTimeBeforeScaleDown?: string | undefined;
  /**
   * Subnet of the nodes, in a workspace with `customerNetwork`.
   * @default - the workspace's subnet for training
   */
  readonly subnet?: ISubnet | undefined;
  /**
   * Public key with which the administrator azureuser signs in over SSH, `ssh-rsa AAAA...`. It weakens the nodes: without it, there is
   * no sign-in besides Entra.
   * @default - SSH is disabled
   */
  readonly sshPublicKey?: string | undefined;
  /** @default - none */
  readonly description?: string | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link ComputeCluster}. */
export interface ComputeClusterProps extends ComputeClusterOptions {
  readonly name: string;
  /** The workspace's construct, in which the name is unique. */
  readonly workspace: IConstruct;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** Azure region of the workspace, because a managed network has only this one. */
  readonly location: string;
  /** Identity of the nodes. */
  readonly identity: IManagedIdentity;
  /**
   * Whether each node has a public address. Only possible in your own virtual network.
   * @default false
   */
  readonly nodePublicIp?: boolean | undefined;
  /** Resources that have to exist first: the identity's roles in effect, the workspace's endpoint. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * A cluster of nodes for jobs and image builds: no public address, no remote login, no local users. It is in the
 * workspace's managed network, or in a subnet of yours.
 * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, or invalid node
 * counts
 */
export class ComputeCluster extends BaseConstruct {
  /** The cluster (L1). */
  public readonly resource: Resource;
  /** Its name. */
  public readonly computeName: string;

  constructor(scope: Construct, id: string, props: ComputeClusterProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "name");
    reserveName(props.workspace, this, "computeCluster", props.name);
    warnOfUnknownVmSize(this, "vmSize", props.vmSize);
    const minNodeCount = props.minNodeCount ?? 0;
    const maxNodeCount = props.maxNodeCount ?? 4;
    this.requireCounts(minNodeCount, maxNodeCount);
    const body: ComputeClusterBody = {
      properties: {
        computeType: "AmlCompute",
        computeLocation: props.location,
        description: props.description,
        disableLocalAuth: props.sshPublicKey === undefined,
        properties: {
          vmSize: props.vmSize ?? "Standard_F8s_v2",
          vmPriority: props.vmPriority ?? "Dedicated",
          osType: "Linux",
          enableNodePublicIp: props.nodePublicIp ?? false,
          isolatedNetwork: false,
          subnet: props.subnet && { id: props.subnet.subnetId },
          remoteLoginPortPublicAccess: props.sshPublicKey === undefined ? "Disabled" : "Enabled",
          userAccountCredentials:
            props.sshPublicKey === undefined
              ? undefined
              : { adminUserName: "azureuser", adminUserSshPublicKey: requireSshPublicKey(this, props.sshPublicKey) },
          scaleSettings: {
            minNodeCount,
            maxNodeCount,
            nodeIdleTimeBeforeScaleDown: requireIsoDuration(
              this,
              "nodeIdleTimeBeforeScaleDown",
              props.nodeIdleTimeBeforeScaleDown ?? "PT2M",
            ),
          },
        },
      },
    };
    this.resource = computeResource(this, props.name, props, body, props.subnet?.dependencies ?? []);
    this.computeName = props.name;
  }

  private requireCounts(min: number, max: number): void {
    if (isUnresolved(min) || isUnresolved(max)) return;
    if (!Number.isInteger(max) || max < 1) {
      refuse(this, "maxNodeCount", {
        value: max,
        allowed: "a whole number from 1",
        fix: "use the number of nodes that the quota of the size allows",
      });
    }
    if (Number.isInteger(min) && min >= 0 && min <= max) return;
    refuse(this, "minNodeCount", {
      value: min,
      allowed: `a whole number from 0 to maxNodeCount, which is ${max}`,
      fix: `use 0, so that an idle cluster costs nothing${min > max ? `, or set maxNodeCount to at least ${min}` : ""}`,
    });
  }
}

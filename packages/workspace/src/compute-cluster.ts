import type { ArmResourceOptions, IManagedIdentity } from "@org/aml-core";
import { dependOn, isUnresolved, refuse } from "@org/aml-core/internal";
import { API_VERSIONS } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { azapiOptions } from "./azapi.js";
import type { ComputeClusterBody } from "./compute-body.js";
import { reserveComputeName } from "./compute-name.js";
import { requireIsoDuration } from "./iso-duration.js";

/** What can be chosen of a compute cluster. */
export interface ComputeClusterOptions extends ArmResourceOptions {
  /**
   * 3 to 24 letters, digits and dashes, a letter first, no `-` and digits at the end.
   * @default - `amlcc-{environment}-{location}{suffix}`, made to fit
   */
  readonly name?: string;
  /** @default "Standard_F8s_v2" */
  readonly vmSize?: string;
  /**
   * `LowPriority` nodes cost a fraction and may be taken away at any time (S0-CST-04).
   * @default "Dedicated"
   */
  readonly vmPriority?: "Dedicated" | "LowPriority";
  /**
   * Nodes that stay when there is nothing to do; anything above zero costs around the clock (S0-WSP-14).
   * @default 0
   */
  readonly minNodeCount?: number;
  /** @default 4 */
  readonly maxNodeCount?: number;
  /**
   * How long a node may idle before it goes: an ISO 8601 duration.
   * @default "PT2M"
   */
  readonly nodeIdleTimeBeforeScaleDown?: string;
  /** @default - none */
  readonly description?: string;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Props of {@link ComputeCluster}. */
export interface ComputeClusterProps extends ComputeClusterOptions {
  readonly name: string;
  /** The workspace's construct, in which the name is unique. */
  readonly workspace: IConstruct;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** Azure region of the workspace: a managed network has no other (SX-09). */
  readonly location: string;
  /** Identity of the nodes. */
  readonly identity: IManagedIdentity;
  /** What has to exist before: the identity's roles in effect, the workspace's endpoint (S0-WSP-16). */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * A cluster of nodes for jobs and image builds: no public address, no remote login, no local users (S0-WSP-14,
 * S2-CMP-02, S4-CMP-03). The workspace's managed network places it.
 * @throws InvalidInputError for a name that Azure refuses or that the workspace has, or node counts that don't fit
 */
export class ComputeCluster extends Construct {
  /** The cluster (L1). */
  public readonly cluster: Resource;
  /** Its name. */
  public readonly computeName: string;

  constructor(scope: Construct, id: string, props: ComputeClusterProps) {
    super(scope, id);
    reserveComputeName(props.workspace, this, "computeCluster", props.name);
    const minNodeCount = props.minNodeCount ?? 0;
    const maxNodeCount = props.maxNodeCount ?? 4;
    this.requireCounts(minNodeCount, maxNodeCount);
    const body: ComputeClusterBody = {
      properties: {
        computeType: "AmlCompute",
        computeLocation: props.location,
        ...(props.description === undefined ? {} : { description: props.description }),
        disableLocalAuth: true,
        properties: {
          vmSize: props.vmSize ?? "Standard_F8s_v2",
          vmPriority: props.vmPriority ?? "Dedicated",
          osType: "Linux",
          enableNodePublicIp: false,
          isolatedNetwork: false,
          remoteLoginPortPublicAccess: "Disabled",
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
    this.cluster = new Resource(this, "Resource", {
      type: `Microsoft.MachineLearningServices/workspaces/computes@${props.apiVersion ?? API_VERSIONS.machineLearning}`,
      parentId: props.workspaceId,
      name: props.name,
      location: props.location,
      identity: [{ type: "UserAssigned", identityIds: [props.identity.id] }],
      body,
      responseExportValues: [],
      ...(props.tags ? { tags: { ...props.tags } } : {}),
      ...azapiOptions(props, { create: "60m", update: "60m", delete: "60m" }),
    });
    dependOn(this.cluster, props.dependsOn);
    this.computeName = props.name;
  }

  private requireCounts(min: number, max: number): void {
    if (isUnresolved(min) || isUnresolved(max)) return;
    if (Number.isInteger(min) && Number.isInteger(max) && min >= 0 && max >= 1 && min <= max) return;
    refuse(this, "minNodeCount", {
      value: { minNodeCount: min, maxNodeCount: max },
      allowed: "whole numbers, 0 <= minNodeCount <= maxNodeCount, and maxNodeCount at least 1",
      fix: "use minNodeCount 0 and the number of nodes that the quota of the size allows",
    });
  }
}

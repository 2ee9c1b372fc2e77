import { type ArmResourceOptions, dependOn, type IManagedIdentity, requireGuid } from "@org/aml-core";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { API_VERSION, azapiOptions } from "./azapi.js";
import type { ComputeInstanceBody, ComputeStartStop } from "./compute-body.js";
import { takeComputeName } from "./compute-name.js";
import { requireIsoDuration } from "./iso-duration.js";

/** The person that a compute instance is for. */
export interface AssignedUser {
  /** Entra object id, a GUID. */
  readonly objectId: string;
  /** Entra tenant, a GUID. */
  readonly tenantId: string;
}

/** When a compute instance starts or stops by itself. */
export interface ComputeSchedule {
  readonly action: "Start" | "Stop";
  /** Cron expression of five fields: `0 19 * * 1-5`. */
  readonly expression: string;
  /**
   * Windows time zone, `Eastern Standard Time`.
   * @default "UTC"
   */
  readonly timeZone?: string;
}

/** What can be chosen of a compute instance. */
export interface ComputeInstanceOptions extends ArmResourceOptions {
  /** Who may use it; nobody else can open it (S2-CMP-04). */
  readonly assignedUser: AssignedUser;
  /** @default "Standard_F8s_v2" */
  readonly vmSize?: string;
  /**
   * How long it may idle before it stops: an ISO 8601 duration (S0-WSP-22).
   * @default "PT60M"
   */
  readonly idleTimeBeforeShutdown?: string;
  /** @default - none */
  readonly schedules?: readonly ComputeSchedule[];
  /** @default - none */
  readonly description?: string;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Props of {@link ComputeInstance}. */
export interface ComputeInstanceProps extends ComputeInstanceOptions {
  /** 3 to 24 letters, digits and dashes, a letter first, no `-` and digits at the end; unique in the region. */
  readonly name: string;
  /** The workspace's construct, in which the name is unique. */
  readonly workspace: IConstruct;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** Azure region of the workspace. */
  readonly location: string;
  /** Identity of the machine. */
  readonly identity: IManagedIdentity;
  /** What has to exist before. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * A person's machine in the workspace: no public address, no SSH, no local users, stopped when idle (S0-WSP-15).
 * @throws InvalidInputError for a name that Azure refuses or that the workspace has, or an assigned user that is no GUID
 */
export class ComputeInstance extends Construct {
  /** The instance (L1). */
  public readonly instance: Resource;
  /** Its name. */
  public readonly computeName: string;

  constructor(scope: Construct, id: string, props: ComputeInstanceProps) {
    super(scope, id);
    takeComputeName(props.workspace, this, props.name);
    const { objectId, tenantId } = props.assignedUser;
    const body: ComputeInstanceBody = {
      properties: {
        computeType: "ComputeInstance",
        computeLocation: props.location,
        ...(props.description === undefined ? {} : { description: props.description }),
        disableLocalAuth: true,
        properties: {
          vmSize: props.vmSize ?? "Standard_F8s_v2",
          enableNodePublicIp: false,
          enableSSO: true,
          applicationSharingPolicy: "Personal",
          computeInstanceAuthorizationType: "personal",
          sshSettings: { sshPublicAccess: "Disabled" },
          personalComputeInstanceSettings: {
            assignedUser: {
              objectId: requireGuid(this, "assignedUser.objectId", objectId),
              tenantId: requireGuid(this, "assignedUser.tenantId", tenantId),
            },
          },
          idleTimeBeforeShutdown: requireIsoDuration(
            this,
            "idleTimeBeforeShutdown",
            props.idleTimeBeforeShutdown ?? "PT60M",
          ),
          ...(props.schedules ? { schedules: { computeStartStop: props.schedules.map(startStop) } } : {}),
        },
      },
    };
    this.instance = new Resource(this, "Resource", {
      type: `Microsoft.MachineLearningServices/workspaces/computes@${props.apiVersion ?? API_VERSION}`,
      parentId: props.workspaceId,
      name: props.name,
      location: props.location,
      identity: [{ type: "UserAssigned", identityIds: [props.identity.id] }],
      body,
      responseExportValues: [],
      ...(props.tags ? { tags: { ...props.tags } } : {}),
      ...azapiOptions(props, { create: "60m", update: "60m", delete: "60m" }),
    });
    dependOn(this.instance, props.dependsOn);
    this.computeName = props.name;
  }
}

function startStop({ action, expression, timeZone }: ComputeSchedule): ComputeStartStop {
  return {
    action,
    triggerType: "Cron",
    status: "Enabled",
    cron: { expression, timeZone: timeZone ?? "UTC" },
  };
}

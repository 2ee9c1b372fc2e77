import type { ArmResourceOptions, IManagedIdentity } from "@org/aml-core";
import { dependOn, isUnresolved, refuse, requireGuid } from "@org/aml-core/internal";
import { API_VERSIONS } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { azapiOptions } from "./azapi.js";
import type { ComputeInstanceBody, ComputeStartStop } from "./compute-body.js";
import { reserveComputeName } from "./compute-name.js";
import { requireIsoDuration } from "./iso-duration.js";

/** What the service accepts of an idle time. */
const IDLE_TIMES = { least: "PT15M", most: "P3D" };
const CRON = /^[\d*,/A-Za-z-]+(?: [\d*,/A-Za-z-]+){4}$/;

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
  /** Cron expression of five fields, minute, hour, day of month, month and day of week: `0 19 * * 1-5`. */
  readonly expression: string;
  /**
   * Windows time zone, `Eastern Standard Time`.
   * @default "UTC"
   */
  readonly timeZone?: string;
}

/** What can be chosen of a compute instance. */
export interface ComputeInstanceOptions extends ArmResourceOptions {
  /**
   * 3 to 24 letters, digits and dashes, a letter first, no `-` and digits at the end; unique in the region.
   * @default - `amli-{environment}-{location}{suffix}`, made to fit
   */
  readonly name?: string;
  /** Who may use it; nobody else can open it (S2-CMP-04). */
  readonly assignedUser: AssignedUser;
  /** @default "Standard_F8s_v2" */
  readonly vmSize?: string;
  /**
   * How long it may idle before it stops: an ISO 8601 duration from 15 minutes to 3 days (S0-WSP-22).
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
 * @throws InvalidInputError for a name that Azure refuses or that the workspace has, an assigned user that is no GUID, an
 * idle time outside 15 minutes to 3 days, and a schedule that is no cron expression
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-create-compute-instance
 */
export class ComputeInstance extends Construct {
  /** The instance (L1). */
  public readonly instance: Resource;
  /** Its name. */
  public readonly computeName: string;

  constructor(scope: Construct, id: string, props: ComputeInstanceProps) {
    super(scope, id);
    reserveComputeName(props.workspace, this, "computeInstance", props.name);
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
            IDLE_TIMES,
          ),
          ...(props.schedules
            ? { schedules: { computeStartStop: props.schedules.map((schedule) => startStop(this, schedule)) } }
            : {}),
        },
      },
    };
    this.instance = new Resource(this, "Resource", {
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
    dependOn(this.instance, props.dependsOn);
    this.computeName = props.name;
  }
}

function startStop(scope: Construct, { action, expression, timeZone }: ComputeSchedule): ComputeStartStop {
  if (!isUnresolved(expression) && !CRON.test(expression)) {
    refuse(scope, "schedules.expression", {
      value: expression,
      allowed: "a cron expression of five fields: minute, hour, day of month, month, day of week",
      fix: 'use "0 19 * * 1-5" for seven in the evening of working days',
    });
  }
  return {
    action,
    triggerType: "Cron",
    status: "Enabled",
    cron: { expression, timeZone: timeZone ?? "UTC" },
  };
}

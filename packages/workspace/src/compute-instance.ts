import type { ArmResourceOptions, IManagedIdentity, ISubnet } from "@org/aml-core";
import {
  BaseConstruct,
  isUnresolved,
  refuse,
  requireGuid,
  requireProps,
  warnOfUnknownVmSize,
} from "@org/aml-core/internal";
import type { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import type { ComputeInstanceBody, ComputeStartStop } from "./compute-body.js";
import { computeResource } from "./compute-resource.js";
import { requireIsoDuration } from "./iso-duration.js";
import { reserveName } from "./reserve-name.js";
import { requireSshPublicKey } from "./ssh-public-key.js";

/** The shortest and the longest idle time that Azure accepts. */
const IDLE_TIMES = { least: "PT15M", most: "P3D" };
const CRON = /^[\d*,/A-Za-z-]+(?: [\d*,/A-Za-z-]+){4}$/;

/** User of a compute instance. */
export interface AssignedUser {
  /** Entra object id, a GUID. */
  readonly objectId: string;
  /**
   * Entra tenant, a GUID.
   * @default - the workspace's
   */
  readonly tenantId?: string | undefined;
}

/** When a compute instance starts or stops automatically. */
export interface ComputeSchedule {
  readonly action: "Start" | "Stop";
  /** Cron expression with five fields (minute, hour, day of month, month, day of week), such as `0 19 * * 1-5`. */
  readonly expression: string;
  /**
   * Windows time zone, such as `Eastern Standard Time`.
   * @default "UTC"
   */
  readonly timeZone?: string | undefined;
}

/** Options of a compute instance. */
export interface ComputeInstanceOptions extends ArmResourceOptions {
  /**
   * 3 to 24 letters, digits and dashes, a letter first, not ending in `-` and digits; unique in the region.
   * @default - derived from `names`, `amli-dev-cc01`
   */
  readonly name?: string | undefined;
  /** The only user who can open it. */
  readonly assignedUser: AssignedUser;
  /** @default "Standard_F8s_v2" */
  readonly vmSize?: string | undefined;
  /**
   * Idle time after which it stops: an ISO 8601 duration from 15 minutes to 3 days.
   * @default "PT60M"
   */
  readonly idleTimeBeforeShutdown?: string | undefined;
  /**
   * Public key with which the administrator signs in over SSH, `ssh-rsa AAAA...`. It weakens the machine: without it, there is
   * no sign-in besides Entra.
   * @default - SSH is disabled
   */
  readonly sshPublicKey?: string | undefined;
  /** @default - none */
  readonly schedules?: readonly ComputeSchedule[] | undefined;
  /**
   * Subnet of the machine, in a workspace with `customerNetwork`.
   * @default - the workspace's subnet for training
   */
  readonly subnet?: ISubnet | undefined;
  /** @default - none */
  readonly description?: string | undefined;
  /** @default - the workspace's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Props of {@link ComputeInstance}. */
export interface ComputeInstanceProps extends ComputeInstanceOptions {
  readonly name: string;
  readonly assignedUser: AssignedUser & { readonly tenantId: string };
  /** The workspace's construct, in which the name is unique. */
  readonly workspace: IConstruct;
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** Azure region of the workspace. */
  readonly location: string;
  /** Identity of the machine. */
  readonly identity: IManagedIdentity;
  /**
   * Whether the machine has a public address. Only possible in your own virtual network.
   * @default false
   */
  readonly nodePublicIp?: boolean | undefined;
  /** Resources that have to exist first. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * A compute instance for one user: no public address, no SSH, no local users, stopped when idle.
 * @throws InvalidInputError for a name that Azure rejects or that already exists in the workspace, an assigned user
 * that is not a GUID, an idle time outside 15 minutes to 3 days, or a schedule that is not a cron expression
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-create-compute-instance
 */
export class ComputeInstance extends BaseConstruct {
  /** The instance (L1). */
  public readonly resource: Resource;
  /** Its name. */
  public readonly computeName: string;

  constructor(scope: Construct, id: string, props: ComputeInstanceProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "name", "assignedUser");
    reserveName(props.workspace, this, "computeInstance", props.name);
    warnOfUnknownVmSize(this, "vmSize", props.vmSize);
    const { objectId, tenantId } = props.assignedUser;
    const body: ComputeInstanceBody = {
      properties: {
        computeType: "ComputeInstance",
        computeLocation: props.location,
        description: props.description,
        disableLocalAuth: props.sshPublicKey === undefined,
        properties: {
          vmSize: props.vmSize ?? "Standard_F8s_v2",
          enableNodePublicIp: props.nodePublicIp ?? false,
          subnet: props.subnet && { id: props.subnet.subnetId },
          enableSSO: true,
          applicationSharingPolicy: "Personal",
          computeInstanceAuthorizationType: "personal",
          sshSettings:
            props.sshPublicKey === undefined
              ? { sshPublicAccess: "Disabled" }
              : { sshPublicAccess: "Enabled", adminPublicKey: requireSshPublicKey(this, props.sshPublicKey) },
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
          schedules: props.schedules && {
            computeStartStop: props.schedules.map((schedule) => startStop(this, schedule)),
          },
        },
      },
    };
    this.resource = computeResource(this, props.name, props, body, props.subnet?.dependencies ?? []);
    this.computeName = props.name;
  }
}

function startStop(scope: Construct, { action, expression, timeZone }: ComputeSchedule): ComputeStartStop {
  if (!isUnresolved(expression) && !CRON.test(expression)) {
    refuse(scope, "schedules.expression", {
      value: expression,
      allowed: "a cron expression of five fields: minute, hour, day of month, month, day of week",
      fix: 'use "0 19 * * 1-5" for 19:00 from Monday to Friday',
    });
  }
  return {
    action,
    triggerType: "Cron",
    status: "Enabled",
    cron: { expression, timeZone: timeZone ?? "UTC" },
  };
}

/**
 * Bodies of `Microsoft.MachineLearningServices/workspaces/computes` in the api-version 2025-12-01, by their ARM names.
 */
export interface ComputeClusterBody {
  readonly properties: {
    readonly computeType: "AmlCompute";
    readonly computeLocation?: string | undefined;
    readonly description?: string | undefined;
    readonly disableLocalAuth: boolean;
    readonly properties: {
      readonly vmSize: string;
      readonly vmPriority: "Dedicated" | "LowPriority";
      readonly osType: "Linux";
      readonly enableNodePublicIp: boolean;
      /** Only in your own virtual network. */
      readonly subnet?: { readonly id: string } | undefined;
      readonly isolatedNetwork: false;
      readonly remoteLoginPortPublicAccess: "Enabled" | "Disabled";
      readonly userAccountCredentials?:
        | { readonly adminUserName: string; readonly adminUserSshPublicKey: string }
        | undefined;
      readonly scaleSettings: {
        readonly minNodeCount: number;
        readonly maxNodeCount: number;
        /** ISO 8601 duration, such as `PT120S`. */
        readonly nodeIdleTimeBeforeScaleDown: string;
      };
    };
  };
}

/** Body of a compute instance. */
export interface ComputeInstanceBody {
  readonly properties: {
    readonly computeType: "ComputeInstance";
    readonly computeLocation?: string | undefined;
    readonly description?: string | undefined;
    readonly disableLocalAuth: boolean;
    readonly properties: {
      readonly vmSize: string;
      readonly enableNodePublicIp: boolean;
      /** Only in your own virtual network. */
      readonly subnet?: { readonly id: string } | undefined;
      readonly enableSSO: boolean;
      readonly applicationSharingPolicy: "Personal" | "Shared";
      readonly computeInstanceAuthorizationType: "personal";
      readonly sshSettings:
        | { readonly sshPublicAccess: "Disabled" }
        | { readonly sshPublicAccess: "Enabled"; readonly adminPublicKey: string };
      readonly personalComputeInstanceSettings: {
        readonly assignedUser: { readonly objectId: string; readonly tenantId: string };
      };
      /** ISO 8601 duration, such as `PT60M`. */
      readonly idleTimeBeforeShutdown?: string | undefined;
      readonly schedules?: { readonly computeStartStop: readonly ComputeStartStop[] } | undefined;
    };
  };
}

/** When a compute instance is started or stopped. */
export interface ComputeStartStop {
  readonly action: "Start" | "Stop";
  readonly triggerType: "Cron";
  readonly status: "Enabled";
  readonly cron: {
    /** Five fields: minute, hour, day of month, month, day of week. */
    readonly expression: string;
    /** A Windows time zone, such as `Eastern Standard Time`. */
    readonly timeZone: string;
  };
}

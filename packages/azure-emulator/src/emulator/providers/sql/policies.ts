import { ArmError } from "../../arm/arm-error.js";
import { type Properties, without } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { makeBeside, withDefaults } from "../shared.js";

/** Auditing as Azure creates it with a server or database. */
export const AUDITING_OFF: Properties = { state: "Disabled", isAzureMonitorTargetEnabled: false, retentionDays: 0 };

/** Action groups that are audited by default. */
const AUDITED = [
  "SUCCESSFUL_DATABASE_AUTHENTICATION_GROUP",
  "FAILED_DATABASE_AUTHENTICATION_GROUP",
  "BATCH_COMPLETED_GROUP",
];

/** Auditing policies of a server or a database, of which there is one. */
export function auditing(type: string): ResourceType {
  return {
    type,
    provisioningState: false,
    write({ body }) {
      const given = without(body.properties, ["storageAccountAccessKey"]);
      body.properties = withDefaults(given, {
        ...AUDITING_OFF,
        ...(given["state"] === "Enabled" ? { auditActionsAndGroups: AUDITED } : {}),
      });
      return undefined;
    },
  };
}

const RETENTIONS = ["weeklyRetention", "monthlyRetention", "yearlyRetention"];

/** Long-term backups of a database, which one that pauses can't have. */
export const longTermRetention: ResourceType = {
  type: "Microsoft.Sql/servers/databases/backupLongTermRetentionPolicies",
  provisioningState: false,
  write({ id, body: { properties } }, { resources }) {
    const database = resources.get(id.parent);
    const isKept = RETENTIONS.some((name) => ![undefined, "", "PT0S"].includes(properties[name] as string));
    if (!isKept || !(Number(database?.body.properties["autoPauseDelay"] ?? -1) > 0)) return undefined;
    throw new ArmError(
      400,
      "LongTermRetentionPolicyNotSupported",
      `Long Term Retention is not supported : Not supported for serverless database '${id.parent?.name ?? ""}' with auto-pause enabled.`,
    );
  },
};

/** Creates the policies that a new server or database has, by type and name, such as `connectionPolicies/default`. */
export function makePolicies(
  { id }: ArmResource,
  policies: Readonly<Record<string, Properties>>,
  state: EmulatorState,
): void {
  for (const [path, properties] of Object.entries(policies)) {
    const [type = "", name = ""] = path.split("/");
    const policy = id.child(type, name);
    if (!state.resources.get(policy)) makeBeside(state, policy, { properties: { ...properties } });
  }
}

import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, textOf } from "../../arm/body.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { requireReferenced } from "../shared.js";

const DURATIONS = "PT1M PT5M PT10M PT15M PT30M PT45M PT1H PT2H PT3H PT4H PT5H PT6H P1D P2D".split(" ");

/** Action groups, which are global. */
export const actionGroups: ResourceType = {
  type: "Microsoft.Insights/actionGroups",
  tracked: true,
  provisioningState: false,
  write({ body }) {
    const { properties } = body;
    const short = textOf(properties["groupShortName"]) ?? "";
    if (short.length < 1 || short.length > 12) {
      throw new ArmError(400, "InvalidShortName", "The action group's short name must have 1 to 12 characters.");
    }
    properties["emailReceivers"] = objectsOf(properties["emailReceivers"]).map((one) => ({
      ...one,
      status: one["status"] ?? "Enabled",
    }));
  },
};

/** Alerts on queries to Log Analytics. */
export const scheduledQueryRules: ResourceType = {
  type: "Microsoft.Insights/scheduledQueryRules",
  tracked: true,
  provisioningState: false,
  write(write, state) {
    const { id, body } = write;
    const { properties } = body;
    for (const scope of listOf(properties["scopes"])) requireReferenced(state, scope, id);
    requireActionGroups(listOf(objectOf(properties["actions"])["actionGroups"]), write, state);
    const [window, frequency] = [properties["windowSize"], properties["evaluationFrequency"]].map((one) =>
      DURATIONS.indexOf(textOf(one) ?? ""),
    ) as [number, number];
    if (window < 0 || frequency < 0 || frequency > window) {
      throw new ArmError(
        400,
        "BadRequest",
        "The window size and the evaluation frequency must be supported durations, and the frequency can't exceed the window.",
      );
    }
    body["kind"] ??= "LogAlert";
  },
};

/** Alerts on the activity log, of which service health is a part. */
export const activityLogAlerts: ResourceType = {
  type: "Microsoft.Insights/activityLogAlerts",
  tracked: true,
  provisioningState: false,
  write(write, state) {
    const { properties } = write.body;
    const groups = objectsOf(objectOf(properties["actions"])["actionGroups"]);
    requireActionGroups(
      groups.map(({ actionGroupId }) => String(actionGroupId)),
      write,
      state,
    );
    const conditions = objectsOf(objectOf(properties["condition"])["allOf"]);
    if (!conditions.some(({ field }) => field === "category")) {
      throw new ArmError(400, "BadRequest", "The condition of an activity log alert must contain the field category.");
    }
  },
};

/** Workbooks, whose names are GUIDs. */
export const workbooks: ResourceType = {
  type: "Microsoft.Insights/workbooks",
  tracked: true,
  provisioningState: false,
  write({ id, body }) {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id.name)) {
      throw new ArmError(400, "BadRequest", `The name of a workbook must be a GUID, not '${id.name}'.`);
    }
    const content = textOf(body.properties["serializedData"]) ?? "";
    if (!isJson(content)) throw new ArmError(400, "BadRequest", "The serialized data of a workbook must be JSON.");
    body["kind"] ??= "shared";
  },
};

function requireActionGroups(groups: readonly string[], { id }: Write, state: EmulatorState): void {
  const subscription = `/subscriptions/${id.subscriptionId ?? ""}/`.toLowerCase();
  // Groups of other subscriptions aren't known here.
  for (const group of groups) {
    if (group.toLowerCase().startsWith(subscription)) requireReferenced(state, group, id);
  }
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

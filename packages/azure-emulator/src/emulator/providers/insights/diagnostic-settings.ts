import { ACTIVITY_LOG_CATEGORIES, DIAGNOSTIC_CATEGORIES, type DiagnosticCategoryFacts } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectsOf, textOf } from "../../arm/body.js";
import { ArmId } from "@org/azure-catalog";
import type { Endpoint, ResourceType, Write } from "../../arm/resource-type.js";
import { requireRegistryReady } from "../../failure-modes/registry-readiness.js";
import type { EmulatorState } from "../../emulator-state.js";
import { requireReferenced } from "../shared.js";

const SETTINGS = "Microsoft.Insights/diagnosticSettings";
const SUBSCRIPTION = "Microsoft.Resources/subscriptions";

/** Diagnostic settings, of any resource. */
export const diagnosticSettings: ResourceType = {
  type: SETTINGS,
  provisioningState: false,
  createdStatus: 200,
  write(write, state) {
    const { id, body } = write;
    const target = ArmId.tryParse(id.scope);
    const found = target && state.resources.get(target);
    if (found) requireRegistryReady(found, state);
    const destination = textOf(body.properties["workspaceId"]);
    if (destination !== undefined) requireReferenced(state, destination, id);
    requireCategories(write);
    requireFreeSink(write, state);
  },
};

/** The categories of a resource, if the catalog contains them. */
export const categoriesOfResource: Endpoint = {
  method: "GET",
  path: "diagnosticSettingsCategories",
  answer: ({ scope }) => {
    const facts = factsFor(scope);
    return {
      status: 200,
      body: {
        value: [
          ...(facts?.logs ?? []).map((name) => ({ name, properties: { categoryType: "Logs" } })),
          ...(facts?.metrics ?? []).map((name) => ({ name, properties: { categoryType: "Metrics" } })),
        ],
      },
    };
  },
};

/** Rejects unknown categories, for types whose categories are in the catalog. */
function requireCategories({ id, body }: Write): void {
  const facts = factsFor(id.scope);
  if (!facts) return;
  for (const [property, known] of [
    ["logs", facts.logs],
    ["metrics", facts.metrics],
  ] as const) {
    for (const { category } of objectsOf(body.properties[property])) {
      if (category === undefined || category === null || known.includes(String(category))) continue;
      throw new ArmError(
        400,
        "BadRequest",
        `${property === "logs" ? "Category" : "Metric category"} '${String(category)}' is not supported. Supported are: ${known.join(", ")}.`,
      );
    }
  }
}

function requireFreeSink({ id, body }: Write, state: EmulatorState): void {
  const sink = textOf(body.properties["workspaceId"])?.toLowerCase();
  const wanted = categoriesOf(body.properties);
  const other = state.resources
    .ofType(SETTINGS)
    .find(
      (one) =>
        !one.id.equals(id) &&
        one.id.scope.toLowerCase() === id.scope.toLowerCase() &&
        textOf(one.body.properties["workspaceId"])?.toLowerCase() === sink &&
        categoriesOf(one.body.properties).some((category) => wanted.includes(category)),
    );
  if (!other || sink === undefined) return;
  throw new ArmError(
    409,
    "Conflict",
    `Data sink '${sink}' is already used in diagnostic setting '${other.id.name}'. Data sinks can't be reused in different settings on the same category for the same resource.`,
  );
}

function categoriesOf(properties: Record<string, unknown>): string[] {
  return ["logs", "metrics"].flatMap((property) =>
    objectsOf(properties[property])
      .filter(({ enabled }) => enabled === true)
      .map(({ category, categoryGroup }) => `${property} ${String(category ?? categoryGroup)}`),
  );
}

function factsFor(scope: string): DiagnosticCategoryFacts | undefined {
  const type = ArmId.tryParse(scope)?.resourceType.toLowerCase();
  // The activity log of a subscription.
  if (type === SUBSCRIPTION.toLowerCase()) {
    return { armType: SUBSCRIPTION, logs: ACTIVITY_LOG_CATEGORIES, metrics: [] };
  }
  const all: readonly DiagnosticCategoryFacts[] = Object.values(DIAGNOSTIC_CATEGORIES);
  // The categories of one type may have several purposes, such as the audit of a database.
  const [first, ...others] = all.filter(({ armType }) => armType.toLowerCase() === type);
  return others.reduce<DiagnosticCategoryFacts | undefined>(
    (facts, { logs, metrics }) =>
      facts && { ...facts, logs: [...facts.logs, ...logs], metrics: [...facts.metrics, ...metrics] },
    first,
  );
}

/** The action of a plan on a resource. */
export type Action = "replace" | "destroy" | "forget" | "update" | "import" | "move" | "create";

/** The action of a plan on one resource, without values, because they may be secret. */
export interface PlannedChange {
  readonly action: Action;
  readonly address: string;
  /** Names of the arguments that change. Empty if all of them change, or only the address. */
  readonly changed: readonly string[];
}

/** The changes of a plan. */
export interface PlannedChanges {
  readonly resources: readonly PlannedChange[];
  /** Names of the outputs that change. */
  readonly outputs: readonly string[];
}

/** A plan without secrets, which can be shown. */
export interface ShownPlan {
  /** Terraform's text output, which hides sensitive values. */
  readonly text: string;
  readonly changes: PlannedChanges;
}

type Attributes = Readonly<Record<string, unknown>> | null;

/** A resource as it was before the plan. */
export interface PriorResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A module with its resources as they were before the plan. */
export interface PriorModule {
  readonly resources?: readonly PriorResource[];
  readonly child_modules?: readonly PriorModule[];
}

/** A resource's entry in a plan, with its actions. */
export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly type: string;
  readonly mode: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Attributes;
    readonly after: Attributes;
    readonly after_unknown: Attributes;
    readonly importing?: object;
    /** Paths of the arguments that force a replacement. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

/**
 * Output of `terraform show -json` for a plan, limited to the properties that are used here. It contains all secrets of
 * the stack.
 */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, { readonly actions: readonly string[] }>>;
  readonly prior_state?: { readonly values?: { readonly root_module?: PriorModule } };
}

/** Parses the output of `terraform show -json` for a plan. */
export function parsePlan(text: string): PlanJson {
  return JSON.parse(text) as PlanJson;
}

/**
 * The changes in the output of `terraform show -json` for a plan. That contains all secrets of the stack, so no values
 * are kept.
 */
export function readPlannedChanges(text: string): PlannedChanges {
  const { resource_changes: resources = [], output_changes: outputs = {} } = parsePlan(text);
  return {
    resources: resources.flatMap((resource) => {
      const action = actionOf(resource);
      if (resource.mode !== "managed" || action === undefined) return [];
      return { action, address: resource.address, changed: changedBy(resource) };
    }),
    outputs: Object.keys(outputs).filter((name) => outputs[name]?.actions[0] !== "no-op"),
  };
}

function actionOf({ change, previous_address: previous }: ResourceChange): Action | undefined {
  const { actions } = change;
  if (actions.length > 1) return "replace";
  if (actions[0] === "delete") return "destroy";
  if (actions[0] === "forget" || actions[0] === "update" || actions[0] === "create") return actions[0];
  if (change.importing) return "import";
  return previous === undefined ? undefined : "move";
}

function changedBy({ change: { before, after, after_unknown: unknown } }: ResourceChange): string[] {
  if (before === null || after === null) return [];
  const names = new Set([...Object.keys(before), ...Object.keys(after), ...Object.keys(unknown ?? {})]);
  return [...names]
    .filter((name) => isUnknown(unknown?.[name]) || JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .sort();
}

/**
 * `after_unknown` contains `true` for an unknown value, or the structure of the argument if a part of it is unknown.
 */
function isUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).some(isUnknown);
}

/** Whether a plan changes anything. */
export function isChange({ resources, outputs }: PlannedChanges): boolean {
  return resources.length > 0 || outputs.length > 0;
}

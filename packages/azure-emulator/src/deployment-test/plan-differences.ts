import { formatPath, type Json, type Path } from "@org/aml-synth-model";

/** A resource in `terraform show -json` of a plan. */
interface ResourceChange {
  readonly address: string;
  readonly change: {
    readonly before: Json;
    readonly after: Json;
    readonly after_unknown?: Json;
    readonly before_sensitive?: Json;
    readonly after_sensitive?: Json;
  };
}

const MOST_PATHS = 5;
const LONGEST_VALUE = 80;

/** What a plan changes of the arguments of each resource. It never contains a sensitive value. */
export class PlanDifferences {
  readonly #drift: ReadonlyMap<string, ResourceChange>;
  readonly #changes: ReadonlyMap<string, ResourceChange>;

  /** @param shown output of `terraform show -json` for the plan; empty if there is none */
  constructor(shown: string) {
    const plan = JSON.parse(shown || "{}") as Record<
      "resource_drift" | "resource_changes",
      ResourceChange[] | undefined
    >;
    const byAddress = (list: readonly ResourceChange[] = []) => new Map(list.map((one) => [one.address, one]));
    this.#drift = byAddress(plan.resource_drift);
    this.#changes = byAddress(plan.resource_changes);
  }

  /** The changed arguments of a resource, in parentheses; empty for a resource that is created or deleted. */
  public of(address: string, kind: "drift" | "change"): string {
    const change = (kind === "drift" ? this.#drift : this.#changes).get(address)?.change;
    if (!change || !isContainer(change.before) || !isContainer(change.after)) return "";
    const { before, after, after_unknown: unknown, before_sensitive: was, after_sensitive: is } = change;
    const all = differences([], { before, after, unknown, hidden: [was, is] });
    const more = all.length > MOST_PATHS ? [`${all.length - MOST_PATHS} more`] : [];
    return all.length === 0 ? "" : ` (${[...all.slice(0, MOST_PATHS), ...more].join("; ")})`;
  }
}

/** A value before and after, and what Terraform marks of it. */
interface Compared {
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  readonly unknown: Json | undefined;
  /** Marks of sensitive values, before and after. */
  readonly hidden: readonly (Json | undefined)[];
}

function differences(path: Path, { before, after, unknown, hidden }: Compared): string[] {
  const isUnknown = unknown === true;
  if (hidden.includes(true)) return isUnknown || !same(before, after) ? [`${formatPath(path)}: sensitive`] : [];
  if (isUnknown) return [`${formatPath(path)}: ${shown(before)} -> known after apply`];
  const steps = [...new Set([before, after, unknown].flatMap(stepsOf))];
  const inner = steps.flatMap((step) =>
    differences([...path, step], {
      before: at(before, step),
      after: at(after, step),
      unknown: at(unknown, step),
      hidden: hidden.map((marks) => at(marks, step)),
    }),
  );
  if (inner.length > 0 || same(before, after)) return inner;
  return [`${formatPath(path)}: ${shown(before)} -> ${shown(after)}`];
}

function isContainer(value: Json | undefined): value is Extract<Json, object> {
  return typeof value === "object" && value !== null;
}

function stepsOf(value: Json | undefined): (string | number)[] {
  if (!isContainer(value)) return [];
  return Array.isArray(value) ? [...value.keys()] : Object.keys(value);
}

function at(value: Json | undefined, step: string | number): Json | undefined {
  return isContainer(value) ? (value as Readonly<Record<string | number, Json>>)[step] : undefined;
}

/** Null and an argument that isn't there are the same. */
function same(before: Json | undefined, after: Json | undefined): boolean {
  return JSON.stringify(before ?? null) === JSON.stringify(after ?? null);
}

function shown(value: Json | undefined): string {
  const text = JSON.stringify(value ?? null);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

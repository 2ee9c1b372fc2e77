import { blocksOf, type Json, type JsonObject, type Resource, type Stack, type SynthModel } from "@org/aml-synth-model";
import { DeploymentTestInputError } from "./errors.js";

/** Name of the override file. */
export const OVERRIDE_FILE = "deployment_test_override.tf.json";

/** Minimum timeout of an operation, because Terraform and its providers take real time at any speed. */
const SHORTEST_TIMEOUT_SECONDS = 30;
/** azapi counts retries in whole seconds. */
const SHORTEST_RETRY_SECONDS = 1;
const AZAPI_RETRY_DEFAULTS = { interval_seconds: 10, max_interval_seconds: 180 };

const UNITS = { h: 3600, m: 60, s: 1, ms: 0.001, us: 0.000_001, µs: 0.000_001, ns: 0.000_000_001 } as const;
const PART = /(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g;
const DURATION = /^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/;

/** Changes to a stack for the deployment test. */
export interface Override {
  /** Content of {@link OVERRIDE_FILE}. */
  readonly json: JsonObject;
  /** The changes as text, one line each. */
  readonly lines: readonly string[];
  /** Parts that could not be changed, as text. */
  readonly left: readonly string[];
  /** Length of delays without the override in seconds, by address; of a module, by address within it. */
  readonly waits: ReadonlyMap<string, number>;
}

/** Options for the changes of a stack. */
export interface OverrideOptions {
  readonly speed: number;
  /** Path of a stack's state. */
  readonly statePath: (stack: Stack) => string;
  /** Whether `prevent_destroy` is kept. */
  readonly keepPreventDestroy: boolean;
  /**
   * Whether provisioners are left out.
   * @default false
   */
  readonly skipProvisioners?: boolean;
}

type Blocks = Record<string, Record<string, Record<string, Json>>>;

/** Collects changes. */
class OverrideBuilder {
  public readonly resources: Blocks = {};
  public readonly lines: string[] = [];
  public readonly left: string[] = [];
  public readonly waits = new Map<string, number>();

  public set(resource: Resource, name: string, value: Json): void {
    const ofType = (this.resources[resource.type] ??= {});
    (ofType[resource.name] ??= {})[name] = value;
  }
}

/**
 * Creates the override file, the only difference between a deployment test and a deployment: it shortens delays,
 * timeouts and retries of azapi by the speed, removes `prevent_destroy` and, if asked to, provisioners, and stores the state in the deployment test's
 * folder.
 * @throws DeploymentTestInputError for a remote state that none of the stacks writes
 */
export function overrideOf(model: SynthModel, stack: Stack, options: OverrideOptions): Override {
  const builder = new OverrideBuilder();
  const states: Record<string, Json> = {};
  for (const data of stack.dataSources.filter(({ type }) => type === "terraform_remote_state")) {
    const owner = model.stateOwner(data);
    if (!owner) {
      throw new DeploymentTestInputError(
        `${data.id} reads a state that none of the stacks writes: add the stack that writes it`,
      );
    }
    states[data.name] = { backend: "local", config: { path: options.statePath(owner) } };
    builder.lines.push(`data.${data.type}.${data.name}: reads the state of the deployment test of ${owner.name}`);
  }
  changeResources(builder, stack.resources, options);
  return {
    json: {
      terraform: { backend: { local: { path: options.statePath(stack) } } },
      ...(Object.keys(states).length > 0 ? { data: { terraform_remote_state: states } } : {}),
      ...(Object.keys(builder.resources).length > 0 ? { resource: builder.resources } : {}),
    },
    lines: builder.lines,
    left: builder.left,
    waits: builder.waits,
  };
}

/** The changes to a module's resources. */
export function moduleOverride(stack: Stack, options: Omit<OverrideOptions, "statePath">): Override {
  const builder = new OverrideBuilder();
  changeResources(builder, stack.resources, options);
  return {
    json: Object.keys(builder.resources).length > 0 ? { resource: builder.resources } : {},
    lines: builder.lines,
    left: builder.left,
    waits: builder.waits,
  };
}

function changeResources(
  builder: OverrideBuilder,
  resources: readonly Resource[],
  { speed, keepPreventDestroy, skipProvisioners }: Omit<OverrideOptions, "statePath">,
): void {
  for (const resource of resources) {
    if (skipProvisioners && resource.attributes["provisioner"] !== undefined) {
      // Provisioners in an override replace those of the resource, and there is no empty list of them.
      builder.set(resource, "provisioner", [{ "local-exec": { command: "exit 0" } }]);
      builder.lines.push(`${resource.address}: provisioners left out`);
    }
    if (resource.type === "time_sleep") scaleSleep(builder, resource, speed);
    if (resource.type.startsWith("azapi_")) scaleAzapi(builder, resource, speed);
    if (!keepPreventDestroy && resource.value("lifecycle.prevent_destroy")?.value === true) {
      builder.set(resource, "lifecycle", { prevent_destroy: false });
      builder.lines.push(`${resource.address}: prevent_destroy lifted`);
    }
  }
}

function scaleSleep(builder: OverrideBuilder, resource: Resource, speed: number): void {
  for (const name of ["create_duration", "destroy_duration"]) {
    if (resource.get(name) === undefined) continue;
    const given = resource.value(name)?.value;
    const seconds = typeof given === "string" ? parseDuration(given) : undefined;
    if (seconds === undefined) {
      builder.left.push(
        `${resource.address}.${name} is ${JSON.stringify(given)}: it is known only to Terraform, so it isn't scaled`,
      );
      continue;
    }
    builder.set(resource, name, formatDuration(seconds / speed));
    builder.lines.push(`${resource.address}: ${name} ${String(given)} -> ${formatDuration(seconds / speed)}`);
    if (name === "create_duration") builder.waits.set(resource.address, seconds);
  }
}

function scaleAzapi(builder: OverrideBuilder, resource: Resource, speed: number): void {
  const changed: string[] = [];
  const timeouts = blockOf(resource, "timeouts");
  if (timeouts) {
    const scaled = Object.entries(timeouts).map(([name, value]): [string, Json] => {
      const seconds = typeof value === "string" ? parseDuration(value) : undefined;
      if (seconds === undefined) return [name, value];
      return [name, formatDuration(Math.max(seconds / speed, SHORTEST_TIMEOUT_SECONDS))];
    });
    builder.set(resource, "timeouts", Object.fromEntries(scaled));
    changed.push(
      `timeouts ${scaled.map(([name, value]) => `${name} ${String(timeouts[name])} -> ${String(value)}`).join(", ")}`,
    );
  }
  const retry = blockOf(resource, "retry");
  if (retry) {
    const scaled: Record<string, Json> = { ...retry };
    for (const [name, standard] of Object.entries(AZAPI_RETRY_DEFAULTS)) {
      const seconds = typeof retry[name] === "number" ? retry[name] : standard;
      scaled[name] = Math.max(Math.round(seconds / speed), SHORTEST_RETRY_SECONDS);
    }
    builder.set(resource, "retry", scaled);
    changed.push(`retry every ${String(scaled["interval_seconds"])} to ${String(scaled["max_interval_seconds"])} s`);
  }
  if (changed.length > 0) builder.lines.push(`${resource.address}: ${changed.join("; ")}`);
}

/** A nested block or object, with its references resolved. */
function blockOf(resource: Resource, name: string): JsonObject | undefined {
  return blocksOf(resource.value(name)?.value)[0];
}

/**
 * Parses a duration in Go's form, such as `90s`, `1h30m` or `1500ms`.
 * @returns seconds; undefined for any other text
 */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(PART)) seconds += Number(amount) * UNITS[unit as keyof typeof UNITS];
  return seconds;
}

/** Formats a duration in milliseconds. */
export function formatDuration(seconds: number): string {
  return `${Math.round(seconds * 1000)}ms`;
}

import { parseArgs } from "node:util";
import type { Latencies } from "../emulator/arm/behaviours.js";
import { RULES, type RuleName, type RuleSettings } from "../emulator/rules/rules.js";
import { DEFAULTS } from "../deployment-test/defaults.js";
import { RehearsalInputError } from "../deployment-test/errors.js";
import type { RehearsalOptions } from "../deployment-test/rehearse.js";

/** How the command is used. */
export const USAGE = `azure-emulator run DIR... [options]   apply, plan again and destroy stacks against an Azure on this machine
azure-emulator rules                  list the failures that it knows

DIR is one folder that a synth of CDKTF wrote (cdktf.out), or folders with Terraform, each a stack.

Options of run:
  --speed N              how many of Azure's seconds pass in one (${DEFAULTS.speed})
  --rule NAME=VALUE      on, off, or the seconds of a delay; as often as wanted
  --latency TYPE=N       Azure's seconds to create a resource of an ARM type; as often as wanted
  --var NAME=VALUE       a Terraform variable; as often as wanted
  --var-file FILE        a file with Terraform variables; as often as wanted
  --stack NAME           only this stack and what it needs; as often as wanted
  --root DIR             what is copied for the rehearsal, where stacks refer to what lies beside them
  --terraform PROGRAM    the Terraform to use (terraform)
  --concurrency N        how many stacks are worked on at once that don't need each other (${DEFAULTS.concurrency})
  --parallelism N        how many resources of a stack Terraform works on at once (${DEFAULTS.parallelism})
  --limit SECONDS        after which a run of Terraform is stopped (${DEFAULTS.limitSeconds})
  --port N               port of the loopback Azure (a free one)
  --keep-prevent-destroy don't lift prevent_destroy, and keep the stacks that have it
  --no-destroy           end after the live check
  --real-clock           keep the provider's own waits, also where it was built with a scaled clock
  --timeline FILE        write the timeline of the apply, with its critical path, as a page
  --json FILE            write the report as JSON
  --requests FILE        write every request, one JSON object a line
  --verbose              a line for every resource

Exit code: 0 passed, 1 failed, 2 nothing could be rehearsed (wrong input, or Terraform or a provider is
missing), 130 stopped.
`;

const OPTIONS = {
  speed: { type: "string" },
  rule: { type: "string", multiple: true },
  latency: { type: "string", multiple: true },
  var: { type: "string", multiple: true },
  "var-file": { type: "string", multiple: true },
  stack: { type: "string", multiple: true },
  root: { type: "string" },
  terraform: { type: "string" },
  concurrency: { type: "string" },
  parallelism: { type: "string" },
  limit: { type: "string" },
  port: { type: "string" },
  "keep-prevent-destroy": { type: "boolean" },
  "no-destroy": { type: "boolean" },
  "real-clock": { type: "boolean" },
  timeline: { type: "string" },
  json: { type: "string" },
  requests: { type: "string" },
  verbose: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const HIGHEST_PORT = 65_535;

/** What the command was asked to do. */
export type Command =
  | { readonly name: "help" }
  | { readonly name: "rules" }
  | {
      readonly name: "run";
      readonly options: RehearsalOptions;
      readonly timeline: string | undefined;
      readonly json: string | undefined;
      readonly requests: string | undefined;
      readonly verbose: boolean;
    };

/**
 * Reads the command line.
 * @throws RehearsalInputError naming what is wrong, what is allowed and what to do
 */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...folders] = positionals;
  if (values.help) return { name: "help" };
  if (name === "rules" && folders.length === 0) return { name: "rules" };
  if (name !== "run" || folders.length === 0) {
    throw new RehearsalInputError(`say what to do: azure-emulator run DIR, or azure-emulator rules\n\n${USAGE}`);
  }
  const optional = {
    speed: number("speed", values.speed),
    concurrency: whole("concurrency", values.concurrency),
    parallelism: whole("parallelism", values.parallelism),
    limitSeconds: number("limit", values.limit),
    port: port(values.port),
    root: values.root,
    stacks: values.stack,
    terraform: values.terraform,
    variableFiles: values["var-file"],
    keepPreventDestroy: values["keep-prevent-destroy"],
  };
  return {
    name: "run",
    options: {
      folders,
      ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
      variables: Object.fromEntries((values.var ?? []).map((text) => pair("var", text))),
      rules: Object.fromEntries((values.rule ?? []).map(readRule)) as RuleSettings,
      latencies: Object.fromEntries((values.latency ?? []).map(readLatency)) as Latencies,
      destroy: values["no-destroy"] !== true,
      realClock: values["real-clock"],
    },
    timeline: values.timeline,
    json: values.json,
    requests: values.requests,
    verbose: values.verbose ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new RehearsalInputError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function pair(option: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new RehearsalInputError(`--${option} ${text} is not NAME=VALUE`);
}

function readRule(text: string): [string, boolean | number] {
  const [name, value] = pair("rule", text);
  if (!Object.hasOwn(RULES, name)) {
    throw new RehearsalInputError(`--rule ${name} does not exist; there are ${Object.keys(RULES).join(", ")}`);
  }
  if (value === "on" || value === "off") return [name, value === "on"];
  const seconds = Number(value);
  if (value !== "" && seconds >= 0 && typeof RULES[name as RuleName].default === "number") return [name, seconds];
  throw new RehearsalInputError(
    `--rule ${text}: allowed are on and off, and for a delay its seconds; see azure-emulator rules`,
  );
}

function readLatency(text: string): [string, { create: number }] {
  const [type, value] = pair("latency", text);
  return [type, { create: number("latency", value) ?? 0 }];
}

function number(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text !== "" && value > 0 && Number.isFinite(value)) return value;
  throw new RehearsalInputError(`--${option} is ${text}: give a number above 0`);
}

function whole(option: string, text: string | undefined): number | undefined {
  const value = number(option, text);
  if (value === undefined || Number.isInteger(value)) return value;
  throw new RehearsalInputError(`--${option} is ${String(text)}: give a whole number`);
}

function port(text: string | undefined): number | undefined {
  const value = whole("port", text);
  if (value === undefined || value <= HIGHEST_PORT) return value;
  throw new RehearsalInputError(`--port is ${value}: give a port, 1 to ${HIGHEST_PORT}`);
}

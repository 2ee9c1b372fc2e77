import { parseArgs } from "node:util";
import type { Latencies } from "../emulator/arm/behaviours.js";
import {
  FAILURE_MODES,
  type FailureModeName,
  type FailureModeSettings,
} from "../emulator/failure-modes/failure-modes.js";
import { DeploymentTestInputError } from "../deployment-test/errors.js";
import { DEFAULTS, type DeploymentTestOptions } from "../deployment-test/options.js";

/** Usage of the command. */
export const USAGE = `azure-emulator test DIR... [options]  apply, plan again and destroy stacks on an Azure emulator
azure-emulator failure-modes          list the failure modes of the emulator

DIR is one folder that a synth of CDKTF wrote (cdktf.out), or folders with Terraform, each a stack.

Options of test:
  --speed N              factor by which the emulator's clock is faster than real time (${DEFAULTS.speed})
  --failure-mode NAME=VALUE  on, off, or the seconds of a delay; can be repeated
  --latency TYPE=N       Azure's seconds to create a resource of an ARM type; can be repeated
  --var NAME=VALUE       a Terraform variable; can be repeated
  --var-file FILE        a file with Terraform variables; can be repeated
  --stack NAME           only this stack and its dependencies; can be repeated
  --existing FILE        JSON list of resources that exist already, as az resource show prints it; can be
                         repeated. What stacks refer to and don't create exists with default properties
  --root DIR             folder to copy, if stacks refer to files outside of their folders
  --terraform PROGRAM    the Terraform to use (terraform)
  --concurrency N        maximum number of stacks to apply in parallel (${DEFAULTS.concurrency})
  --parallelism N        Terraform's -parallelism for each stack (${DEFAULTS.parallelism})
  --limit SECONDS        time limit of each run of Terraform (${DEFAULTS.limitSeconds})
  --port N               port of the proxy, on 127.0.0.1 (a free one)
  --keep-prevent-destroy keep prevent_destroy, and don't destroy the stacks that have it
  --skip-provisioners    leave provisioners out; otherwise stacks with provisioners are rejected
  --no-destroy           stop after the live check
  --save DIR             save the deployed platform: the stacks' states, and the emulator's resources
  --real-clock           keep the provider's own delays, even if it was built with a scaled clock
  --posture FILE         configuration of the posture check of the plans; with one, findings fail the test
  --timeline FILE        write the timeline of the apply, with its critical path, as an HTML page
  --json FILE            write the report as JSON
  --compare FILE         compare the critical path with that of a report that --json wrote
  --requests FILE        write all requests, one JSON object per line
  --verbose              print a line for each resource

Exit code: 0 passed, 1 failed, 2 nothing could be tested (wrong input, or Terraform or a provider is
missing), 130 stopped.
`;

const OPTIONS = {
  speed: { type: "string" },
  "failure-mode": { type: "string", multiple: true },
  latency: { type: "string", multiple: true },
  var: { type: "string", multiple: true },
  "var-file": { type: "string", multiple: true },
  stack: { type: "string", multiple: true },
  existing: { type: "string", multiple: true },
  root: { type: "string" },
  terraform: { type: "string" },
  concurrency: { type: "string" },
  parallelism: { type: "string" },
  limit: { type: "string" },
  port: { type: "string" },
  "keep-prevent-destroy": { type: "boolean" },
  "skip-provisioners": { type: "boolean" },
  "no-destroy": { type: "boolean" },
  save: { type: "string" },
  "real-clock": { type: "boolean" },
  posture: { type: "string" },
  timeline: { type: "string" },
  json: { type: "string" },
  compare: { type: "string" },
  requests: { type: "string" },
  verbose: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

const HIGHEST_PORT = 65_535;

/** A parsed command line. */
export type Command =
  | { readonly name: "help" }
  | { readonly name: "failure-modes" }
  | {
      readonly name: "test";
      readonly options: DeploymentTestOptions;
      /** Files with resources that exist already. */
      readonly existing: readonly string[];
      /** The file with the posture check's configuration. */
      readonly posture: string | undefined;
      readonly timeline: string | undefined;
      readonly json: string | undefined;
      /** A report of an earlier deployment test. */
      readonly compare: string | undefined;
      readonly requests: string | undefined;
      readonly verbose: boolean;
    };

/**
 * Parses the command line.
 * @throws DeploymentTestInputError with the value, what is allowed and a fix
 */
export function readCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...folders] = positionals;
  if (values.help) return { name: "help" };
  if (name === "failure-modes" && folders.length === 0) return { name: "failure-modes" };
  if (name !== "test" || folders.length === 0) {
    throw new DeploymentTestInputError(
      `give a command: azure-emulator test DIR, or azure-emulator failure-modes\n\n${USAGE}`,
    );
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
    skipProvisioners: values["skip-provisioners"],
    save: values.save,
  };
  return {
    name: "test",
    options: {
      folders,
      ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
      variables: Object.fromEntries((values.var ?? []).map((text) => pair("var", text))),
      failureModes: Object.fromEntries((values["failure-mode"] ?? []).map(readFailureMode)) as FailureModeSettings,
      latencies: Object.fromEntries((values.latency ?? []).map(readLatency)) as Latencies,
      destroy: values["no-destroy"] !== true,
      realClock: values["real-clock"],
    },
    existing: values.existing ?? [],
    posture: values.posture,
    timeline: values.timeline,
    json: values.json,
    compare: values.compare,
    requests: values.requests,
    verbose: values.verbose ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new DeploymentTestInputError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function pair(option: string, text: string): [string, string] {
  const at = text.indexOf("=");
  if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
  throw new DeploymentTestInputError(`--${option} ${text} is not NAME=VALUE`);
}

function readFailureMode(text: string): [string, boolean | number] {
  const [name, value] = pair("failure-mode", text);
  if (!Object.hasOwn(FAILURE_MODES, name)) {
    throw new DeploymentTestInputError(
      `--failure-mode ${name} does not exist; there are ${Object.keys(FAILURE_MODES).join(", ")}`,
    );
  }
  if (value === "on" || value === "off") return [name, value === "on"];
  const seconds = Number(value);
  if (value !== "" && seconds >= 0 && typeof FAILURE_MODES[name as FailureModeName].default === "number")
    return [name, seconds];
  throw new DeploymentTestInputError(
    `--failure-mode ${text}: allowed are on and off, and for a delay its seconds; see azure-emulator failure-modes`,
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
  throw new DeploymentTestInputError(`--${option} is ${text}: give a number above 0`);
}

function whole(option: string, text: string | undefined): number | undefined {
  const value = number(option, text);
  if (value === undefined || Number.isInteger(value)) return value;
  throw new DeploymentTestInputError(`--${option} is ${String(text)}: give a whole number`);
}

function port(text: string | undefined): number | undefined {
  const value = whole("port", text);
  if (value === undefined || value <= HIGHEST_PORT) return value;
  throw new DeploymentTestInputError(`--port is ${value}: give a port, 1 to ${HIGHEST_PORT}`);
}

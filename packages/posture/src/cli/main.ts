import { dirname } from "node:path";
import { parseArgs } from "node:util";
import { SynthModel, SynthModelError } from "@org/aml-synth-model";
import { check, failing } from "../check.js";
import { loadRules, parseConfig, PostureInputError, readConfig, readText } from "../config/config.js";
import { toConsole } from "../report/console.js";
import { parseReport, toJson } from "../report/json.js";
import { save, saveReports } from "../report/save.js";
import { RULE_FACTS } from "../rules/facts.js";
import { inputsOf, type Inputs } from "./plans.js";

/** Environment of the command. */
export interface Terminal {
  readonly stdout: { write(text: string): unknown; readonly isTTY?: boolean };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Exit codes. */
const EXIT = { passed: 0, failed: 1, unusable: 2 } as const;

const USAGE = `aml-posture check DIR [options]   evaluate the Terraform JSON in a folder, such as cdktf.out
aml-posture check [DIR] --plan FILE...
                                  evaluate plans as "terraform show -json" prints them, as one platform
aml-posture rules                 list every rule

Options of check:
  --plan FILE        a plan, named after its stack (aml-dev.json, aml-dev/plan.json); stacks without a plan are read from DIR
  --config FILE      configuration with exemptions (JSON; see schema/config.schema.json)
  --threshold LEVEL  error, warning (default) or note: the lowest severity that fails
  --baseline FILE    a report of an earlier run (--json): only findings that it doesn't have fail
  --update-baseline  write this run's report to the file of --baseline, and pass
  --rules FILE       an ES module with rules of your own; may be repeated
  --json FILE        write the report as JSON
  --sarif FILE       write it as SARIF 2.1.0
  --junit FILE       write it as JUnit XML
  --html FILE        write it as one self-contained page
  --today DATE       the day for which exemptions are evaluated (default: today)
  --verbose          show evidence, notes and exempted findings
  --no-color         no colours

Exit code: 0 passed, 1 findings at or above the threshold, 2 nothing could be checked.
`;

const OPTIONS = {
  plan: { type: "string", multiple: true },
  config: { type: "string" },
  threshold: { type: "string" },
  baseline: { type: "string" },
  "update-baseline": { type: "boolean" },
  rules: { type: "string", multiple: true },
  json: { type: "string" },
  sarif: { type: "string" },
  junit: { type: "string" },
  html: { type: "string" },
  today: { type: "string" },
  verbose: { type: "boolean" },
  color: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

type Values = ReturnType<typeof parse>["values"];

/**
 * Runs the command.
 * @param args without node and script
 * @returns the exit code, 0 if the check passes, 1 if it fails, 2 if the input is wrong
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    const [command, ...inputs] = positionals;
    if (values.help) {
      terminal.stdout.write(USAGE);
      return EXIT.passed;
    }
    if (command === "rules") return listRules(terminal);
    if (command !== "check" || (inputs.length === 0 && values.plan === undefined)) {
      terminal.stderr.write(USAGE);
      return EXIT.unusable;
    }
    return await checkInputs(inputsOf(inputs, values.plan ?? []), values, terminal);
  } catch (error) {
    if (!isInput(error)) throw error;
    terminal.stderr.write(`aml-posture: ${error.message}\n`);
    return EXIT.unusable;
  }
}

async function checkInputs({ directory, plans }: Inputs, values: Values, terminal: Terminal): Promise<number> {
  const config = values.config === undefined ? {} : readConfig(values.config);
  const given = values.threshold === undefined ? {} : parseConfig({ threshold: values.threshold }, "--threshold");
  const update = values["update-baseline"] === true;
  if (update && values.baseline === undefined) {
    throw new PostureInputError("--update-baseline needs the file to write; add --baseline FILE");
  }
  const baseline =
    values.baseline === undefined || update ? undefined : parseReport(readText(values.baseline), values.baseline);
  const ownRules = [
    ...(await loadRules(config.rules ?? [], dirname(values.config ?? "."))),
    ...(await loadRules(values.rules ?? [], ".")),
  ];
  if (values.today !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(values.today)) {
    throw new PostureInputError(`--today ${values.today} is not a date; allowed: YYYY-MM-DD`);
  }
  const model = plans.length > 0 ? SynthModel.fromPlans(plans, directory) : SynthModel.fromDirectory(directory ?? "");
  const report = check(model, { ...config, ...given, baseline, ownRules, today: values.today });
  await saveReports(report, values, directory);
  const color = values.color ?? (terminal.stdout.isTTY === true && terminal.env["NO_COLOR"] === undefined);
  terminal.stdout.write(toConsole(report, { color, verbose: values.verbose ?? false }));
  if (update && values.baseline !== undefined) {
    save(values.baseline, toJson(report));
    terminal.stdout.write(
      `the baseline ${values.baseline} has ${failing(report).length} findings that no longer fail\n`,
    );
    return EXIT.passed;
  }
  return report.passed ? EXIT.passed : EXIT.failed;
}

function listRules({ stdout }: Terminal): number {
  for (const { id, severity, title, sameAs } of RULE_FACTS.values()) {
    const others = Object.values(sameAs).flat().join(", ");
    stdout.write(`${severity.padEnd(8)}${id.padEnd(34)}${title}${others === "" ? "" : ` (${others})`}\n`);
  }
  return EXIT.passed;
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true, allowNegative: true });
}

/** Whether an error is about wrong input, so that its message is sufficient. */
function isInput(error: unknown): error is Error {
  if (SynthModelError.isSynthModelError(error) || error instanceof PostureInputError) return true;
  return error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

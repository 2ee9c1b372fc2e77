import type { Report } from "@org/aml-posture";
import type { Action, PlannedChange, ShownPlan } from "../terraform/planned-changes.js";

/** A stack with its plan, or the reason why it wasn't planned. */
export type PlannedStack = { readonly name: string } & (ShownPlan | { readonly leftOut: string });

/** Identifies the comment of an earlier plan. */
const MARKER = "<!-- plan of the platform -->";

/** Actions, the most important first. */
const ACTIONS: readonly Action[] = ["replace", "destroy", "forget", "update", "import", "move", "create"];

/** Maximum length of a summary in characters. GitHub limits a comment to 65,536. */
const LONGEST = 60_000;

/**
 * Plans as Markdown for a comment on a pull request. It contains addresses and names of arguments, but no values.
 * Changes that don't fit are only counted.
 * @param posture the posture check of these plans
 */
export function planSummary(
  stacks: readonly PlannedStack[],
  posture?: Pick<Report, "passed" | "checks" | "summary">,
): string {
  const head = [
    MARKER,
    "## Plan",
    "",
    `| stack | ${ACTIONS.join(" | ")} | outputs |`,
    `| --- | ${ACTIONS.map(() => "---:").join(" | ")} | ---: |`,
    ...stacks.map(rowOf),
    "",
    "Names only. The values are in the run's log, where Terraform hides sensitive ones.",
    "",
    ...(posture ? postureOf(posture) : []),
  ].join("\n");
  let rest = LONGEST - head.length;
  const details = stacks.map((stack) => {
    const text = detailsOf(stack, rest);
    rest -= text.length;
    return text;
  });
  return `${head}${details.join("")}`;
}

function postureOf({ passed, checks, summary }: Pick<Report, "passed" | "checks" | "summary">): string[] {
  const { error, warning, note, undecided, exempted } = summary;
  return [
    `**Posture: ${passed ? "passed" : "failed"}.** ${error} errors, ${warning} warnings, ${note} notes (${undecided} undecided), ${exempted} exempted; the findings are in the run's log.`,
    "",
    ...checks.map(({ title, outcome }) => `- ${title}: ${outcome === "satisfied" ? outcome : `**${outcome}**`}`),
    "",
  ];
}

function rowOf(stack: PlannedStack): string {
  const { name } = stack;
  if ("leftOut" in stack) return `| \`${name}\` | ${stack.leftOut} |${" |".repeat(ACTIONS.length)}`;
  const { resources, outputs } = stack.changes;
  const counts = ACTIONS.map((action) => resources.filter((one) => one.action === action).length);
  return `| \`${name}\` | ${[...counts, outputs.length].map((count) => count || "").join(" | ")} |`;
}

function detailsOf(stack: PlannedStack, room: number): string {
  if ("leftOut" in stack) return "";
  const { resources, outputs } = stack.changes;
  const lines = [
    ...ACTIONS.flatMap((action) => resources.filter((one) => one.action === action)).map(lineOf),
    ...outputs.map((output) => `- output \`${output}\``),
  ];
  if (lines.length === 0) return "";
  const [open, close] = [`\n<details><summary><code>${stack.name}</code></summary>\n\n`, "\n</details>\n"];
  let size = open.length + close.length + LINE_OF_REST;
  const shown = lines.filter((line) => (size += line.length + 1) <= room);
  const more = lines.length - shown.length;
  return [open, ...shown.map((line) => `${line}\n`), ...(more > 0 ? [`- and ${more} more\n`] : []), close].join("");
}

/** Characters reserved for the line that counts the rest. */
const LINE_OF_REST = 40;

function lineOf({ action, address, changed }: PlannedChange): string {
  const emphasis = action === "replace" || action === "destroy" ? "**" : "";
  return `- ${emphasis}${action}${emphasis} \`${address}\`${changed.length > 0 ? `: ${changed.join(", ")}` : ""}`;
}

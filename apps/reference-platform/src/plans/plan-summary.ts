import type { Action, PlannedChange, ShownPlan } from "../terraform/planned-changes.js";

/** A stack, and what a plan would do in it, or why it wasn't planned. */
export type PlannedStack = { readonly name: string } & (ShownPlan | { readonly leftOut: string });

/** By this the comment of an earlier plan is found again. */
const MARKER = "<!-- plan of the platform -->";

/** In the order in which they deserve to be looked at. */
const ACTIONS: readonly Action[] = ["replace", "destroy", "forget", "update", "import", "move", "create"];

/** What a comment on a pull request may hold, in GitHub 65,536 characters. */
const LONGEST = 60_000;

/**
 * What plans would do, as Markdown for a comment on a pull request: addresses and names of arguments, never a value.
 * What is too much for a comment is counted.
 */
export function planSummary(stacks: readonly PlannedStack[]): string {
  const head = [
    MARKER,
    "## Plan",
    "",
    `| stack | ${ACTIONS.join(" | ")} | outputs |`,
    `| --- | ${ACTIONS.map(() => "---:").join(" | ")} | ---: |`,
    ...stacks.map(rowOf),
    "",
    "Names only. The values are in the run's log, in which Terraform hides what is sensitive.",
    "",
  ].join("\n");
  let rest = LONGEST - head.length;
  const details = stacks.map((stack) => {
    const text = detailsOf(stack, rest);
    rest -= text.length;
    return text;
  });
  return `${head}${details.join("")}`;
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

/** Room for the line that counts what isn't shown. */
const LINE_OF_REST = 40;

function lineOf({ action, address, changed }: PlannedChange): string {
  const emphasis = action === "replace" || action === "destroy" ? "**" : "";
  return `- ${emphasis}${action}${emphasis} \`${address}\`${changed.length > 0 ? `: ${changed.join(", ")}` : ""}`;
}

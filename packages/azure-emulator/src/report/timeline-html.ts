import { groupBy } from "@org/aml-synth-model";
import { createHash } from "node:crypto";
import type { DeploymentTestReport, StepReport } from "../deployment-test/report.js";
import { lengthOf, type Placed } from "../deployment-test/timeline.js";
import { escapeHtml } from "../escape-html.js";
import { minutes } from "./minutes.js";
import { type Chart, type ClockName, gridStyle, resourceBars, sharesOf, stackLanes } from "./timeline-chart.js";
import { TIMELINE_STYLE } from "./timeline-style.js";

/** Delays of providers shorter than this, in seconds, are ignored. */
const OWN_SECONDS = 2;

/**
 * A self-contained page with the timeline of all resources and the critical path. Its content security policy forbids
 * loading anything and running scripts.
 */
export function timelineHtml(report: DeploymentTestReport): string {
  const { measured, estimated } = report.timeline;
  const lanes = stackLanes(estimated);
  const inAzure = chartsOf(estimated, "azure");
  const asMeasured = chartsOf(measured, "measured");
  const scales = [lanes, ...inAzure.values(), ...asMeasured.values()].map(({ scale }) => scale);
  const style = `${TIMELINE_STYLE}${gridStyle(scales)}\n`;
  const hash = createHash("sha256").update(style).digest("base64");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width">
<title>Deployment test: timeline of the apply</title>
<style>${style}</style>
</head>
<body>
<h1>Timeline of the apply</h1>
<p>Every resource of ${stacksIn(estimated)}, as measured on the emulator, and as estimated for Azure.</p>
${totals(report)}
${legend()}
<h2>In Azure, stack by stack</h2>
${lanes.html}
${criticalPath(estimated)}
<h2>In Azure, resource by resource</h2>
<p class="faint">Estimated: each resource starts as soon as its dependencies exist, and each chart with its stack. Azure's time and the waits count in full, the provider's own time as it was measured.</p>
${details(estimated, inAzure, true)}
<h2>As measured</h2>
<p class="faint">Measured, at ${report.speed} times Azure's speed. The providers' own waits aren't shortened.</p>
${details(measured, asMeasured, false)}
${ownWaits(measured)}
${steps(report.steps)}
</body>
</html>
`;
}

function stacksIn(placed: readonly Placed[]): string {
  const count = new Set(placed.map(({ span }) => span.stack)).size;
  return count === 1 ? "one stack" : `${count} stacks`;
}

function totals({ timeline, ...report }: DeploymentTestReport): string {
  const path = timeline.measured.filter(({ critical }) => critical).map(sharesOf);
  const sum = (share: "azure" | "wait" | "own"): string =>
    minutes(path.reduce((seconds, shares) => seconds + shares[share], 0));
  const entries = [
    ["deployment test", report.passed ? "passed" : `failed, ${report.problems.length} problem(s)`],
    ["resources", String(report.resources)],
    ["apply in Azure, about", minutes(lengthOf(timeline.estimated))],
    ["apply as measured", minutes(lengthOf(timeline.measured))],
    ["its critical path", `Azure ${sum("azure")}, waits ${sum("wait")}, providers ${sum("own")}`],
    ["all steps as measured", minutes(report.seconds)],
    ["requests", String(report.requests)],
  ];
  const items = entries.map(([name = "", value = ""]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`);
  return `<dl class="totals">${items.join("")}</dl>`;
}

function legend(): string {
  const entries = [
    ["azure", "Azure works on it"],
    ["own", "the provider itself waits or works"],
    ["wait", "a delay of the stack (time_sleep)"],
    ["critical", "on the critical path, which determines the duration of the apply"],
  ];
  const items = entries.map(
    ([kind = "", text = ""]) =>
      `<li><svg class="${kind === "critical" ? "line" : ""}" aria-hidden="true"><rect class="${kind}" width="100%" height="100%"/></svg>${text}</li>`,
  );
  return `<ul class="legend">${items.join("")}</ul>`;
}

function criticalPath(placed: readonly Placed[]): string {
  const rows = placed
    .filter(({ critical }) => critical)
    .sort((one, other) => one.start - other.start)
    .map(({ span, start, end }) => [span.stack, span.address, minutes(end - start), minutes(end)]);
  return `<h2>The critical path in Azure</h2>
${plainTable(["stack", "resource", "takes", "ends at"], rows, 2)}`;
}

/** A chart for each stack, by the stack's name. */
function chartsOf(placed: readonly Placed[], clock: ClockName): ReadonlyMap<string, Chart> {
  const stacks = groupBy(placed, ({ span }) => span.stack);
  return new Map([...stacks].map(([stack, spans]) => [stack, resourceBars(spans, clock)]));
}

function details(placed: readonly Placed[], charts: ReadonlyMap<string, Chart>, open: boolean): string {
  return [...groupBy(placed, ({ span }) => span.stack)]
    .map(([stack, spans]) => {
      const takes = lengthOf(spans) - Math.min(...spans.map(({ start }) => start));
      return `<details${open ? " open" : ""}><summary>${escapeHtml(stack)}: ${spans.length} resources, ${minutes(takes)}</summary>
${charts.get(stack)?.html ?? ""}</details>`;
    })
    .join("\n");
}

function ownWaits(placed: readonly Placed[]): string {
  const long = placed
    .map(({ span }) => ({ type: typeOf(span.address), own: span.end - span.start - span.simulatedSeconds }))
    .filter(({ own }) => own >= OWN_SECONDS);
  if (long.length === 0) return "";
  const rows = [...groupBy(long, ({ type }) => type)]
    .map(([type, spans]) => ({ type, count: spans.length, most: Math.max(...spans.map(({ own }) => own)) }))
    .sort((one, other) => other.most - one.most)
    .map(({ type, count, most }) => [type, String(count), minutes(most)]);
  return `<h2>Waits of the providers themselves</h2>
${plainTable(["type", "resources", "at most"], rows, 1)}`;
}

function typeOf(address: string): string {
  return /(?:^|\.)([a-z][a-z0-9]*_[a-z0-9_]+)\.[^.]+$/.exec(address)?.[1] ?? address;
}

function steps(all: readonly StepReport[]): string {
  const rows = all.map(({ stack, step, seconds, failed }) => [
    stack || "all stacks",
    failed ? `${step}, failed` : step,
    minutes(seconds),
  ]);
  return `<h2>All steps of the deployment test</h2>
${plainTable(["stack", "step", "takes"], rows, 2)}`;
}

/** @param numbers index of the first column with numbers; all columns after it contain numbers, too */
function plainTable(head: readonly string[], rows: readonly (readonly string[])[], numbers: number): string {
  const attribute = (index: number): string => (index >= numbers ? ' class="number"' : "");
  const cells = (tag: string, texts: readonly string[]): string =>
    texts.map((text, index) => `<${tag}${attribute(index)}>${escapeHtml(text)}</${tag}>`).join("");
  return `<table class="plain"><thead><tr>${cells("th", head)}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n")}
</tbody></table>`;
}

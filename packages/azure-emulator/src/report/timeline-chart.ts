import { groupBy } from "@org/aml-synth-model";
import { type Placed, lengthOf } from "../deployment-test/timeline.js";
import { escapeHtml } from "../escape-html.js";
import { minutes } from "./minutes.js";
import { type Scale, scaleFor } from "./scale.js";

/** Clock of the chart: estimated for Azure, or measured. */
export type ClockName = "azure" | "measured";

/** A part of a bar. Its kind is its CSS class. */
interface Part {
  readonly kind: "azure" | "own" | "wait" | "stack";
  readonly start: number;
  readonly end: number;
}

/** A chart, and its scale, for which the grid lines need a style. */
export interface Chart {
  readonly html: string;
  readonly scale: Scale;
}

/** A lane for each stack, with its critical resources. */
export function stackLanes(placed: readonly Placed[]): Chart {
  const scale = scaleFor(lengthOf(placed));
  const lanes = [...groupBy(placed, ({ span }) => span.stack)].map(([stack, spans]) => {
    const [start, end] = [startOf(spans), lengthOf(spans)];
    const waits = spans.filter(({ span }) => span.kind === "wait").map((one): Part => ({ ...one, kind: "wait" }));
    const title = `${stack}: ${spans.length} resources, ${minutes(start)} to ${minutes(end)}`;
    const parts: Part[] = [{ kind: "stack", start, end }, ...waits];
    const bar = plot({ parts, critical: spans.filter((one) => one.critical), title, scale });
    return row({ name: escapeHtml(stack), title, takes: end - start, bar, critical: false });
  });
  return { html: table("stack", lanes, scale), scale };
}

/** A bar for each resource of a stack, starting with the first. */
export function resourceBars(spans: readonly Placed[], clock: ClockName): Chart {
  const zero = startOf(spans);
  const scale = scaleFor(lengthOf(spans) - zero);
  const rows = spans
    .map((one) => ({ ...one, start: one.start - zero, end: one.end - zero }))
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .map((placed) => {
      const { span, start, end, critical } = placed;
      const title = titleOf(placed, clock);
      const bar = plot({ parts: partsOf(placed), critical: critical ? [placed] : [], title, scale });
      return row({ name: nameOf(span.address), title, takes: end - start, bar, critical });
    });
  return { html: table("resource", rows, scale), scale };
}

function startOf(spans: readonly Placed[]): number {
  return Math.min(...spans.map(({ start }) => start));
}

/** Parts of a span: Azure's, the provider's and delays. */
export function sharesOf({ span, start, end }: Omit<Placed, "critical">): {
  readonly azure: number;
  readonly wait: number;
  readonly own: number;
} {
  const own = span.end - span.start - span.simulatedSeconds;
  const simulated = end - start - own;
  return span.kind === "wait" ? { azure: 0, wait: simulated, own } : { azure: simulated, wait: 0, own };
}

function partsOf(placed: Placed): Part[] {
  const { start, end, span } = placed;
  if (span.kind === "wait") return [{ kind: "wait", start, end }];
  const middle = start + sharesOf(placed).azure;
  return [
    { kind: "azure" as const, start, end: middle },
    { kind: "own" as const, start: middle, end },
  ].filter((part) => part.end > part.start);
}

function titleOf(placed: Placed, clock: ClockName): string {
  const { span, start, end, critical } = placed;
  const { azure, wait, own } = sharesOf(placed);
  const whose = [
    ...(azure > 0 ? [`Azure ${minutes(azure)}`] : []),
    ...(wait > 0 ? [`waiting ${minutes(wait)}`] : []),
    ...(own >= 0.05 ? [`the provider itself ${minutes(own)}`] : []),
  ];
  const took = clock === "measured" ? [] : [`measured in ${minutes(span.end - span.start)}`];
  return [
    `${span.stack}: ${span.address}`,
    `${minutes(start)} to ${minutes(end)}, takes ${minutes(end - start)}`,
    ...(whose.length > 0 ? [whose.join(", ")] : []),
    ...took,
    ...(critical ? ["on the critical path"] : []),
  ].join("\n");
}

/** The label of an address: its name without CDKTF's suffix, which saves room, and its type. */
function nameOf(address: string): string {
  const [, module = "", type = "", name = ""] = /^(.*\.)?([a-z][a-z0-9]*_[^.]*)\.(.*)$/.exec(address) ?? [];
  if (name === "") return escapeHtml(address);
  return `${escapeHtml(`${module}${name.replace(/_[0-9A-F]{8}$/, "")}`)} <span class="type">${escapeHtml(type)}</span>`;
}

/** Content of a chart's row. */
interface Plot {
  readonly parts: readonly Part[];
  /** Underlined parts. */
  readonly critical: readonly Pick<Placed, "start" | "end">[];
  readonly title: string;
  readonly scale: Scale;
}

function plot({ parts, critical, title, scale }: Plot): string {
  const box = (kind: string, { start, end }: Pick<Placed, "start" | "end">): string =>
    `<rect class="${kind}" x="${scale.percent(start)}" width="${scale.percent(end - start)}"/>`;
  const marks = parts.slice(0, 1).map(({ kind, start }) => `<rect class="${kind} mark" x="${scale.percent(start)}"/>`);
  const bars = parts.map((part) => box(part.kind, part));
  const lines = critical.flatMap((one) => [
    box("critical", one),
    `<rect class="critical mark" x="${scale.percent(one.start)}"/>`,
  ]);
  return `<svg class="plot ${gridClass(scale)}" aria-hidden="true"><title>${escapeHtml(title)}</title>${[...marks, ...bars, ...lines].join("")}</svg>`;
}

interface Row {
  /** Label of the row as HTML. */
  readonly name: string;
  readonly title: string;
  readonly takes: number;
  readonly bar: string;
  readonly critical: boolean;
}

function row({ name, title, takes, bar, critical }: Row): string {
  return `<tr${critical ? ' class="on-path"' : ""}><th scope="row" title="${escapeHtml(title)}">${name}</th><td class="number">${minutes(takes)}</td><td>${bar}</td></tr>`;
}

function table(what: string, rows: readonly string[], scale: Scale): string {
  const ticks = scale.ticks
    .map((at, index) => {
      const anchor = index === 0 ? "start" : "middle";
      return `<text x="${scale.percent(at)}" y="12" text-anchor="${anchor}">${at === 0 ? "0" : minutes(at)}</text>`;
    })
    .join("");
  return `<table class="bars"><thead><tr><th>${what}</th><th class="number">takes</th><th><svg class="axis" aria-hidden="true">${ticks}</svg></th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table>`;
}

/** The CSS class of the grid. Charts with the same distance between grid lines share it. */
function gridClass({ step, percent }: Scale): string {
  return `grid-${percent(step).replace(/\D/g, "")}`;
}

/** The style of the grid lines of charts. */
export function gridStyle(scales: readonly Scale[]): string {
  const rules = scales.map(
    (scale) =>
      `.${gridClass(scale)} { background: repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px ${scale.percent(scale.step)}); }`,
  );
  return [...new Set(rules)].join("\n");
}

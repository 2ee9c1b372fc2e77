import { type Placed, lengthOf } from "../runner/timeline.js";
import { groupBy } from "../runner/group-by.js";
import { escapeHtml } from "./html.js";
import { minutes } from "./minutes.js";
import { type Scale, scaleFor } from "./scale.js";

/** By which clock spans are placed: the estimated one of Azure, or the rehearsal's. */
export type ClockName = "azure" | "rehearsed";

/** A part of a bar, with what it is as its class. */
interface Part {
  readonly kind: "azure" | "own" | "wait" | "stack" | "critical";
  readonly start: number;
  readonly end: number;
}

/** The least width that can be seen and pointed at. */
const THINNEST = "2px";

/** A lane for each stack, with what is critical in it. */
export function stackLanes(placed: readonly Placed[], clock: ClockName): string {
  const scale = scaleFor(lengthOf(placed));
  const lanes = [...groupBy(placed, ({ span }) => span.stack)].map(([stack, spans]) => {
    const [start, end] = [Math.min(...spans.map((one) => one.start)), lengthOf(spans)];
    const critical = spans.filter((one) => one.critical).map((one): Part => ({ ...one, kind: "critical" }));
    const title = `${stack}: ${spans.length} resources, ${minutes(start)} to ${minutes(end)}`;
    const bar = plot([{ kind: "stack", start, end }, ...critical], title, scale, clock);
    return row({ name: escapeHtml(stack), title, takes: end - start, bar, critical: critical.length > 0 });
  });
  return table("stack", lanes, scale, clock);
}

/** A bar for each resource of a stack. */
export function resourceBars(spans: readonly Placed[], length: number, clock: ClockName): string {
  const scale = scaleFor(length);
  const rows = [...spans]
    .sort((one, other) => one.start - other.start || one.end - other.end)
    .map((placed) => {
      const { span, start, end, critical } = placed;
      const title = titleOf(placed, clock);
      const bar = plot(partsOf(placed, clock), title, scale, clock);
      return row({ name: nameOf(span.address), title, takes: end - start, bar, critical });
    });
  return table("resource", rows, scale, clock);
}

/** What of a span's time is whose. */
export function sharesOf({ span, start, end }: Omit<Placed, "critical">): {
  readonly azure: number;
  readonly wait: number;
  readonly own: number;
} {
  const own = span.end - span.start - span.simulatedSeconds;
  const simulated = end - start - own;
  return span.kind === "wait" ? { azure: 0, wait: simulated, own } : { azure: simulated, wait: 0, own };
}

function partsOf(placed: Placed, clock: ClockName): Part[] {
  const { start, end, span } = placed;
  if (span.kind === "wait") return [{ kind: "wait", start, end }];
  const { azure } = sharesOf(placed);
  return [
    { kind: "azure", start, end: start + azure },
    { kind: "own", start: start + azure, end },
  ].filter((part): part is Part => part.end - part.start > 0.01 || clock === "azure");
}

function titleOf(placed: Placed, clock: ClockName): string {
  const { span, start, end, critical } = placed;
  const { azure, wait, own } = sharesOf(placed);
  const whose = [
    ...(azure > 0 ? [`Azure ${minutes(azure)}`] : []),
    ...(wait > 0 ? [`waiting ${minutes(wait)}`] : []),
    ...(own >= 0.05 ? [`the provider itself ${minutes(own)}`] : []),
  ];
  const took = clock === "rehearsed" ? [] : [`rehearsed in ${minutes(span.end - span.start)}`];
  return [
    `${span.stack}: ${span.address}`,
    `${minutes(start)} to ${minutes(end)}, takes ${minutes(end - start)}`,
    ...(whose.length > 0 ? [whose.join(", ")] : []),
    ...took,
    ...(critical ? ["on the critical path"] : []),
  ].join("\n");
}

/** The name before the type, and without what CDKTF makes it unique with: there's room for one only. */
function nameOf(address: string): string {
  const [, module = "", type = "", name = ""] = /^(.*\.)?([a-z][a-z0-9]*_[^.]*)\.(.*)$/.exec(address) ?? [];
  if (name === "") return escapeHtml(address);
  return `${escapeHtml(`${module}${name.replace(/_[0-9A-F]{8}$/, "")}`)} <span class="type">${escapeHtml(type)}</span>`;
}

function plot(parts: readonly Part[], title: string, scale: Scale, clock: ClockName): string {
  const bars = parts.map(
    ({ kind, start, end }) =>
      `<rect class="${kind}" x="${scale.percent(start)}" width="${scale.percent(end - start)}" height="100%"/>`,
  );
  const [first] = parts;
  // Too short to be seen otherwise.
  const mark = first
    ? `<rect class="${first.kind}" x="${scale.percent(first.start)}" width="${THINNEST}" height="100%"/>`
    : "";
  return `<svg class="plot ${clock}" aria-hidden="true"><title>${escapeHtml(title)}</title>${mark}${bars.join("")}</svg>`;
}

interface Row {
  /** HTML. */
  readonly name: string;
  readonly title: string;
  readonly takes: number;
  readonly bar: string;
  readonly critical: boolean;
}

function row({ name, title, takes, bar, critical }: Row): string {
  return `<tr${critical ? ' class="on-path"' : ""}><th scope="row" title="${escapeHtml(title)}">${name}</th><td class="number">${minutes(takes)}</td><td>${bar}</td></tr>`;
}

function table(what: string, rows: readonly string[], scale: Scale, clock: ClockName): string {
  const ticks = scale.ticks
    .map((at, index) => {
      const anchor = index === 0 ? "start" : "middle";
      return `<text x="${scale.percent(at)}" y="12" text-anchor="${anchor}">${at === 0 ? "0" : minutes(at)}</text>`;
    })
    .join("");
  return `<table class="bars"><thead><tr><th>${what}</th><th class="number">takes</th><th><svg class="axis ${clock}" aria-hidden="true">${ticks}</svg></th></tr></thead>
<tbody>
${rows.join("\n")}
</tbody></table>`;
}

/** Style of the lines behind the bars, for a chart of a length. */
export function gridStyle(clock: ClockName, length: number): string {
  const { step, percent } = scaleFor(length);
  return `.plot.${clock} { background: repeating-linear-gradient(to right, var(--line) 0 1px, transparent 1px ${percent(step)}); }`;
}

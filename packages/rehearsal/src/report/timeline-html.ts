import type { RehearsalReport } from "../runner/rehearsal-report.js";
import { lengthOf, type Placed } from "../runner/timeline.js";

const ROW = 18;
const BAR = 12;
const LABEL = 420;
const WIDTH = 1100;
const TICKS = 8;

const STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1b1b1f, #e8e8ec); --faint: light-dark(#6a6a75, #a0a0ab);
  --line: light-dark(#dedee4, #3a3a42); --bar: light-dark(#8fb1e3, #45679b); --critical: light-dark(#c4541b, #f08a4b);
  --back: light-dark(#ffffff, #17171b); }
body { font: 14px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 2rem auto; max-width: 1160px; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2.5rem; }
p, li { max-width: 75ch; } .faint { color: var(--faint); }
svg { width: 100%; height: auto; } svg text { font: 11px ui-monospace, monospace; fill: var(--text); }
svg .tick { stroke: var(--line); } svg .tick-text { fill: var(--faint); }
svg .bar { fill: var(--bar); } svg .critical { fill: var(--critical); } svg .critical-text { fill: var(--critical); font-weight: 600; }
table { border-collapse: collapse; } td, th { text-align: left; padding: 0.15rem 1rem 0.15rem 0; } td.number { text-align: right; font-variant-numeric: tabular-nums; }
`;

/** One self-contained page: when each resource was applied, and which of them the length hangs on. */
export function timelineHtml(report: RehearsalReport): string {
  const { rehearsed, estimated } = report.timeline;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Rehearsal: timeline of the apply</title>
<style>${STYLE}</style></head>
<body>
<h1>Timeline of the apply</h1>
<p>${report.resources} resources in ${minutes(lengthOf(rehearsed))} at ${report.speed} times Azure's speed; in Azure about ${minutes(lengthOf(estimated))}.
Marked is the critical path: what has to become faster for the whole to become faster.</p>
${criticalTable(estimated)}
<h2>Estimated for Azure</h2>
<p class="faint">Each resource begins as soon as what it needs is there. Waits and what Azure takes count in full, as far as it is known; the provider's own waits as they were measured.</p>
${chart(estimated)}
<h2>As rehearsed</h2>
${chart(rehearsed)}
</body>
</html>
`;
}

function criticalTable(placed: readonly Placed[]): string {
  const rows = placed
    .filter(({ critical }) => critical)
    .sort((one, other) => one.start - other.start)
    .map(
      ({ span, start, end }) =>
        `<tr><td>${escape(span.stack)}</td><td>${escape(span.address)}</td><td class="number">${minutes(end - start)}</td><td class="number">${minutes(end)}</td></tr>`,
    );
  return `<h2>Critical path, in Azure</h2>
<table><thead><tr><th>stack</th><th>resource</th><th>takes</th><th>ends at</th></tr></thead><tbody>
${rows.join("\n")}
</tbody></table>`;
}

function chart(placed: readonly Placed[]): string {
  const rows = [...placed].sort((one, other) => one.start - other.start || one.end - other.end);
  const length = Math.max(lengthOf(placed), 1);
  const height = (rows.length + 2) * ROW;
  const x = (seconds: number): number => LABEL + (seconds / length) * (WIDTH - LABEL - 10);
  const ticks = Array.from({ length: TICKS + 1 }, (_, index) => (index * length) / TICKS).map(
    (at) =>
      `<line class="tick" x1="${x(at).toFixed(1)}" x2="${x(at).toFixed(1)}" y1="${ROW}" y2="${height}"/><text class="tick-text" x="${x(at).toFixed(1)}" y="${ROW - 5}" text-anchor="middle">${minutes(at)}</text>`,
  );
  const bars = rows.map(({ span, start, end, critical }, index) => {
    const y = (index + 1.3) * ROW;
    const title = `${span.stack}: ${span.address}, ${minutes(end - start)}`;
    const width = Math.max(x(end) - x(start), 1.5);
    return `<g><title>${escape(title)}</title><text${critical ? ' class="critical-text"' : ""} x="0" y="${y + BAR - 2}">${escape(shorten(`${span.stack} ${span.address}`))}</text><rect class="${critical ? "critical" : "bar"}" x="${x(start).toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/></g>`;
  });
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="Timeline">\n${[...ticks, ...bars].join("\n")}\n</svg>`;
}

function shorten(text: string): string {
  const most = 62;
  return text.length <= most ? text : `${text.slice(0, 20)}…${text.slice(21 - most)}`;
}

/** A length of time as people say it: `45 s`, `3 min 20 s`. */
export function minutes(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${seconds < 10 ? seconds.toFixed(1) : whole} s`;
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

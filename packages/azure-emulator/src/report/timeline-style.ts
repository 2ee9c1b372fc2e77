/** Style of the page, without that of the grid lines. */
export const TIMELINE_STYLE = `
:root { color-scheme: light dark; --text: light-dark(#1b1c20, #e7e7ea); --faint: light-dark(#5d606b, #a2a5b0);
  --line: light-dark(#e3e4e9, #33353d); --back: light-dark(#ffffff, #16171b); --panel: light-dark(#f5f6f9, #1e2026);
  --azure: light-dark(#3f76c4, #5f93dd); --own: light-dark(#a9adb8, #6b6f7b); --wait: light-dark(#d9b23c, #c79f2c);
  --critical: light-dark(#b8430f, #f4894c); --stack: light-dark(#cfdcf1, #2c3c57); }
* { box-sizing: border-box; }
body { font: 14px/1.5 system-ui, sans-serif; color: var(--text); background: var(--back); margin: 0 auto; max-width: 1360px; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 0.3rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 0.5rem; }
p { max-width: 80ch; margin: 0.3rem 0; } .faint { color: var(--faint); }
.totals { display: flex; flex-wrap: wrap; gap: 0.6rem; margin: 1rem 0; padding: 0; }
.totals div { background: var(--panel); border-radius: 6px; padding: 0.5rem 0.9rem; }
.totals dt { color: var(--faint); font-size: 0.85rem; } .totals dd { margin: 0; font-size: 1.15rem; font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; margin: 0.6rem 0; padding: 0; list-style: none; }
.legend svg { width: 22px; height: 11px; margin-right: 0.45rem; }
table { border-collapse: collapse; width: 100%; } th { font-weight: inherit; text-align: left; }
thead th { color: var(--faint); font-size: 0.85rem; } td, th { padding: 0.1rem 0.9rem 0.1rem 0; vertical-align: middle; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.bars { table-layout: fixed; font-size: 12.5px; } .bars td:last-child, .bars thead th:last-child { padding-right: 1.2rem; }
.bars thead th:first-child { width: 34%; } .bars thead th:nth-child(2) { width: 6.2rem; }
.bars tbody th { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.bars tbody tr:hover { background: var(--panel); }
.plain td, .plain th { border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.plain td:first-child { white-space: nowrap; overflow-wrap: normal; }
.type { color: var(--faint); font-size: 11.5px; }
.on-path th, .on-path .number { color: var(--critical); font-weight: 600; }
.plot { display: block; width: 100%; height: 14px; overflow: hidden; }
.plot rect { y: 1px; height: 9px; } .plot rect.critical { y: 10px; height: 3px; } .plot rect.mark { width: 2px; }
.legend .line { height: 4px; margin-bottom: 3px; }
.axis { display: block; width: 100%; height: 16px; overflow: visible; } .axis text { font-size: 11px; fill: var(--faint); }
.azure { fill: var(--azure); } .own { fill: var(--own); } .wait { fill: var(--wait); } .stack { fill: var(--stack); }
.critical { fill: var(--critical); }
details { margin: 0.5rem 0 1.2rem; } summary { cursor: pointer; font-weight: 600; padding: 0.25rem 0; }
@media (max-width: 800px) { body { padding: 1rem; } .bars thead th:first-child { width: 42%; } .bars thead th:nth-child(2) { width: 5.4rem; } }
@media print { details:not([open]) > * { display: block; } }
`;

/** The page's style: light or dark, as the reader prefers, and black on white in print. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --ground: #fbfbfc; --surface: #fff; --text: #1b1f24; --muted: #59636e; --edge: #d5dae0;
  --accent: #0b62c4; --good: #1a7f37; --error: #c4282f; --warning: #8a5300; --note: #3a5f8a;
  --network: #eef4fb; --subnet: #fff; --endpoint: #e9f6ec; --zone: #f5effc; --bastion: #fdf1dc; --machine: #f1f3f5;
  --workspace: #e6f4f4; --foreign: #fdeaea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0f1318; --surface: #171c23; --text: #e4e8ee; --muted: #9aa5b1; --edge: #323b46;
    --accent: #6cb2ff; --good: #56d071; --error: #ff7b78; --warning: #e8b04a; --note: #8fbbe8;
    --network: #16202c; --subnet: #1b222b; --endpoint: #17301f; --zone: #261d35; --bastion: #352a14; --machine: #232a32;
    --workspace: #12302f; --foreign: #3a1d1e;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; }
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 1rem; top: 1rem; background: var(--surface); padding: .5rem 1rem; z-index: 3; }
header, main, footer { max-width: 1320px; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-top: 1rem; border-top: 1px solid var(--edge); }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
nav { position: sticky; top: 0; z-index: 2; background: var(--ground); border-bottom: 1px solid var(--edge); margin-top: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; max-width: 1320px; margin: 0 auto; padding: .6rem 1.25rem; }
.result { display: inline-block; font-weight: 650; padding: .1rem .7rem; border-radius: 1rem; border: 2px solid; margin-right: .75rem; }
.passed, .satisfied { color: var(--good); } .failed, .violated { color: var(--error); } .undecided { color: var(--warning); }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--note); }
.muted { color: var(--muted); }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; list-style: none; padding: 0; margin: 1rem 0 0; }
.counts li, .card { background: var(--surface); border: 1px solid var(--edge); border-radius: 8px; padding: .5rem .9rem; }
.counts b { font-size: 1.25rem; margin-right: .3rem; }
.card { margin: .6rem 0; overflow-wrap: anywhere; }
.counts li { display: flex; align-items: center; }
.card > summary, details > summary { cursor: pointer; }
details > summary { padding: .15rem 0; }
.card ul { margin: .4rem 0; padding-left: 1.2rem; }
.scroll { overflow: auto; border: 1px solid var(--edge); border-radius: 8px; background: var(--surface); }
.drawing { padding: .75rem; }
table { table-layout: fixed; min-width: 60rem; border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid var(--edge); }
th { position: sticky; top: 0; background: var(--surface); }
tbody tr:last-child td { border-bottom: 0; }
code { font: .86em ui-monospace, monospace; overflow-wrap: anywhere; }
form.filter { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0; }
input[type=search], select { font: inherit; color: inherit; background: var(--surface); border: 1px solid var(--edge); border-radius: 6px; padding: .25rem .5rem; }
input[type=search] { min-width: 15rem; }
td { overflow-wrap: anywhere; }
#finding-table th:nth-child(1) { width: 8%; } #finding-table th:nth-child(2) { width: 20%; }
#finding-table th:nth-child(3) { width: 24%; } #finding-table th:nth-child(n+5) { width: 11%; }
td p { margin: .3rem 0 0; }
#name-table th:nth-child(1), #name-table th:nth-child(2) { width: 17%; } #name-table th:nth-child(3) { width: 26%; }
#exemption-table th:nth-child(1), #exemption-table th:nth-child(5), #exemption-table th:nth-child(6) { width: 8%; }
#exemption-table th:nth-child(2) { width: 16%; } #exemption-table th:nth-child(3) { width: 24%; }
tr.crossing td { background: var(--foreign); }
.path { margin: .3rem 0 0; padding-left: 1.4rem; }
svg { display: block; max-width: 100%; height: auto; font: 11.5px ui-monospace, monospace; }
svg text { fill: var(--text); } svg .box text:not(.name) { fill: var(--muted); } svg .name { font-weight: 650; }
svg rect { stroke: var(--edge); stroke-width: 1.2; fill: var(--surface); }
svg .network > rect { fill: var(--network); stroke: var(--accent); } svg .subnet > rect { fill: var(--subnet); }
svg .endpoint > rect { fill: var(--endpoint); stroke: var(--good); } svg .zone > rect { fill: var(--zone); }
svg .bastion > rect { fill: var(--bastion); stroke: var(--warning); } svg .machine > rect { fill: var(--machine); }
svg .workspace > rect { fill: var(--workspace); stroke: var(--good); } svg .foreign > rect { fill: var(--foreign); stroke: var(--error); }
svg .environment > rect { fill: var(--network); stroke: var(--accent); }
svg .line path { fill: none; stroke: var(--muted); stroke-width: 1.2; } svg .line circle { fill: var(--muted); }
svg .inbound path { stroke: var(--warning); stroke-width: 2; } svg .inbound circle { fill: var(--warning); }
svg .crossing path { stroke: var(--error); stroke-width: 2; stroke-dasharray: 6 4; } svg .crossing circle { fill: var(--error); }
svg .line text { fill: var(--muted); font-size: 10.5px; }
footer { padding-block: 2rem; color: var(--muted); }
@media print {
  :root {
    --ground: #fff; --surface: #fff; --text: #000; --muted: #444; --edge: #bbb; --accent: #034694; --good: #145c2b;
    --error: #a1161d; --warning: #6b4200; --note: #23456b; --network: #f3f7fc; --subnet: #fff; --endpoint: #edf8f0;
    --zone: #f7f2fc; --bastion: #fdf4e3; --machine: #f4f5f6; --workspace: #ebf6f6; --foreign: #fdefef;
  }
  nav, form.filter, .skip { display: none; }
  .scroll { overflow: visible; border: 0; }
  svg { min-width: 0; }
  th { position: static; }
  table { min-width: 0; }
  tr, .card { break-inside: avoid; }
  body { font-size: 11px; }
}
`;

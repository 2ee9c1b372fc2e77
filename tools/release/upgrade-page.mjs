/**
 * What an upgrade does, as one page without scripts and without anything from elsewhere.
 */
import { countsOf, EXPLAINED } from "./upgrade-report.mjs";

/** @typedef {import("./upgrade-report.mjs").Upgrade} Upgrade */
/** @typedef {import("./terraform-diff.mjs").ResourceChange} ResourceChange */

const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --quiet: #59636e; --ground: #fff; --card: #f6f8fa; --line: #d1d9e0;
  --replaced: #b3261e; --destroyed: #b3261e; --moved: #6639ba; --changed: #8a5a00; --added: #1a7f37; --old: #ffebe9; --new: #dafbe1; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9198a1; --ground: #0d1117; --card: #151b23; --line: #3d444d;
  --replaced: #ff7b72; --destroyed: #ff7b72; --moved: #bc8cff; --changed: #e3b341; --added: #56d364; --old: #3c1618; --new: #12341d; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 72rem; padding: 2rem 1.25rem 4rem; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; }
h2 { font-size: 1.1rem; margin: 2.25rem 0 .75rem; border-bottom: 1px solid var(--line); padding-bottom: .35rem; }
h2 small, header p { color: var(--quiet); font-weight: 400; font-size: .95rem; }
code { font: .87em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
ul.counts { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: 1.25rem 0 0; padding: 0; }
ul.counts a { display: block; color: inherit; text-decoration: none; border: 1px solid var(--line); border-left: .3rem solid var(--fate); border-radius: .4rem; padding: .4rem .9rem; background: var(--card); }
ul.counts b { color: var(--fate); font-size: 1.25rem; margin-right: .35rem; }
article { border: 1px solid var(--line); border-left: .3rem solid var(--fate); border-radius: .4rem; background: var(--card); margin: 0 0 .6rem; padding: .6rem .9rem; }
article h3 { font-size: 1rem; margin: 0; font-weight: 600; }
article p { margin: .2rem 0 0; color: var(--quiet); }
table { width: 100%; border-collapse: collapse; margin-top: .5rem; table-layout: fixed; }
th { text-align: left; font-weight: 600; vertical-align: top; padding: .3rem .5rem .3rem 0; }
tr:first-child > th { color: var(--quiet); font-weight: 400; font-size: .85rem; border: 0; padding-bottom: 0; }
tr > th:first-child { width: 26%; } tr:first-child > th + th { padding-left: .5rem; }
td { vertical-align: top; padding: .3rem .5rem; border-top: 1px solid var(--line); }
tr > th { border-top: 1px solid var(--line); }
td.old { background: var(--old); } td.new { background: var(--new); }
em { font-style: normal; color: var(--replaced); font-size: .85rem; display: block; font-weight: 400; }
.replaced { --fate: var(--replaced); } .destroyed { --fate: var(--destroyed); } .moved { --fate: var(--moved); } .changed { --fate: var(--changed); } .added { --fate: var(--added); }
`;

/**
 * @param {Upgrade} upgrade
 * @returns {string} HTML
 */
export function upgradePage({ from, to, changes }) {
  const counts = countsOf(changes);
  const chips = counts.map(
    ({ fate, count }) => `<li class="${fate}"><a href="#${fate}"><b>${count}</b>${fate}</a></li>`,
  );
  const sections = counts.map(
    ({ fate }) => `<section id="${fate}" class="${fate}">
<h2>${capital(fate)} <small>${EXPLAINED[fate]}</small></h2>
${changes
  .filter((change) => change.fate === fate)
  .map(resource)
  .join("\n")}
</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Upgrade from ${escape(from)} to ${escape(to)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>What the upgrade does</h1>
<p>The reference platform, from <code>${escape(from)}</code> to <code>${escape(to)}</code></p>
${counts.length === 0 ? "<p>Nothing changes.</p>" : `<ul class="counts">\n${chips.join("\n")}\n</ul>`}
</header>
<main>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

/** @param {ResourceChange} change */
function resource({ address, from, because, changes, fate }) {
  const notes = [
    ...(from === undefined ? [] : [`was <code>${escape(from)}</code>`]),
    ...because.map((cause) => `because of <code>${escape(cause)}</code>`),
  ];
  const rows = changes.map(
    ({ path, before, after, forcesReplacement }) =>
      `<tr><th scope="row"><code>${escape(path)}</code>${forcesReplacement ? "<em>forces replacement</em>" : ""}</th>${cell("old", before)}${cell("new", after)}</tr>`,
  );
  return `<article class="${fate}">
<h3><code>${escape(address)}</code></h3>
${notes.map((note) => `<p>${note}</p>`).join("\n")}
${rows.length === 0 ? "" : `<table>\n<tr><th>argument</th><th>before</th><th>after</th></tr>\n${rows.join("\n")}\n</table>`}
</article>`;
}

/** @param {"old" | "new"} side @param {unknown} value */
function cell(side, value) {
  if (value === undefined) return "<td>–</td>";
  return `<td class="${side}"><code>${escape(JSON.stringify(value, null, 1))}</code></td>`;
}

/** @param {string} text */
function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** @param {string} text */
function escape(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

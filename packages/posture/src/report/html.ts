import { draw, layouter, type Diagram, type LayOut } from "./html/diagram.js";
import { html, text, trusted, type Content, type Markup } from "./html/markup.js";
import { SCRIPT } from "./html/script.js";
import {
  changeSection,
  findingSection,
  nameSection,
  checkSection,
  roleSection,
  section,
  exemptionSection,
} from "./html/sections.js";
import { STYLES } from "./html/styles.js";
import { environmentDiagram, overviewDiagram } from "./html/topology-diagrams.js";
import type { Report } from "./report.js";

/** Maximum number of environments whose diagrams are initially open. */
const OPEN_DRAWINGS = 3;
const SECTIONS = ["checks", "topology", "findings", "roles", "names", "exemptions"];

/**
 * A report as a self-contained HTML page. It can be opened from disk and uses no network, which its content security
 * policy forbids. It supports light and dark mode, printing and the keyboard.
 */
export async function toHtml(report: Report): Promise<string> {
  const sections = report.changes ? ["changes", ...SECTIONS] : SECTIONS;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <title>Posture: ${report.environments.map(({ name }) => name).join(", ")}</title>
        <style>
          ${trusted(STYLES)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        ${head(report)}
        <nav aria-label="Sections">
          <ul>
            ${sections.map((id) => html`<li><a href="#${id}">${title(id)}</a></li>`)}
          </ul>
        </nav>
        <main id="main">
          ${changeSection(report)} ${checkSection(report)} ${await topologySection(report)} ${findingSection(report)}
          ${roleSection(report)} ${nameSection(report)} ${exemptionSection(report)}
        </main>
        <footer>${report.tool.name} ${report.tool.version}. Exemptions evaluated for ${report.date}.</footer>
        <script>
          ${trusted(SCRIPT)};
        </script>
      </body>
    </html>`;
  return `${text(page).trimStart()}\n`;
}

function head({ passed, threshold, summary, environments, checks }: Report): Markup {
  const satisfied = checks.filter(({ outcome }) => outcome === "satisfied").length;
  const counts: readonly (readonly [number, string, string])[] = [
    [summary.error, "errors", "error"],
    [summary.warning, "warnings", "warning"],
    [summary.note, "notes", "note"],
    [summary.undecided, "undecided", "undecided"],
    [summary.exempted, "exempted", "muted"],
    [summary.resources, "resources", "muted"],
  ];
  return html`<header>
    <h1>
      <span class="result ${passed ? "passed" : "failed"}">${passed ? "passed" : "failed"}</span>Posture of
      ${environments.length > 5 ? `${String(environments.length)} environments` : environments.map(({ name }) => name).join(", ")}
    </h1>
    <ul class="counts">
      <li>
        <b class="${satisfied === checks.length ? "satisfied" : "violated"}">${satisfied}/${checks.length}</b> checks
        satisfied
      </li>
      ${counts.map(([count, label, style]) => html`<li><b class="${style}">${count}</b>${label}</li>`)}
      <li class="muted">threshold ${threshold}</li>
    </ul>
  </header>`;
}

async function topologySection(report: Report): Promise<Markup> {
  const layOut = await layouter();
  const few = report.environments.filter(({ shared }) => !shared).length <= OPEN_DRAWINGS;
  const drawings: Content[] = [html`<h3>Environments</h3>`, await drawing(overviewDiagram(report), layOut)];
  for (const { name, stacks } of report.environments) {
    const diagram = environmentDiagram(report, name);
    if (!diagram) continue;
    drawings.push(
      html`<details id="environment-${name}" ${few ? html`open` : undefined}>
        <summary><b>${name}</b> <span class="muted">${stacks.join(", ")}</span></summary>
        ${await drawing(diagram, layOut)}
      </details>`,
    );
  }
  return section("topology", "Topology", drawings);
}

async function drawing(diagram: Diagram, layOut: LayOut): Promise<Markup> {
  return html`<div class="scroll drawing" tabindex="0" role="region" aria-label="${diagram.label}">
    ${await draw(diagram, layOut)}
  </div>`;
}

function title(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}

import type { Outcome } from "../../checks/platform-check.js";
import { SEVERITIES } from "../../rules/rule.js";
import { count } from "../../checks/platform-check.js";
import type { Finding, Report } from "../report.js";
import { html, type Content, type Markup } from "./markup.js";

const SIGNS: Readonly<Record<Outcome, string>> = { satisfied: "✓", violated: "✗", undecided: "?" };

/** The checks, each with evidence, violations and information. */
export function checkSection({ checks, findings }: Report): Markup {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  return section(
    "checks",
    "Checks",
    checks.map(
      ({ id, title, description, method, outcome, evidence, violations, undecided, notApplicable, information }) =>
        html`<details class="card" id="check-${id}" ${outcome === "satisfied" ? undefined : html`open`}>
          <summary>
            <b class="${outcome}">${SIGNS[outcome]} ${outcome}</b> ${title}
            <span class="muted"
              >${count(evidence.length, "line")} of
              evidence${violations.length > 0 ? `, ${count(violations.length, "violation")}` : ""}${undecided.length > 0 ? `, ${String(undecided.length)} undecided` : ""}</span
            >
          </summary>
          <p>${description}</p>
          <p class="muted">How: ${method}</p>
          ${
            violations.length === 0
              ? undefined
              : html`<h3>Violations</h3>
                  <ul>
                    ${violations.map((one) => violation(byId.get(one)))}
                  </ul>`
          }
          ${
            undecided.length === 0
              ? undefined
              : html`<h3>Undecided</h3>
                  <ul>
                    ${undecided.map((one) => violation(byId.get(one)))}
                  </ul>`
          }
          ${notApplicable === undefined ? undefined : html`<p>Not applicable: ${notApplicable}.</p>`}
          ${list("Evidence", evidence)} ${list("For information", information)}
        </details>`,
    ),
  );
}

/** The findings, with a filter. */
export function findingSection(report: Report): Markup {
  const { findings, rules, environments } = report;
  const facts = new Map(rules.map((rule) => [rule.id, rule]));
  const compared = findings.some(({ values }) => values);
  const options = [
    ["violated", "violated"],
    ["undecided", "undecided"],
    ["exempted", "exempted"],
  ] as const;
  return section("findings", "Findings", [
    filter("finding-table", [
      select(
        "severity",
        "Severity",
        SEVERITIES.map((severity) => [severity, severity]),
      ),
      select(
        "environment",
        "Environment",
        environments.map(({ name }) => [name, name]),
      ),
      select("state", "State", options),
    ]),
    table(
      "finding-table",
      ["Severity", "Rule", "Where", "What", ...(compared ? ["Deployed", "Live"] : [])],
      findings.map((finding) => {
        const rule = facts.get(finding.rule);
        const elsewhere = Object.entries(rule?.sameAs ?? {}).map(([tool, ids]) => `${tool}: ${(ids ?? []).join(", ")}`);
        return html`<tr
          id="finding-${finding.id}"
          data-severity="${finding.severity}"
          data-environment="${finding.environment ?? ""}"
          data-state="${finding.exemption ? "exempted" : finding.state}"
        >
          <td>
            <b class="${finding.severity}">${finding.severity}</b
            >${finding.state === "undecided" ? html` <span class="undecided">undecided</span>` : undefined}${finding.exemption ? html` <span class="muted">exempted</span>` : undefined}
          </td>
          <td>
            <code>${finding.rule}</code><br /><span class="muted"
              >${rule?.title ?? ""}${elsewhere.map((line) => html`<br />${line}`)}</span
            >
          </td>
          <td>${where(finding)}</td>
          <td>
            ${finding.message}${path(finding)}
            <p>Fix: ${finding.fix}</p>
            ${finding.exemption ? html`<p class="muted">Exempted until ${finding.exemption.expires}: ${finding.exemption.reason}</p>` : undefined}
          </td>
          ${
            compared
              ? html`<td>${shown(finding.values?.deployed)}</td>
                  <td>${shown(finding.values?.live)}</td>`
              : undefined
          }
        </tr>`;
      }),
    ),
  ]);
}

/** The role assignments with their reasons. */
export function roleSection({ roles, environments }: Report): Markup {
  return section("roles", "Roles", [
    filter("role-table", [
      select(
        "environment",
        "Environment",
        environments.map(({ name }) => [name, name]),
      ),
      html`<label><input type="checkbox" name="crossing" value="yes" /> across environments only</label>`,
    ]),
    table(
      "role-table",
      ["Principal", "Role", "Scope", "Why", "Assignment"],
      roles.map(({ principal, principalEnvironment, principalType, role, scope, scopeEnvironment, reason, place }) => {
        const crossing =
          principalEnvironment !== null && scopeEnvironment !== null && principalEnvironment !== scopeEnvironment;
        const names = [...new Set([principalEnvironment, scopeEnvironment])].filter((name) => name !== null);
        return html`<tr class="${crossing ? "crossing" : ""}" data-environment="${names.join(" ")}">
          <td>
            <b>${principal}</b><br /><span class="muted"
              >${[principalEnvironment ?? "from outside", principalType].filter(Boolean).join(", ")}</span
            >
          </td>
          <td>${role}</td>
          <td>${scope}<br /><span class="muted">${scopeEnvironment ?? "unknown"}</span></td>
          <td>${reason ?? html`<span class="muted">no reason given</span>`}</td>
          <td><code>${place}</code></td>
        </tr>`;
      }),
    ),
  ]);
}

/** The names of all resources. */
export function nameSection({ names, environments }: Report): Markup {
  return section("names", "Names", [
    filter("name-table", [
      select(
        "environment",
        "Environment",
        environments.map(({ name }) => [name, name]),
      ),
    ]),
    table(
      "name-table",
      ["Environment", "Type", "Name", "Address"],
      names.map(
        ({ environment, type, name, place }) =>
          html`<tr data-environment="${environment}">
            <td>${environment}</td>
            <td>${type}</td>
            <td><b>${name}</b></td>
            <td><code>${place}</code></td>
          </tr>`,
      ),
    ),
  ]);
}

/** The exemptions with their expiry. */
export function exemptionSection({ exemptions }: Report): Markup {
  return section("exemptions", "Exemptions", [
    exemptions.length === 0
      ? html`<p>None.</p>`
      : table(
          "exemption-table",
          ["State", "Rule", "Address", "Reason", "Until", "Findings"],
          exemptions.map(
            ({ state, rule, address, reason, expires, findings }) =>
              html`<tr>
                <td><b class="${state === "used" ? "satisfied" : "error"}">${state}</b></td>
                <td><code>${rule}</code></td>
                <td><code>${address}</code></td>
                <td>${reason}</td>
                <td>${expires}</td>
                <td>${findings}</td>
              </tr>`,
          ),
        ),
  ]);
}

/** Changes since a previous report. */
export function changeSection({ changes }: Report): Markup | undefined {
  if (!changes) return undefined;
  const { checks, ...differences } = changes;
  const lines = Object.entries(differences).flatMap(([kind, { added, removed }]) => [
    ...added.map((text) => html`<li><b>+ ${kind}</b> ${text}</li>`),
    ...removed.map((text) => html`<li><b>− ${kind}</b> ${text}</li>`),
  ]);
  const all = [...checks.map((text) => html`<li><b>check</b> ${text}</li>`), ...lines];
  return section("changes", "Changes", [
    all.length === 0
      ? html`<p>Nothing changed.</p>`
      : html`<ul>
          ${all}
        </ul>`,
  ]);
}

/** A section of the page, which the navigation links to. */
export function section(id: string, title: string, content: Content): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;
}

function violation(finding: Finding | undefined): Content {
  if (!finding) return undefined;
  return html`<li>
    <b class="${finding.severity}">${finding.message}</b> (${where(finding)})${path(finding)}
    <p>Fix: ${finding.fix}</p>
    ${finding.exemption ? html`<p class="muted">Exempted until ${finding.exemption.expires}: ${finding.exemption.reason}</p>` : undefined}
  </li>`;
}

function list(title: string, lines: Report["checks"][number]["evidence"]): Content {
  if (lines.length === 0) return undefined;
  return html`<details ${title === "Evidence" ? html`open` : undefined}>
    <summary><b>${title}</b> <span class="muted">${lines.length}</span></summary>
    <ul>
      ${lines.map(({ environment, text }) => html`<li>${environment === null ? undefined : html`<b>${environment}</b> `}${text}</li>`)}
    </ul>
  </details>`;
}

function where({ stack, address, constructPath }: Finding): Content {
  const place = [stack, address].filter(Boolean).join("/");
  return html`<code>${place === "" ? "configuration" : place}</code>${
      constructPath === undefined ? undefined : html`<br /><span class="muted">${constructPath}</span>`
    }`;
}

function path({ steps }: Finding): Content {
  if (!steps) return undefined;
  return html`<ol class="path">
    ${steps.map(({ place, text }) => html`<li>${text}${place === "" ? undefined : html` <code>${place}</code>`}</li>`)}
  </ol>`;
}

/** A value as JSON; nothing if it isn't set. */
function shown(value: unknown): Content {
  return value === undefined || value === null ? undefined : html`<code>${JSON.stringify(value)}</code>`;
}

function filter(rows: string, inputs: Content): Markup {
  return html`<form class="filter" data-rows="${rows}" role="search">
    <label>Contains <input type="search" name="q" /></label>
    ${inputs}
    <output aria-live="polite"></output>
  </form>`;
}

function select(name: string, label: string, options: readonly (readonly [value: string, text: string])[]): Markup {
  return html`<label
    >${label}
    <select name="${name}">
      <option value="">all</option>
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select></label
  >`;
}

function table(id: string, heads: readonly string[], rows: Content): Markup {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${id.replace("-", " ")}">
    <table id="${id}">
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

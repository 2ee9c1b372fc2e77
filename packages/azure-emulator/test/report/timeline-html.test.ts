import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { timelineHtml } from "../../src/index.js";
import { reportOf } from "../support/report.js";
import { spanOf } from "../support/span.js";

const NEEDS = new Map([["dev", ["dns"]]]);
const SPANS = [
  spanOf({ stack: "dns", address: "azurerm_private_dns_zone.zone", end: 2, simulatedSeconds: 2, azureSeconds: 120 }),
  spanOf({ address: "azurerm_role_assignment.reader", start: 3, end: 23, azureSeconds: 20 }),
];
const PAGE = timelineHtml(
  reportOf(
    SPANS,
    {
      steps: [
        { stack: "dev", step: "apply", seconds: 106, failed: true },
        { stack: "", step: "live check", seconds: 0.2, failed: false },
      ],
    },
    NEEDS,
  ),
);

/** The rows of the table below a heading, as texts. */
function tableBelow(page: string, heading: string): string[][] {
  const [, table = ""] = new RegExp(`<h2>${heading}</h2>\\s*<table class="plain">(.*?)</table>`, "s").exec(page) ?? [];
  return [...table.matchAll(/<tr>(.*?)<\/tr>/g)]
    .slice(1)
    .map(([, row = ""]) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell = ""]) => cell));
}

function totalsOf(page: string): Record<string, string> {
  return Object.fromEntries(
    [...page.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

describe("the page of a timeline", () => {
  it("says what came of the deployment test", () => {
    expect(totalsOf(PAGE)).toEqual({
      "deployment test": "passed",
      resources: "2",
      "apply in Azure, about": "2 min 20 s",
      "apply as measured": "23 s",
      "its critical path": "Azure 2.0 s, waits 0.0 s, providers 20 s",
      "all steps as measured": "1 min 15 s",
      requests: "1234",
    });
  });

  it("says that the deployment test failed", () => {
    const problems = [{ stack: "dev", step: "apply" as const, message: "refused" }];
    expect(totalsOf(timelineHtml(reportOf(SPANS, { passed: false, problems })))["deployment test"]).toBe(
      "failed, 1 problem(s)",
    );
  });

  it("lists the critical path in its order", () => {
    expect(tableBelow(PAGE, "The critical path in Azure")).toEqual([
      ["dns", "azurerm_private_dns_zone.zone", "2 min", "2 min"],
      ["dev", "azurerm_role_assignment.reader", "20 s", "2 min 20 s"],
    ]);
  });

  it("has a chart for each stack by each clock, the estimated ones open", () => {
    const charts = [...PAGE.matchAll(/<details( open)?><summary>(.*?)<\/summary>/g)].map(([, ...parts]) => parts);
    expect(charts).toEqual([
      [" open", "dns: 1 resources, 2 min"],
      [" open", "dev: 1 resources, 20 s"],
      [undefined, "dns: 1 resources, 2.0 s"],
      [undefined, "dev: 1 resources, 20 s"],
    ]);
  });

  it("names the types whose providers take their time", () => {
    expect(tableBelow(PAGE, "Waits of the providers themselves")).toEqual([["azurerm_role_assignment", "1", "20 s"]]);
    expect(timelineHtml(reportOf(SPANS.slice(0, 1)))).not.toContain("take their time</h2>");
  });

  it("lists every step", () => {
    expect(tableBelow(PAGE, "All steps of the deployment test")).toEqual([
      ["dev", "apply, failed", "1 min 46 s"],
      ["all stacks", "live check", "0.2 s"],
    ]);
  });

  it("allows its own style and nothing else, and needs nothing else", () => {
    const [, style = ""] = /<style>(.*?)<\/style>/s.exec(PAGE) ?? [];
    const hash = createHash("sha256").update(style).digest("base64");
    expect(PAGE).toContain(
      `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'"`,
    );
    expect(PAGE).not.toMatch(/<script|<link|<img|\sstyle=|\son\w+=|https?:|url\(|@import/);
  });

  it("escapes names", () => {
    const page = timelineHtml(reportOf([spanOf({ stack: "<b>", address: `time_sleep.a["<i>'"]` })]));
    expect(page).not.toMatch(/<b>|<i>/);
    expect(page).toContain("&lt;b&gt;");
  });

  it("is the same for the same report", () => {
    expect(timelineHtml(reportOf(SPANS, {}, NEEDS))).toBe(timelineHtml(reportOf(SPANS, {}, NEEDS)));
  });

  it("has room for a deployment test that applied nothing", () => {
    expect(timelineHtml(reportOf([]))).toContain("Timeline of the apply");
  });
});

import { describe, expect, it } from "vitest";
import { gridStyle, resourceBars, sharesOf, stackLanes } from "../../src/report/timeline-chart.js";
import { scaleFor } from "../../src/report/scale.js";
import { type Span, timelineOf } from "../../src/deployment-test/timeline.js";
import { spanOf } from "../support/span.js";

/** A role that azurerm waits for by itself, then a resource that Azure takes a minute for, then a wait. */
const SPANS: readonly Span[] = [
  spanOf({ address: "azurerm_role_assignment.Roles_Reader_0123ABCD", start: 0, end: 20, azureSeconds: 20 }),
  spanOf({
    address: "azurerm_key_vault.vault",
    start: 20,
    end: 22,
    simulatedSeconds: 1,
    azureSeconds: 61,
    needs: ["azurerm_role_assignment.Roles_Reader_0123ABCD"],
  }),
  spanOf({
    address: "time_sleep.wait",
    kind: "wait",
    start: 22,
    end: 23.5,
    simulatedSeconds: 1.5,
    azureSeconds: 90,
    needs: ["azurerm_key_vault.vault"],
  }),
  spanOf({ address: "azurerm_subnet.pe", start: 0, end: 1, azureSeconds: 1 }),
];
const { estimated, measured } = timelineOf(SPANS, new Map());

/** The rows of a chart: name, length and the bars as kind, start and width. */
function rowsOf(html: string) {
  return [
    ...html.matchAll(/<tr(?: class="([^"]*)")?><th scope="row"[^>]*>(.*?)<\/th><td[^>]*>(.*?)<\/td>(.*?)<\/tr>/gs),
  ].map(([, mark = "", name = "", takes = "", bar = ""]) => ({
    mark,
    name,
    takes,
    bars: [...bar.matchAll(/<rect class="(\w+)" x="([^"]*)" width="([^"]*)"\/>/g)].map(([, ...box]) => box.join(" ")),
  }));
}

const titlesIn = (html: string) => [...html.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title);

describe("the shares of a span", () => {
  it("are Azure's, the wait's and the provider's own", () => {
    expect(estimated.slice(0, 3).map(sharesOf)).toEqual([
      { azure: 0, wait: 0, own: 20 },
      { azure: 60, wait: 0, own: 1 },
      { azure: 0, wait: 90, own: 0 },
    ]);
    expect(measured.slice(0, 3).map(sharesOf)).toEqual([
      { azure: 0, wait: 0, own: 20 },
      { azure: 1, wait: 0, own: 1 },
      { azure: 0, wait: 1.5, own: 0 },
    ]);
  });
});

describe("the bars of a stack's resources", () => {
  it("show start and end of resources, coloured by the parts of their time, with critical ones underlined", () => {
    expect(rowsOf(resourceBars(estimated, "azure").html)).toEqual([
      {
        mark: "",
        name: 'pe <span class="type">azurerm_subnet</span>',
        takes: "1.0 s",
        bars: ["own 0.00% 0.58%"],
      },
      {
        mark: "on-path",
        name: 'Roles_Reader <span class="type">azurerm_role_assignment</span>',
        takes: "20 s",
        bars: ["own 0.00% 11.70%", "critical 0.00% 11.70%"],
      },
      {
        mark: "on-path",
        name: 'vault <span class="type">azurerm_key_vault</span>',
        takes: "1 min 1 s",
        bars: ["azure 11.70% 35.09%", "own 46.78% 0.58%", "critical 11.70% 35.67%"],
      },
      {
        mark: "on-path",
        name: 'wait <span class="type">time_sleep</span>',
        takes: "1 min 30 s",
        bars: ["wait 47.37% 52.63%", "critical 47.37% 52.63%"],
      },
    ]);
  });

  it("say when they're pointed at what took how long, here and in Azure", () => {
    expect(titlesIn(resourceBars(estimated, "azure").html)[2]).toBe(
      "dev: azurerm_key_vault.vault\n20 s to 1 min 21 s, takes 1 min 1 s\nAzure 1 min, the provider itself 1.0 s\nmeasured in 2.0 s\non the critical path",
    );
    expect(titlesIn(resourceBars(measured, "measured").html)[3]).toBe(
      "dev: time_sleep.wait\n22 s to 24 s, takes 1.5 s\nwaiting 1.5 s\non the critical path",
    );
  });

  it("begin with their stack", () => {
    const spans = [spanOf({ stack: "dns", azureSeconds: 10 }), spanOf({ azureSeconds: 10, start: 1, end: 2 })];
    const late = timelineOf(spans, new Map([["dev", ["dns"]]])).estimated.filter(({ span }) => span.stack === "dev");
    expect(rowsOf(resourceBars(late, "azure").html)[0]?.bars[0]).toMatch(/ 0\.00% /);
  });

  it("show the names of modules, and addresses of no known form as they are", () => {
    const placed = timelineOf(
      [spanOf({ address: "module.net.azurerm_subnet.pe" }), spanOf({ address: "<odd>" })],
      new Map(),
    );
    expect(rowsOf(resourceBars(placed.estimated, "azure").html).map(({ name }) => name)).toEqual([
      'module.net.pe <span class="type">azurerm_subnet</span>',
      "&lt;odd&gt;",
    ]);
  });
});

describe("the lanes of stacks", () => {
  it("last from their first resource to their last, with waits and what is critical", () => {
    expect(rowsOf(stackLanes(estimated).html)).toEqual([
      {
        mark: "",
        name: "dev",
        takes: "2 min 51 s",
        bars: [
          "stack 0.00% 100.00%",
          "wait 47.37% 52.63%",
          "critical 0.00% 11.70%",
          "critical 11.70% 35.67%",
          "critical 47.37% 52.63%",
        ],
      },
    ]);
  });
});

describe("the lines behind the bars", () => {
  it("have one rule for all charts with the same distance", () => {
    const style = gridStyle([scaleFor(8), scaleFor(40), scaleFor(50)]);
    expect(style.split("\n").map((rule) => rule.slice(0, rule.indexOf(" ")))).toEqual([".grid-1250", ".grid-2000"]);
    expect(resourceBars(timelineOf([spanOf({ azureSeconds: 50 })], new Map()).estimated, "azure").html).toContain(
      'class="plot grid-2000"',
    );
  });
});

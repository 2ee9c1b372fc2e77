import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { comparison, readTimeline } from "../../src/cli/compare.js";
import { timelineOf } from "../../src/deployment-test/timeline.js";
import { spanOf } from "../support/span.js";

const workspace = (stack: string) =>
  spanOf({ stack, address: "azapi_resource.workspace", azureSeconds: 1890, unscaledSeconds: 1890 });
const group = spanOf({ stack: "base", address: "azurerm_resource_group.one", azureSeconds: 2, unscaledSeconds: 0 });
const BEFORE = timelineOf([workspace("dev"), workspace("prod")], new Map([["prod", ["dev"]]]));
const AFTER = timelineOf(
  [group, workspace("dev"), workspace("prod")],
  new Map([
    ["dev", ["base"]],
    ["prod", ["base"]],
  ]),
);

function written(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), "report-")), "report.json");
  writeFileSync(file, content);
  return file;
}

describe("the comparison of two deployment tests", () => {
  it("shows both critical paths side by side, and whose they are", () => {
    expect(comparison(BEFORE, AFTER)).toBe(`
Critical paths, as estimated for Azure; a resource that is in several stacks is added up:
          then           now
     1 h 3 min   31 min 30 s  azapi_resource.workspace
             -         2.0 s  azurerm_resource_group.one
     1 h 3 min   31 min 32 s  in all
then: of it Azure 1 h 3 min, delays of the stacks 0.0 s, providers 0.0 s
now:  of it Azure 31 min 30 s, delays of the stacks 0.0 s, providers 2.0 s
`);
  });

  it("reads a report, also one of an older version", () => {
    const spans = BEFORE.estimated.map(({ span: { unscaledSeconds: _, ...span }, ...placed }) => ({ ...placed, span }));
    const timeline = readTimeline(written(JSON.stringify({ timeline: { measured: spans, estimated: spans } })));
    expect(timeline.estimated[0]?.span.unscaledSeconds).toBe(1889);
    expect(readTimeline(written(JSON.stringify({ timeline: AFTER })))).toEqual(AFTER);
  });

  it.each([
    ["no JSON", "{", "is not JSON"],
    ["no report", "{}", "has no timeline"],
  ])("refuses %s", (_, content, why) => {
    const file = written(content);
    expect(() => readTimeline(file)).toThrow(`--compare ${file} ${why}: give a report that --json wrote`);
  });
});

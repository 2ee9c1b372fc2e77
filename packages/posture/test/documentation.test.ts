import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseConfig, RULE_FACTS } from "../src/index.js";

const workspace = join(import.meta.dirname, "../../..");
const text = (file: string): string => readFileSync(join(workspace, file), "utf8");
const firstCells = (markdown: string): string[] =>
  [...markdown.matchAll(/^\| `([a-z-]+)`/gm)].map(([, cell]) => cell ?? "");

describe("the documentation", () => {
  it("lists every rule with its severity and what it wants, and no other", () => {
    const [, table = ""] = text("docs/posture.md").split("## Rules");
    expect(firstCells(table)).toEqual([...RULE_FACTS.keys()]);
    const lines = table.split("\n").map((line) => line.replaceAll(/ +/g, " "));
    for (const { id, severity, title } of RULE_FACTS.values()) {
      expect(lines.find((line) => line.startsWith(`| \`${id}\` | ${severity} | ${title} |`))).toBeDefined();
    }
  });

  it("gives the reference platform's exemptions, one for one", () => {
    const config = parseConfig(JSON.parse(text("apps/reference-platform/posture.json")), "posture.json");
    const [, section = ""] = text("packages/posture/README.md").split("## Exemptions of the reference platform");
    expect(firstCells(section)).toEqual(config.exemptions?.map(({ rule }) => rule));
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { USAGE } from "../src/cli/arguments.js";
import { FAILURE_MODES, type FailureModeFacts } from "../src/index.js";

const PAGE = readFileSync(join(import.meta.dirname, "../../../docs/deployment-test.md"), "utf8");

/** The rows of the page's table with this header, as cells. */
function rowsOf(header: string): string[][] {
  const lines = PAGE.split("\n");
  const start = lines.findIndex((line) => line.startsWith(`| ${header} `));
  const end = lines.indexOf("", start);
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  );
}

describe("docs/deployment-test.md", () => {
  it("lists every failure as it is by default", () => {
    const failureModes = Object.entries(FAILURE_MODES as Readonly<Record<string, FailureModeFacts>>).map(
      ([name, rule]) => {
        const standard = typeof rule.default === "number" ? `${rule.default} s` : rule.default ? "on" : "off";
        return [`\`${name}\``, standard, rule.about, rule.answer];
      },
    );
    expect(rowsOf("failure mode")).toEqual(failureModes);
  });

  it("lists every option of the command", () => {
    const options = [...USAGE.matchAll(/^ {2}(--[a-z-]+(?: [A-Z=]+)?)/gm)].map(([, option]) => `\`${option ?? ""}\``);
    expect(rowsOf("option").map(([option]) => option)).toEqual(options);
  });
});

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { WORKSPACE, readText } from "./files.mjs";

describe("the list of decisions", () => {
  it("has every decision in order, with its title and status", () => {
    const rows = readdirSync(join(WORKSPACE, "docs/decisions"))
      .filter((file) => /^\d{4}-.*\.md$/.test(file))
      .sort()
      .map((file) => {
        const text = readText(`docs/decisions/${file}`);
        const [, title] = /^# (.*)$/m.exec(text) ?? [];
        const [, status] = /^\*\*Status:\*\* (.*)$/m.exec(text) ?? [];
        return `| [${title}](${file}) | ${status} |`;
      });
    const listed = readText("docs/decisions/README.md").match(/^\| \[.*$/gm) ?? [];
    expect(listed.map((row) => row.replaceAll(/ +/g, " "))).toEqual(rows);
  });
});

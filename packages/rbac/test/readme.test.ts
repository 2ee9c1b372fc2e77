import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { markdownTable } from "../src/matrix/tables.js";
import { ROLE_BUNDLES, type BundleRow } from "../src/index.js";

const readme = readFileSync(join(import.meta.dirname, "../README.md"), "utf8");

/** Without the padding that the formatter puts into tables. */
const plain = (table: string) => table.trim().replaceAll(/ +/g, " ").replaceAll(/-{3,}/g, "---");

describe("the README", () => {
  it("lists the rows of every bundle as they are granted", () => {
    const rows = Object.entries<readonly BundleRow[]>(ROLE_BUNDLES).flatMap(([name, bundle]) =>
      bundle.map(({ role, on, reason, option }) => [
        `\`${name}Bundle\``,
        role.name,
        `\`${on}\``,
        option ? `\`${option.name}\`, ${option.default ? "on" : "off"}` : "",
        reason,
      ]),
    );
    const table = markdownTable(["Bundle", "Role", "On", "Option", "Why"], rows);
    const [, written = ""] = /<!-- bundles -->([\s\S]*)<!-- \/bundles -->/.exec(readme) ?? [];
    expect(plain(written)).toBe(plain(table));
  });
});

import { describe, expect, it } from "vitest";
import { readText, trackedFiles } from "./files.mjs";
import { ID, requirements, requirementsPage, unmet } from "./requirements.mjs";

describe("the requirements", () => {
  const all = requirements();

  it("each have an id of their own, a kind and a text", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id, kind, text } of all) {
      expect(id).toMatch(new RegExp(`^${ID.source}$`));
      expect(["CORE", "OPTION", "DOC"]).toContain(kind);
      expect(text).not.toBe("");
    }
  });

  it("are met: a core one by a test, one of documentation by a page that exists", () => {
    expect(unmet(all)).toEqual([]);
    const files = new Set(trackedFiles());
    expect(all.flatMap(({ pages }) => pages).filter((page) => !files.has(page))).toEqual([]);
  });

  it("are all that tests name", () => {
    const known = new Set(all.map(({ id }) => id));
    const named = trackedFiles()
      .filter((file) => /\.(test|e2e)\.ts$/.test(file) && !file.startsWith("tools/docs/"))
      .flatMap((file) => readText(file).match(ID) ?? []);
    expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([]);
  });

  it("are listed with their text, and with links to where they are met", () => {
    const page = requirementsPage([
      {
        id: "S0-NET-01",
        kind: "CORE",
        text: "A <name>.",
        tests: ["packages/network/test/vnet.test.ts"],
        pages: ["docs/posture.md"],
      },
    ]);
    expect(page).toContain(
      "- **S0-NET-01** A \\<name\\>.<br>[network/vnet](../../packages/network/test/vnet.test.ts), [posture](../posture.md)\n",
    );
  });
});

/** Folders whose ids are yet to be removed. */
const STILL_NAMING = ["packages/azure-emulator/"];

describe("ids of requirements", () => {
  it("occur in tests and in docs/requirements only", () => {
    const naming = trackedFiles().filter(
      (file) =>
        !/\/test\/|\.(test|e2e)\.ts$|^docs\/requirements\/|^tools\/docs\/requirements/.test(file) &&
        !STILL_NAMING.some((folder) => file.startsWith(folder)) &&
        /\.(ts|mjs|cjs|md|json|ya?ml|go)$/.test(file) &&
        readText(file).match(ID),
    );
    expect(naming).toEqual([]);
  });
});

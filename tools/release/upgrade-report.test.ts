import { describe, expect, it } from "vitest";
import { upgradePage } from "./upgrade-page.mjs";
import { countsOf, losesAnything, upgradeText, valueText } from "./upgrade-report.mjs";

const forced = { path: "name", before: "a", after: "<b>", forcesReplacement: true };
const inPlace = { path: "tags.owner", before: undefined, after: "team", forcesReplacement: false };
const replaced = { address: "dev/azurerm_subnet.S", fate: "replaced", changes: [forced], because: [] } as const;
const cascaded = {
  address: "dev/azurerm_private_endpoint.E",
  fate: "replaced",
  changes: [],
  because: [replaced.address],
} as const;
const moved = {
  address: "dev/azapi_resource.New",
  fate: "moved",
  from: "dev/azapi_resource.Old",
  changes: [],
  because: [],
} as const;
const changed = { address: "dev/azurerm_key_vault.K", fate: "changed", changes: [inPlace], because: [] } as const;
const copied = (...changes: (typeof replaced | typeof cascaded | typeof moved | typeof changed)[]) =>
  changes.map((change) => ({ ...change, changes: [...change.changes], because: [...change.because] }));
const upgrade = { from: "v1", to: "the work tree", changes: copied(replaced, cascaded, moved, changed) };

describe("an upgrade as text", () => {
  it("begins with what is lost, and says why", () => {
    expect(upgradeText(upgrade)).toBe(
      [
        "from v1 to the work tree",
        "2 replaced, 1 moved, 1 changed",
        "",
        "REPLACED (destroyed and made anew)",
        "  dev/azurerm_subnet.S",
        '    name: "a" -> "<b>"  # forces replacement',
        "  dev/azurerm_private_endpoint.E",
        "    because of dev/azurerm_subnet.S",
        "",
        "MOVED (at another address, by a moved block; nothing is destroyed)",
        "  dev/azapi_resource.New",
        "    was dev/azapi_resource.Old",
        "",
        "CHANGED (in place)",
        "  dev/azurerm_key_vault.K",
        '    tags.owner: (none) -> "team"',
        "",
      ].join("\n"),
    );
  });

  it("may be nothing", () => {
    expect(upgradeText({ ...upgrade, changes: [] })).toBe("from v1 to the work tree\nnothing changes\n");
  });

  it("leaves the middle of a long value out", () => {
    const text = valueText(`${"a".repeat(100)}${"b".repeat(100)}`);
    expect(text).toBe(`"${"a".repeat(47)} … ${"b".repeat(47)}"`);
  });
});

describe("an upgrade as a page", () => {
  const page = upgradePage(upgrade);

  it("escapes what comes from the stacks", () => {
    expect(page).toContain("&quot;&lt;b&gt;&quot;");
    expect(page).not.toContain('<b>"');
  });

  it("counts and links the fates, losses first", () => {
    const links = [...page.matchAll(/<a href="#(\w+)"><b>(\d+)<\/b>/g)].map(([, fate, count]) => `${count} ${fate}`);
    expect(links).toEqual(["2 replaced", "1 moved", "1 changed"]);
    for (const fate of ["replaced", "moved", "changed"]) expect(page).toContain(`<section id="${fate}"`);
  });

  it("needs nothing from elsewhere", () => {
    expect(page).not.toMatch(/<script|https?:|url\(/);
  });

  it("says that nothing changes", () => {
    expect(upgradePage({ ...upgrade, changes: [] })).toContain("<p>Nothing changes.</p>");
  });
});

it("counts by fate", () => {
  expect(countsOf(upgrade.changes)).toEqual([
    { fate: "replaced", count: 2 },
    { fate: "moved", count: 1 },
    { fate: "changed", count: 1 },
  ]);
});

it.each([
  ["replaced", true],
  ["destroyed", true],
  ["moved", false],
  ["changed", false],
  ["added", false],
] as const)("knows that what is %s is lost: %s", (fate, lost) => {
  expect(losesAnything([{ address: "a", fate, changes: [], because: [] }])).toBe(lost);
});

import { describe, expect, it } from "vitest";
import { countsOf, losesAnything, upgradeText, valueText } from "./report.mjs";

const forced = { path: "name", before: "a", after: "<b>", forcesReplacement: true };
const inPlace = { path: "tags.owner", before: undefined, after: "team", forcesReplacement: false };
const replaced = { address: "dev/azurerm_subnet.S", action: "replaced", changes: [forced], because: [] } as const;
const cascaded = {
  address: "dev/azurerm_private_endpoint.E",
  action: "replaced",
  changes: [],
  because: [replaced.address],
} as const;
const moved = {
  address: "dev/azapi_resource.New",
  action: "moved",
  from: "dev/azapi_resource.Old",
  changes: [],
  because: [],
} as const;
const changed = { address: "dev/azurerm_key_vault.K", action: "changed", changes: [inPlace], because: [] } as const;
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
        "REPLACED (destroyed and created again)",
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

it("counts by action", () => {
  expect(countsOf(upgrade.changes)).toEqual([
    { action: "replaced", count: 2 },
    { action: "moved", count: 1 },
    { action: "changed", count: 1 },
  ]);
});

it.each([
  ["replaced", true],
  ["destroyed", true],
  ["refused", true],
  ["moved", false],
  ["changed", false],
  ["added", false],
] as const)("knows that what is %s is no harmless upgrade: %s", (action, lost) => {
  expect(losesAnything([{ address: "a", action, changes: [], because: [] }])).toBe(lost);
});

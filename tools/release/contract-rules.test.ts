import { describe, expect, it } from "vitest";
import { changesBetween, goldenAddresses, judgePlan } from "./contract-rules.mjs";

const report = (code: string) => `\`\`\`ts\n${code}\n\`\`\``;
const promises = (change: object = {}) => ({
  manifest: { name: "@org/a", version: "1.0.0", exports: { ".": {} } },
  reports: new Map([["index.api.md", report("export class A {\n x: string;\n}")]]),
  terraform: { resources: { "dev/azurerm_subnet.S": { name: "s" } }, moved: {} },
  addresses: ["dev/azurerm_subnet.S"],
  ...change,
});
const changes = (change: object) =>
  changesBetween(promises(), promises(change)).map(({ weight, text }) => `${weight}: ${text}`);

describe("what has changed", () => {
  it("is nothing between equals", () => {
    expect(changes({})).toEqual([]);
  });

  it("is a part of the API that is gone", () => {
    expect(changes({ reports: new Map([["index.api.md", report("export class A {\n}")]]) })).toEqual([
      "break: API: `A.x` is gone",
    ]);
  });

  it("is an address that is gone, named once although two files hold it", () => {
    expect(changes({ terraform: { resources: {}, moved: {} }, addresses: [] })).toEqual([
      "break: Terraform: dev/azurerm_subnet.S is destroyed",
    ]);
  });

  it("is an address that only the tests hold", () => {
    expect(changes({ addresses: [] })).toEqual([
      "break: Terraform: dev/azurerm_subnet.S is destroyed (test/golden/addresses.json)",
    ]);
  });

  it("is a resource that is replaced, with the argument that does it", () => {
    const terraform = { resources: { "dev/azurerm_subnet.S": { name: "other" } }, moved: {} };
    expect(changes({ terraform })).toEqual(["break: Terraform: dev/azurerm_subnet.S is replaced (name)"]);
  });

  it("is no break if a resource has moved with its block", () => {
    const moved = { "dev/azurerm_subnet.S": "dev/azurerm_subnet.New" };
    const terraform = { resources: { "dev/azurerm_subnet.New": { name: "s" } }, moved };
    expect(changes({ terraform, addresses: ["dev/azurerm_subnet.New"] })).toEqual([
      "fix: Terraform: dev/azurerm_subnet.New is moved (from dev/azurerm_subnet.S)",
    ]);
  });

  it("is an entry that is gone, and not its report a second time", () => {
    const manifest = { name: "@org/a", version: "1.0.0", exports: {} };
    expect(changes({ manifest, reports: new Map() })).toEqual(["break: entry . is gone"]);
  });

  it("begins with the breaks", () => {
    const terraform = { resources: { "dev/azurerm_subnet.New": {} }, moved: {} };
    const weights = changesBetween(promises(), promises({ terraform, addresses: [] })).map(({ weight }) => weight);
    expect(weights).toEqual(["break", "addition"]);
  });
});

describe("a plan", () => {
  const gone = { weight: "break" as const, text: "gone" };
  const added = { weight: "addition" as const, text: "new" };
  const fixed = { weight: "fix" as const, text: "other" };

  it.each([
    ["a break without a major", "1.2.0", "1.3.0", gone, "major"],
    ["a break without a minor below 1.0.0", "0.2.0", "0.2.1", gone, "minor"],
    ["an addition without a minor", "1.2.0", "1.2.1", added, "minor"],
    ["an addition without any version below 1.0.0", "0.2.0", "0.2.0", added, "patch"],
    ["a fix without any version", "1.2.0", "1.2.0", fixed, "patch"],
  ])("is refused with %s", (_, released, planned, change, required) => {
    expect(judgePlan(released, planned, [change])).toMatchObject({ required, unannounced: [change] });
  });

  it.each([
    ["a break with a major", "1.2.0", "2.0.0", gone],
    ["a break on the way to a major", "1.2.0", "2.0.0-next.3", gone],
    ["a break with a minor below 1.0.0", "0.2.0", "0.3.0", gone],
    ["an addition with a minor", "1.2.0", "1.3.0", added],
    ["an addition with a patch below 1.0.0", "0.2.0", "0.2.1", added],
    ["a fix with a patch", "1.2.0", "1.2.1", fixed],
  ])("is accepted with %s", (_, released, planned, change) => {
    expect(judgePlan(released, planned, [change])).toBeUndefined();
  });

  it("asks for the level of the heaviest change", () => {
    expect(judgePlan("1.2.0", "1.2.0", [gone, fixed])).toEqual({
      planned: "none",
      required: "major",
      unannounced: [gone, fixed],
    });
  });
});

it("reads the addresses of one example and of several", () => {
  expect(goldenAddresses('["a", "b"]')).toEqual(["a", "b"]);
  expect(goldenAddresses('{ "defaults": ["a"], "everything": ["a", "c"] }')).toEqual(["a", "c"]);
});

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { linesIn } from "../../src/report/lines.js";

const folder = mkdtempSync(join(tmpdir(), "lines-"));

/** The lines of addresses in a file of this text. */
function linesOf(text: string, ...addresses: string[]) {
  writeFileSync(join(folder, "cdk.tf.json"), text);
  const lineOf = linesIn(folder);
  return addresses.map((address) => lineOf({ file: "cdk.tf.json", address }));
}
const pretty = (json: object) => JSON.stringify(json, null, 2);

describe("linesIn", () => {
  it("finds resources, data sources, variables, locals, outputs, modules and providers", () => {
    const text = pretty({
      "//": { resource: { azurerm_subnet: { pe: {} } } },
      data: { azurerm_client_config: { me: {} } },
      resource: { azurerm_subnet: { pe: { name: "pe", delegation: { name: "pe" } }, vm: {} } },
      variable: { prefix: { default: "aml" } },
      locals: { suffix: "01" },
      output: { id: { value: "id" } },
      module: { hub: { source: "./hub" } },
      provider: { azurerm: { features: {} } },
    });
    const lines = linesOf(
      text,
      "data.azurerm_client_config.me",
      "azurerm_subnet.pe",
      "azurerm_subnet.vm",
      "var.prefix",
      "local.suffix",
      "output.id",
      "module.hub",
      "provider.azurerm",
    );
    const written = text.split("\n");
    expect(lines.map((line) => written[(line ?? 0) - 1]?.trim())).toEqual([
      '"me": {}',
      '"pe": {',
      '"vm": {}',
      '"prefix": {',
      '"suffix": "01"',
      '"id": {',
      '"hub": {',
      '"azurerm": {',
    ]);
  });

  it("sees through lists that stand for objects", () => {
    const text = pretty({ resource: [{ azurerm_subnet: [{ pe: [{ name: "pe" }] }] }, { azurerm_subnet: { vm: {} } }] });
    expect(linesOf(text, "azurerm_subnet.pe", "azurerm_subnet.vm")).toEqual([6, 16]);
  });

  it("counts lines whatever ends them, and tells two of one line apart by nothing", () => {
    expect(linesOf('{\r\n"resource": {\r\n"a": {\r\n"b": {}}}}', "a.b")).toEqual([4]);
    expect(linesOf('{"resource":{"a":{"b":{},"c":{}}}}', "a.b", "a.c")).toEqual([1, 1]);
  });

  it("tells nothing of what isn't declared, of a whole stack, and of no file", () => {
    expect(linesOf(pretty({ resource: { a: { b: { c: {} } } } }), "a.c", "b.c", "a", "")).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(linesIn(folder)({ file: undefined, address: "a.b" })).toBeUndefined();
  });
});

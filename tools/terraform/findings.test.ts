import { describe, expect, it } from "vitest";
import { constructPathOf, readValidateAnswer } from "./findings.mjs";

const json = {
  locals: { region: "${var.nowhere}" },
  data: { azurerm_client_config: { me: { oops: 1 } } },
  resource: {
    azurerm_subnet: {
      Network_Subnet: {
        "//": { metadata: { path: "aml-dev/Network/Subnet" } },
        name: "größe 😀",
        delegation: [{ name: "d", service: "x" }],
      },
    },
  },
};
const text = JSON.stringify(json, null, 2);

/** A diagnostic of which Terraform says that it begins at the given text. */
function diagnosticAt(found: string, more: object = {}) {
  const before = text.slice(0, text.indexOf(found));
  const start = { line: before.split("\n").length, byte: Buffer.byteLength(before) };
  return { severity: "error", summary: "Wrong", range: { filename: "cdk.tf.json", start }, ...more };
}

function read(...diagnostics: object[]) {
  return readValidateAnswer(JSON.stringify({ valid: diagnostics.length === 0, diagnostics }), { text, json });
}

describe("readValidateAnswer", () => {
  it("takes over Terraform's verdict", () => {
    expect(read()).toEqual({ valid: true, findings: [] });
    expect(read(diagnosticAt('"name"')).valid).toBe(false);
  });

  it("names the resource, the property, the construct and the line", () => {
    expect(read(diagnosticAt('"x"', { detail: "no such service" })).findings).toEqual([
      {
        severity: "error",
        message: "Wrong: no such service",
        address: "azurerm_subnet.Network_Subnet",
        property: "delegation.0.service",
        constructPath: "aml-dev/Network/Subnet",
        line: 24,
      },
    ]);
  });

  it("counts bytes as Terraform does, whatever stands before", () => {
    expect(read(diagnosticAt('"delegation"')).findings[0]?.property).toBe("delegation");
  });

  it("names data sources as Terraform does", () => {
    expect(read(diagnosticAt('"oops"')).findings[0]).toMatchObject({
      address: "data.azurerm_client_config.me",
      property: "oops",
    });
  });

  it("names the path of what is no resource", () => {
    expect(read(diagnosticAt('"${var')).findings[0]).toMatchObject({ property: "locals.region" });
    expect(read(diagnosticAt('"${var')).findings[0]).not.toHaveProperty("address");
  });

  it("keeps a diagnostic that has no place", () => {
    expect(read({ severity: "warning", summary: "Deprecated" }).findings).toEqual([
      { severity: "warning", message: "Deprecated" },
    ]);
  });

  it("orders by line, then by message: Terraform reports as its graph comes along", () => {
    const findings = read(
      diagnosticAt('"delegation"', { summary: "b" }),
      diagnosticAt('"delegation"', { summary: "a" }),
      diagnosticAt('"oops"', { summary: "c" }),
    ).findings;
    expect(findings.map(({ message }) => message)).toEqual(["c", "a", "b"]);
  });

  it.each(["", "Segmentation fault", '{"ok":true}'])("refuses %j as an answer", (stdout) => {
    expect(() => readValidateAnswer(stdout, { text, json })).toThrow(
      `\`terraform validate -json\` answered no JSON of its own: ${stdout}`,
    );
  });
});

describe("constructPathOf", () => {
  it("is what CDKTF wrote beside the resource", () => {
    expect(constructPathOf(json.resource.azurerm_subnet.Network_Subnet)).toBe("aml-dev/Network/Subnet");
    expect(constructPathOf({})).toBeUndefined();
    expect(constructPathOf(undefined)).toBeUndefined();
  });
});

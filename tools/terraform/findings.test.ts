import type { TerraformDiagnostic } from "@org/terraform-runner";
import { describe, expect, it } from "vitest";
import { constructPathOf, findingsOf } from "./findings.mjs";

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
  return findingsOf(diagnostics as TerraformDiagnostic[], { text, json });
}

describe("findingsOf", () => {
  it("finds nothing where Terraform has nothing to report", () => {
    expect(read()).toEqual([]);
  });

  it("names the resource, the property, the construct and the line", () => {
    expect(read(diagnosticAt('"x"', { detail: "no such service" }))).toEqual([
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
    expect(read(diagnosticAt('"delegation"'))[0]?.property).toBe("delegation");
  });

  it("names data sources as Terraform does", () => {
    expect(read(diagnosticAt('"oops"'))[0]).toMatchObject({
      address: "data.azurerm_client_config.me",
      property: "oops",
    });
  });

  it("names the path of what is no resource", () => {
    expect(read(diagnosticAt('"${var'))[0]).toMatchObject({ property: "locals.region" });
    expect(read(diagnosticAt('"${var'))[0]?.address).toBeUndefined();
  });

  it("keeps a diagnostic that has no place", () => {
    expect(read({ severity: "warning", summary: "Deprecated" })).toEqual([
      { severity: "warning", message: "Deprecated" },
    ]);
  });

  it("orders by line, then by message: Terraform reports as its graph comes along", () => {
    const findings = read(
      diagnosticAt('"delegation"', { summary: "b" }),
      diagnosticAt('"delegation"', { summary: "a" }),
      diagnosticAt('"oops"', { summary: "c" }),
    );
    expect(findings.map(({ message }) => message)).toEqual(["c", "a", "b"]);
  });
});

describe("constructPathOf", () => {
  it("is what CDKTF wrote beside the resource", () => {
    expect(constructPathOf(json.resource.azurerm_subnet.Network_Subnet)).toBe("aml-dev/Network/Subnet");
    expect(constructPathOf({})).toBeUndefined();
    expect(constructPathOf(undefined)).toBeUndefined();
  });
});

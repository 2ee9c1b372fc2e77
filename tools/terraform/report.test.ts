import { describe, expect, it } from "vitest";
import type { Result } from "./validate-stack.mjs";
import { exitCode, findingsText, summary, table } from "./report.mjs";

function result(name: string, given: Partial<Result> = {}): Result {
  const json = { resource: { azurerm_subnet: { a: {}, b: {} } } };
  const stack = { name, folder: `/out/${name}`, file: `/out/${name}/cdk.tf.json`, text: "", json };
  return { stack, outcome: "accepted", providers: {}, findings: [], seconds: 1.23, ...given };
}

const accepted = result("aml-dev", {
  providers: {
    "hashicorp/azurerm": { version: "5.2.0", stub: false },
    "azure/azapi": { version: "2.12.0", stub: true },
  },
});
const refused = result("aml-prod", { outcome: "refused", seconds: 10 });
const notChecked = result("aml-dns-shared", { outcome: "not checked" });

describe("table", () => {
  it("says of each stack who checked it, and how", () => {
    expect(table([accepted, refused])).toBe(
      [
        "stack     resources  azapi        azurerm     outcome   seconds",
        "aml-dev   2          2.12.0 STUB  5.2.0 real  accepted  1.2",
        "aml-prod  2          -            -           refused   10.0",
      ].join("\n"),
    );
  });
});

describe("findingsText", () => {
  it("says nothing of a stack without findings", () => {
    expect(findingsText(accepted)).toBe("");
  });

  it("says address, property, message, construct and line", () => {
    const finding = {
      severity: "error" as const,
      message: "Missing required argument: give\nprivate_dns_zone_id",
      address: "azurerm_x.y",
      property: "z.0",
      constructPath: "aml-prod/Link",
      line: 7,
    };
    expect(findingsText({ ...refused, findings: [finding, { severity: "warning", message: "Deprecated" }] })).toBe(
      [
        "aml-prod: refused (/out/aml-prod/cdk.tf.json)",
        "  error in azurerm_x.y z.0",
        "    Missing required argument: give",
        "    private_dns_zone_id",
        "    aml-prod/Link  /out/aml-prod/cdk.tf.json:7",
        "  warning",
        "    Deprecated",
      ].join("\n"),
    );
  });
});

describe("summary", () => {
  it("counts", () => {
    expect(summary([accepted, refused])).toBe("1 accepted, 1 refused, 0 not checked");
  });

  it("says what to do about stacks that weren't checked", () => {
    expect(summary([notChecked])).toMatch(/^0 accepted, 0 refused, 1 not checked\n.*synth --azurerm-major 5$/);
  });
});

describe("exitCode", () => {
  it("is 0 if all are accepted, 1 if one is refused, 2 if one can't be checked", () => {
    expect(exitCode([accepted])).toBe(0);
    expect(exitCode([accepted, refused, notChecked])).toBe(1);
    expect(exitCode([accepted, notChecked])).toBe(2);
  });
});

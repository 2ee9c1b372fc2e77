import { describe, expect, it } from "vitest";
import { requireValidBody } from "../../../src/emulator/arm/arm-body.js";
import { ArmId } from "@org/azure-catalog";
import { idOf } from "../../support/sandbox.js";

const CLUSTER = idOf("Microsoft.MachineLearningServices/workspaces/computes", "mlw/cluster");
const check = (properties: Record<string, unknown>, version = "2025-12-01") =>
  requireValidBody(ArmId.tryParse(CLUSTER) as ArmId, version, { location: "canadacentral", properties });

describe("A body", () => {
  it("is taken if the schema of its type has it", () => {
    expect(() => check({ computeType: "AmlCompute", properties: { vmSize: "Standard_DS3_v2" } })).not.toThrow();
  });

  it("is refused if not, with what is wrong and what is expected", () => {
    expect(() => check({ computeType: "AmlCompute", properties: { vmSize: 3 } })).toThrow(
      expect.objectContaining({
        status: 400,
        code: "ValidationError",
        message: "The request is invalid. properties.properties.vmSize: expected a string.",
      }),
    );
  });

  it("may send along what is read-only: who writes back what was read does so", () => {
    const properties = { computeType: "AmlCompute", provisioningState: "Succeeded", createdOn: "2026-01-01T00:00:00Z" };
    expect(() => check(properties)).not.toThrow();
  });

  it("is not validated in a version or of a type that the catalog doesn't have", () => {
    expect(() => check({ computeType: 3 }, "2019-01-01")).not.toThrow();
    const thing = ArmId.tryParse(idOf("Contoso.Things/things", "one")) as ArmId;
    expect(() => requireValidBody(thing, "2025-12-01", { properties: { anything: 1 } })).not.toThrow();
  });
});

import type { TerraformStack } from "cdktf";
import { describe, expect, it } from "vitest";
import { aRecord } from "../../src/azurerm/a-record.js";
import { only, RECORD, stackIn, zoneId } from "../fixture.js";

const record = (stack: TerraformStack) =>
  aRecord(stack, "Record", {
    name: "amli-dev.canadacentral",
    zone: { zoneId: zoneId("z.example.com"), zoneName: "z.example.com", resourceGroupName: "rg-hub-dns" },
    ipAddress: "10.1.1.11",
    ttl: 10,
    tags: { environment: "dev" },
  });

describe("an address record", () => {
  it("names zone and group in azurerm 4", () => {
    const stack = stackIn(undefined, "stack", 4);
    record(stack);
    expect(only(stack, RECORD)).toEqual({
      name: "amli-dev.canadacentral",
      zone_name: "z.example.com",
      resource_group_name: "rg-hub-dns",
      records: ["10.1.1.11"],
      ttl: 10,
      tags: { environment: "dev" },
    });
  });

  it("names the zone by its id in azurerm 5", () => {
    const stack = stackIn(undefined, "stack", 5);
    record(stack);
    expect(only(stack, RECORD)).toEqual({
      name: "amli-dev.canadacentral",
      private_dns_zone_id: zoneId("z.example.com"),
      records: ["10.1.1.11"],
      ttl: 10,
      tags: { environment: "dev" },
    });
  });
});

import { type TerraformStack, Token } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { InstanceRecord, type InstanceRecordProps } from "../../src/index.js";
import { only, RECORD, stackIn, zoneId } from "../fixture.js";

let stack: TerraformStack;
const record = (props: Partial<InstanceRecordProps> = {}) =>
  new InstanceRecord(stack, "Record", {
    zone: { zoneId: zoneId("instances.azureml.ms"), zoneName: "instances.azureml.ms", resourceGroupName: "rg-hub-dns" },
    instanceName: "amli-dev",
    location: "canadacentral",
    endpointIpAddress: "10.1.1.11",
    ...props,
  });

beforeEach(() => {
  stack = stackIn();
});

describe("InstanceRecord", () => {
  it("is <instance>.<region> at the address of the workspace's endpoint (S0-DNS-13)", () => {
    record();
    expect(only(stack, RECORD)).toEqual({
      name: "amli-dev.canadacentral",
      zone_name: "instances.azureml.ms",
      resource_group_name: "rg-hub-dns",
      records: ["10.1.1.11"],
      ttl: 10,
    });
  });

  it("names the region as host names do", () => {
    record({ location: "Canada Central" });
    expect(stack).toHaveResource(RECORD, { name: "amli-dev.canadacentral" });
  });

  it("does not evaluate what only Terraform knows", () => {
    const ttl = Token.asNumber({ resolve: () => "${var.ttl}" });
    record({ instanceName: "${var.name}", location: "${var.region}", endpointIpAddress: "${var.address}", ttl });
    expect(stack).toHaveResource(RECORD, {
      name: "${var.name}.${var.region}",
      records: ["${var.address}"],
      ttl: "${var.ttl}",
    });
  });

  it("fails in a private-link zone, whose records endpoints write (S0-DNS-12)", () => {
    const zoneName = "privatelink.api.azureml.ms";
    const zone = { zoneId: zoneId(zoneName), zoneName, resourceGroupName: "rg-hub-dns" };
    expect(() => record({ zone })).toThrow(
      'stack/Record.zone: got "privatelink.api.azureml.ms"; allowed: the instances zone; records of private-link zones are written by the zone groups of endpoints',
    );
  });

  it.each(["10.1.1", "10.1.1.256", "fd00::1", "endpoint", ""])("fails on the address %j", (endpointIpAddress) => {
    expect(() => record({ endpointIpAddress })).toThrow(
      `stack/Record.endpointIpAddress: got ${JSON.stringify(endpointIpAddress)}; allowed: the private IPv4 address of the workspace's endpoint`,
    );
  });

  it.each([0, -1, 1.5, 2_147_483_648])("fails on a time to live of %d seconds", (ttl) => {
    expect(() => record({ ttl })).toThrow(`stack/Record.ttl: got ${ttl}; allowed: whole seconds from 1 to 2147483647`);
  });

  it.each([1, 2_147_483_647])("takes a time to live of %d seconds", (ttl) => {
    record({ ttl });
    expect(stack).toHaveResource(RECORD, { ttl: ttl });
  });

  it.each(["amli.dev", "", "**", "a".repeat(25), "amli-01"])("fails on the instance name %j", (instanceName) => {
    expect(() => record({ instanceName })).toThrow(
      `stack/Record.instanceName: got "${instanceName}"; allowed: the name of a compute instance`,
    );
  });

  it.each(["", "canada-central", "canadacentral.instances"])("fails on the region %j", (location) => {
    expect(() => record({ location })).toThrow(
      `stack/Record.location: got ${JSON.stringify(location)}; allowed: an Azure region, canadacentral`,
    );
  });

  it("takes every address and every name that Azure takes", () => {
    const name = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z]$/);
    fc.assert(
      fc.property(name, fc.ipV4(), (instanceName, endpointIpAddress) => {
        stack = stackIn();
        record({ instanceName, endpointIpAddress });
        expect(stack).toHaveResource(RECORD, {
          name: `${instanceName}.canadacentral`,
          records: [endpointIpAddress],
        });
      }),
      { numRuns: 50 },
    );
  });
});

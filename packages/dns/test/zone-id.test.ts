import { PrivateDnsZone } from "@cdktf/provider-azurerm/lib/private-dns-zone/index.js";
import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { existingZone } from "../src/zone-id.js";
import { resolved, stackIn, zoneId } from "./fixture.js";

const API = "privatelink.api.azureml.ms";
let stack: TerraformStack;
const read = (id: string, expected = API) => existingZone(stack, "zoneIds.api", "api", id, expected);

beforeEach(() => {
  stack = stackIn();
});

describe("the id of an existing zone", () => {
  it("says name and group", () => {
    expect(read(zoneId(API))).toEqual({
      key: "api",
      name: API,
      reference: { zoneId: zoneId(API), zoneName: API, resourceGroupName: "rg-hub-dns" },
    });
  });

  it("is put into the case that the providers ask for", () => {
    const id = zoneId(API).replace("resourceGroups", "resourcegroups").replace("privateDnsZones", "privatednszones");
    expect(read(id).reference.zoneId).toBe(zoneId(API));
  });

  it("may name the zone in another case", () => {
    expect(read(zoneId(API.toUpperCase())).name).toBe(API.toUpperCase());
  });

  it("may have tokens as segments", () => {
    const id = zoneId(API).replace(/[0-9a-f-]{36}/, "${var.hub_subscription_id}");
    expect(read(id).reference).toEqual({ zoneId: id, zoneName: API, resourceGroupName: "rg-hub-dns" });
  });

  it("is validated by its literal parts", () => {
    const id = zoneId("privatelink.azurecr.io").replace(/[0-9a-f-]{36}/, "${var.hub_subscription_id}");
    expect(() => read(id)).toThrow("allowed: an id that ends with privatelink.api.azureml.ms");
  });

  it("is believed where only Terraform knows its name", () => {
    expect(read(zoneId("${var.zone}")).name).toBe(API);
  });

  it("is believed where only Terraform knows the name to expect", () => {
    expect(read(zoneId(API), "${var.zone}").name).toBe(API);
  });

  it("is believed where only Terraform knows it", () => {
    const { id } = new PrivateDnsZone(stack, "Hub", { name: API, resourceGroupName: "rg-hub-dns" });
    const { name, reference } = read(id);
    expect([name, reference.zoneName, reference.zoneId]).toEqual([API, API, id]);
    expect(resolved(stack, reference.resourceGroupName)).toBe(
      '${element(split("/", azurerm_private_dns_zone.Hub.id), 4)}',
    );
  });

  it.each([
    "",
    API,
    "/subscriptions/s/resourceGroups/g",
    zoneId(API).replace("privateDnsZones", "dnsZones"),
    `${zoneId(API)}/virtualNetworkLinks/dev`,
    ` ${zoneId(API)}`,
  ])("fails on %j", (id) => {
    expect(() => read(id)).toThrow(
      `stack.zoneIds.api: got ${JSON.stringify(id)}; allowed: an ARM id, /subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Network/privateDnsZones/<name>; fix: az network private-dns zone show --resource-group <group> --name ${API} --query id`,
    );
  });

  it("fails on the id of another zone, and says how to accept it", () => {
    expect(() => read(zoneId("api.example.com"))).toThrow(
      'fix: use the id of privatelink.api.azureml.ms, or set the name of the zone: zoneNames: { api: "api.example.com" }',
    );
  });

  it("is accepted for its own name, and refused for every other", () => {
    const name = fc.domain();
    fc.assert(
      fc.property(
        fc.uuid(),
        fc.stringMatching(/^[a-zA-Z0-9][\w-]{0,30}$/),
        name,
        name,
        (subscription, group, zone, other) => {
          const id = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Network/privateDnsZones/${zone}`;
          expect(read(id, zone).reference).toEqual({ zoneId: id, zoneName: zone, resourceGroupName: group });
          fc.pre(zone.toLowerCase() !== other.toLowerCase());
          expect(() => read(id, other)).toThrow(`an id that ends with ${other}`);
        },
      ),
    );
  });
});

import type { PrivateLinkTarget } from "@org/aml-core";
import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { UniqueRegistry } from "@org/aml-core/internal";
import { reserveEndpointRecords } from "../src/endpoint-records.js";
import { FakeNetwork, stackIn } from "./fixture.js";

let stack: TerraformStack;
let records: UniqueRegistry;
let dev: FakeNetwork;
let prod: FakeNetwork;
const endpoint = (id: string) => new Construct(stack, id);
const target = (id: string, resourceId = `\${azurerm_storage_account.${id}.id}`): PrivateLinkTarget => ({
  construct: new Construct(stack, id),
  resourceId,
});

beforeEach(() => {
  stack = stackIn();
  records = new UniqueRegistry();
  dev = new FakeNetwork(stack, "dev");
  prod = new FakeNetwork(stack, "prod");
});

describe("reserveEndpointRecords", () => {
  it("refuses a second endpoint of a resource in a zone, with the reason and the ways out (S2-PE-02)", () => {
    const registry = target("Registry");
    reserveEndpointRecords(records, endpoint("First"), registry, ["api"], dev, "terraform");
    expect(() => reserveEndpointRecords(records, endpoint("Second"), registry, ["api"], prod, "terraform")).toThrow(
      'stack/Second.zones: got "stack/Registry"; allowed: one private endpoint per target and zone; stack/First already owns the record in api, and Azure would overwrite it; ' +
        "fix: give stack/prodNetwork its own set of zones, linked only to it, or omit zones on this endpoint, so that it has no zone group",
    );
  });

  it("refuses a second endpoint in the same network as well (S2-PE-02)", () => {
    const registry = target("Registry");
    reserveEndpointRecords(records, endpoint("First"), registry, ["api"], dev, "terraform");
    expect(() => reserveEndpointRecords(records, endpoint("Second"), registry, ["api"], dev, "terraform")).toThrow(
      "stack/First already owns the record in api, and Azure would overwrite it; fix",
    );
  });

  it("names the policy where a policy writes zone groups (S2-PE-02)", () => {
    const registry = target("Registry");
    reserveEndpointRecords(records, endpoint("First"), registry, ["api"], dev, "policy");
    expect(() => reserveEndpointRecords(records, endpoint("Second"), registry, ["api"], prod, "policy")).toThrow(
      "or exempt this endpoint from the policy that writes zone groups",
    );
  });

  it("recognizes a resource by its id, in any case, where two constructs represent it", () => {
    reserveEndpointRecords(
      records,
      endpoint("First"),
      target("Made", "/subscriptions/s/registries/R"),
      ["api"],
      dev,
      "terraform",
    );
    const imported = target("Imported", "/subscriptions/s/registries/r");
    expect(() => reserveEndpointRecords(records, endpoint("Second"), imported, ["api"], prod, "terraform")).toThrow(
      "stack/Second.zones",
    );
  });

  it("does not compare ids that only Terraform knows", () => {
    reserveEndpointRecords(records, endpoint("First"), target("One", "${var.id}"), ["api"], dev, "terraform");
    reserveEndpointRecords(records, endpoint("Second"), target("Two", "${var.id}"), ["api"], prod, "terraform");
  });

  it("refuses an endpoint if one of several zones has the record", () => {
    const account = target("Account");
    reserveEndpointRecords(records, endpoint("First"), account, ["openAi"], dev, "terraform");
    expect(() =>
      reserveEndpointRecords(records, endpoint("Second"), account, ["cognitiveServices", "openAi"], dev, "terraform"),
    ).toThrow("already owns the record in openAi");
  });

  it("accepts one endpoint for each resource and zone", () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(8), fc.constantFrom("blob", "file", "api", "vault")), {
      selector: ([resource, zone]) => `${resource} ${zone}`,
      maxLength: 20,
    });
    fc.assert(
      fc.property(pairs, fc.boolean(), (wanted, again) => {
        stack = stackIn();
        const own = new UniqueRegistry();
        const network = new FakeNetwork(stack, "dev");
        const targets = Array.from({ length: 9 }, (_, index) => target(`Target${index}`));
        const reserve = ([resource, zone]: [number, string], id: string) =>
          reserveEndpointRecords(
            own,
            endpoint(id),
            targets[resource] as PrivateLinkTarget,
            [zone],
            network,
            "terraform",
          );
        wanted.forEach((pair, index) => reserve(pair, `Endpoint${index}`));
        const [first] = wanted;
        if (again && first) expect(() => reserve(first, "Again")).toThrow("stack/Again.zones");
      }),
      { numRuns: 50 },
    );
  });
});

import type { PrivateLinkTarget } from "@org/aml-core";
import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { EndpointClaims } from "../src/endpoint-claims.js";
import { FakeNetwork, stackIn } from "./fixture.js";

let stack: TerraformStack;
let claims: EndpointClaims;
let dev: FakeNetwork;
let prod: FakeNetwork;
const endpoint = (id: string) => new Construct(stack, id);
const target = (id: string, resourceId = `\${azurerm_storage_account.${id}.id}`): PrivateLinkTarget => ({
  construct: new Construct(stack, id),
  resourceId,
});

beforeEach(() => {
  stack = stackIn();
  claims = new EndpointClaims();
  dev = new FakeNetwork(stack, "dev");
  prod = new FakeNetwork(stack, "prod");
});

describe("EndpointClaims", () => {
  it("S2-PE-02 fails on the second endpoint of a resource in a zone, with the reason and the ways out", () => {
    const registry = target("Registry");
    claims.add(endpoint("First"), registry, ["api"], dev, "terraform");
    expect(() => claims.add(endpoint("Second"), registry, ["api"], prod, "terraform")).toThrow(
      'stack/Second.zones: got "stack/Registry"; allowed: one endpoint of a resource in a zone; stack/First registers it in api already: ' +
        "Azure would replace its record by this one's, and stack/devNetwork would be sent to an address in stack/prodNetwork; " +
        "fix: give stack/prodNetwork zones of its own (another set, linked to it alone), or leave zones out of this endpoint, so that it has no zone group",
    );
  });

  it("S2-PE-02 fails on a second endpoint in the same network as well", () => {
    const registry = target("Registry");
    claims.add(endpoint("First"), registry, ["api"], dev, "terraform");
    expect(() => claims.add(endpoint("Second"), registry, ["api"], dev, "terraform")).toThrow(
      "Azure would replace its record by this one's; fix",
    );
  });

  it("S2-PE-02 names the policy where a policy writes zone groups", () => {
    const registry = target("Registry");
    claims.add(endpoint("First"), registry, ["api"], dev, "policy");
    expect(() => claims.add(endpoint("Second"), registry, ["api"], prod, "policy")).toThrow(
      "or exempt this endpoint from the policy that writes zone groups",
    );
  });

  it("knows a resource again by its id, however it is spelt, where two constructs stand for it", () => {
    claims.add(endpoint("First"), target("Made", "/subscriptions/s/registries/R"), ["api"], dev, "terraform");
    const imported = target("Imported", "/subscriptions/s/registries/r");
    expect(() => claims.add(endpoint("Second"), imported, ["api"], prod, "terraform")).toThrow("stack/Second.zones");
  });

  it("does not compare ids that only Terraform knows", () => {
    claims.add(endpoint("First"), target("One", "${var.id}"), ["api"], dev, "terraform");
    claims.add(endpoint("Second"), target("Two", "${var.id}"), ["api"], prod, "terraform");
  });

  it("fails where one of several zones is taken", () => {
    const account = target("Account");
    claims.add(endpoint("First"), account, ["openAi"], dev, "terraform");
    expect(() => claims.add(endpoint("Second"), account, ["cognitiveServices", "openAi"], dev, "terraform")).toThrow(
      "registers it in openAi already",
    );
  });

  it("takes one endpoint for each resource and zone", () => {
    const pairs = fc.uniqueArray(fc.tuple(fc.nat(8), fc.constantFrom("blob", "file", "api", "vault")), {
      selector: ([resource, zone]) => `${resource} ${zone}`,
      maxLength: 20,
    });
    fc.assert(
      fc.property(pairs, fc.boolean(), (wanted, again) => {
        stack = stackIn();
        const own = new EndpointClaims();
        const network = new FakeNetwork(stack, "dev");
        const targets = Array.from({ length: 9 }, (_, index) => target(`Target${index}`));
        const claim = ([resource, zone]: [number, string], id: string) =>
          own.add(endpoint(id), targets[resource] as PrivateLinkTarget, [zone], network, "terraform");
        wanted.forEach((pair, index) => claim(pair, `Endpoint${index}`));
        const [first] = wanted;
        if (again && first) expect(() => claim(first, "Again")).toThrow("stack/Again.zones");
      }),
      { numRuns: 50 },
    );
  });
});

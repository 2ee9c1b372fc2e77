import { PRIVATE_LINKS, type PrivateLinkSubResource } from "@org/azure-catalog";
import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { beforeEach, describe, expect, it } from "vitest";
import { FakeNetwork, refTo, resolved, stackIn, ZONE, zonesIn } from "./fixture.js";

let stack: TerraformStack;
const idOf = (key: string) => expect.stringMatching(refTo(ZONE, `Zones_${key}`, "id"));

beforeEach(() => {
  stack = stackIn();
});

describe("zones for endpoints", () => {
  it("are api, notebooks and instances for a workspace, as references (S0-DNS-09, S0-DNS-18)", () => {
    const ids = zonesIn(stack).zoneIdsFor("amlworkspace");
    expect(resolved(stack, ids)).toEqual([idOf("api"), idOf("notebooks"), idOf("instances")]);
  });

  it.each(["per-environment", false] as const)(
    "are api and notebooks alone for a workspace with the strategy %s (S0-DNS-09)",
    (instances) => {
      const ids = zonesIn(stack, { instances }).zoneIdsFor("amlworkspace");
      expect(resolved(stack, ids)).toEqual([idOf("api"), idOf("notebooks")]);
    },
  );

  it.each<[PrivateLinkSubResource, string]>([
    ["blob", "blob"],
    ["file", "file"],
    ["queue", "queue"],
    ["table", "table"],
    ["vault", "vault"],
    ["registry", "acr"],
  ])("is the matching one for %s (S0-DNS-10)", (subResource, key) => {
    expect(resolved(stack, zonesIn(stack).zoneIdsFor(subResource))).toEqual([idOf(key)]);
  });

  it("is api for a registry of Azure Machine Learning (S0-DNS-11)", () => {
    expect(resolved(stack, zonesIn(stack).zoneIdsFor("amlregistry"))).toEqual([idOf("api")]);
  });

  it("are those that the cloud has", () => {
    const zones = zonesIn(stack, { cloud: "usgovernment", extraZones: ["cognitiveServices", "openAi"] });
    expect(PRIVATE_LINKS.account.zones).toContain("aiServices");
    expect(resolved(stack, zones.zoneIdsFor("account"))).toEqual([idOf("cognitiveServices"), idOf("openAi")]);
  });

  it("are those that were named where the cloud has none", () => {
    const zones = zonesIn(stack, {
      cloud: "china",
      extraZones: ["search"],
      zoneNames: { search: "privatelink.search.example.cn" },
    });
    expect(resolved(stack, zones.zoneIdsFor("searchService"))).toEqual([idOf("search")]);
  });

  it("fails on one of several zones that is missing, in the public cloud as well", () => {
    const zones = zonesIn(stack, { extraZones: ["cognitiveServices", "openAi"] });
    expect(() => zones.zoneIdsFor("account")).toThrow('stack/Zones.zones: got "aiServices"');
  });

  it("fails on a sub-resource of which a zone is missing", () => {
    expect(() => zonesIn(stack).zoneIdsFor("dfs")).toThrow(
      'stack/Zones.zones: got "dfs"; allowed: zones of this set: api, notebooks, instances, blob, file, queue, table, vault, acr; fix: add it: extraZones: ["dfs"]',
    );
  });

  it("fails on a sub-resource that the cloud does not offer", () => {
    expect(() => zonesIn(stack, { cloud: "china" }).zoneIdsFor("searchService")).toThrow(
      'stack/Zones.cloud: got "searchService"; allowed: a sub-resource that Azure operated by 21Vianet offers through private link',
    );
  });

  it("are written into zone groups by Terraform unless a policy does", () => {
    expect(zonesIn(stack).zoneGroupsManagedBy).toBe("terraform");
    expect(zonesIn(stackIn(), { zoneGroupsManagedBy: "policy" }).zoneGroupsManagedBy).toBe("policy");
  });

  it("fails on a second endpoint of a resource in these zones (S2-PE-02)", () => {
    const zones = zonesIn(stack);
    const target = { construct: new Construct(stack, "Registry"), resourceId: "${azapi_resource.registry.id}" };
    zones.reserve(new Construct(stack, "DevEndpoint"), target, "amlregistry", new FakeNetwork(stack, "dev"));
    const second = new Construct(stack, "ProdEndpoint");
    expect(() => zones.reserve(second, target, "amlregistry", new FakeNetwork(stack, "prod"))).toThrow(
      "stack/ProdEndpoint.zones",
    );
  });

  it("takes a second endpoint of a resource in zones of its own (S2-PE-02)", () => {
    const target = { construct: new Construct(stack, "Registry"), resourceId: "${azapi_resource.registry.id}" };
    const own = stackIn(undefined, "own");
    const dev = zonesIn(stack);
    const prod = zonesIn(own);
    dev.reserve(new Construct(stack, "DevEndpoint"), target, "amlregistry", new FakeNetwork(stack, "dev"));
    prod.reserve(new Construct(stack, "ProdEndpoint"), target, "amlregistry", new FakeNetwork(stack, "prod"));
  });
});

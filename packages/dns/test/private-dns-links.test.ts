import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { PlatformNaming } from "@org/aml-naming";
import { CENTRAL_ZONE_KEYS } from "@org/azure-catalog";
import { type TerraformStack, Testing } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { CentralPrivateDns, PrivateDnsLinks, type ResolutionPolicy } from "../src/index.js";
import {
  allOf,
  FakeNetwork,
  groupIn,
  LINK,
  refTo,
  resourcesOf,
  stackIn,
  synthesized,
  ZONE,
  zoneId,
  zonesIn,
} from "./fixture.js";

let stack: TerraformStack;
const policies = () =>
  Object.fromEntries(allOf(stack, LINK).map(({ name, resolution_policy }) => [name, resolution_policy]));

beforeEach(() => {
  stack = stackIn();
});

describe("PrivateDnsLinks", () => {
  it("links two networks to nine zones: 18 links of unique names that register nothing (S0-DNS-07)", () => {
    const zones = zonesIn(stack);
    zones.linkTo(new FakeNetwork(stack, "dev"));
    zones.linkTo(new FakeNetwork(stack, "prod"));
    const links = allOf(stack, LINK);
    expect(links).toHaveLength(18);
    expect(new Set(links.map(({ name }) => name)).size).toBe(18);
    expect(new Set(links.map(({ registration_enabled }) => registration_enabled))).toEqual(new Set([false]));
  });

  it("calls a link after its environment and zone (S0-DNS-07)", () => {
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"));
    expect(allOf(stack, LINK).map(({ name }) => name)).toEqual(
      CENTRAL_ZONE_KEYS.map((key) => `dev-shared-${key}`).sort(),
    );
  });

  it("refers to zone and network, so that Terraform makes them first (S0-DNS-18)", () => {
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"));
    expect(allOf(stack, LINK).find(({ name }) => name === "dev-shared-api")).toEqual({
      name: "dev-shared-api",
      private_dns_zone_name: expect.stringMatching(refTo(ZONE, "Zones_api", "name")),
      resource_group_name: expect.stringMatching(refTo(ZONE, "Zones_api", "resource_group_name")),
      virtual_network_id: "${azurerm_virtual_network.dev.id}",
      registration_enabled: false,
    });
  });

  it("makes a further network's links in its own stack, and touches no other environment's (S0-DNS-17)", () => {
    const build = (environments: string[]) => {
      const app = Testing.app();
      const zones = zonesIn(stackIn(app, "dns"));
      for (const environment of environments) {
        zones.linkTo(new FakeNetwork(stackIn(app, environment), environment));
      }
      return synthesized(app);
    };
    const two = build(["dev", "prod"]);
    const three = build(["dev", "prod", "test"]);
    expect(Object.keys(three["test"]?.resource[LINK] ?? {})).toHaveLength(9);
    expect([three["dev"], three["prod"], three["dns"]]).toEqual([two["dev"], two["prod"], two["dns"]]);
  });

  it("links every zone to both networks of a split topology (S4-NET-02)", () => {
    const zones = zonesIn(stack);
    zones.linkTo(new FakeNetwork(stack, "aml"));
    zones.linkTo(new FakeNetwork(stack, "bastion"));
    const networksOf = (key: string) =>
      allOf(stack, LINK)
        .filter(({ private_dns_zone_name }) => refTo(ZONE, `Zones_${key}`, "name").test(String(private_dns_zone_name)))
        .map(({ virtual_network_id }) => virtual_network_id);
    for (const key of ["api", "notebooks", "acr", "blob", "file", "vault"]) {
      expect(networksOf(key)).toEqual(["${azurerm_virtual_network.aml.id}", "${azurerm_virtual_network.bastion.id}"]);
    }
  });

  it("puts the links below their network", () => {
    const vnet = new FakeNetwork(stack, "dev");
    const links = zonesIn(stack).linkTo(vnet);
    expect(links.node.path).toBe("stack/devNetwork/PrivateDnsLinks");
    expect(PrivateDnsLinks.isPrivateDnsLinks(links)).toBe(true);
    expect(Object.keys(links.links)).toEqual(CENTRAL_ZONE_KEYS);
  });

  it("calls the links of the nine zones as the environment's names do (S0-NAM-16)", () => {
    const names = new PlatformNaming().environment("dev", { privateDnsZoneLinks: { blob: "link-dev-storage" } });
    zonesIn(stack, { extraZones: ["dfs"] }).linkTo(new FakeNetwork(stack, "dev"), { names });
    const links = allOf(stack, LINK).map(({ name }) => name);
    expect(links).toEqual(expect.arrayContaining(["dev-shared-api", "link-dev-storage", "dev-shared-dfs"]));
    expect(links).not.toContain("dev-shared-blob");
  });

  it("asks the environment's names for the links of the nine zones only", () => {
    const names = { privateDnsZoneLink: (zone: string) => `link-${zone}` };
    zonesIn(stack, { extraZones: ["dfs"] }).linkTo(new FakeNetwork(stack, "dev"), { names });
    const links = allOf(stack, LINK).map(({ name }) => name);
    expect(links).toEqual(expect.arrayContaining(["link-blob", "dev-shared-dfs"]));
    expect(links).not.toContain("link-dfs");
  });

  it("calls a second network's links otherwise than the environment's names do", () => {
    const names = new PlatformNaming().environment("dev");
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"), { names, namePrefix: "dev-hub" });
    expect(allOf(stack, LINK)).toContainEqual(expect.objectContaining({ name: "dev-hub-blob" }));
  });

  it("calls links otherwise", () => {
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"), { namePrefix: "hub", linkNames: { blob: "to-storage" } });
    const names = allOf(stack, LINK).map(({ name }) => name);
    expect(names).toContain("hub-api");
    expect(names).toContain("to-storage");
    expect(names).not.toContain("hub-blob");
  });

  it("fails on a name that Azure refuses", () => {
    const environment = "e".repeat(80);
    expect(() => zonesIn(stack).linkTo(new FakeNetwork(stack, environment, "Network"))).toThrow(
      `stack/Network/PrivateDnsLinks.linkNames.api: got "${environment}-shared-api"; allowed: the name of a virtual network link of a private DNS zone has 1 to 80 characters, not 91`,
    );
  });

  it("tags links", () => {
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"), { tags: { environment: "dev" } });
    for (const link of allOf(stack, LINK)) expect(link["tags"]).toEqual({ environment: "dev" });
  });

  it("sets the resolution policy of private-link zones, and of no other", () => {
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"), { resolutionPolicy: "NxDomainRedirect" });
    const { "dev-shared-instances": ofInstances, ...others } = policies();
    expect(ofInstances).toBeUndefined();
    expect(Object.values(others)).toEqual(Array(8).fill("NxDomainRedirect"));
  });

  it("sets the resolution policy of single links", () => {
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"), {
      resolutionPolicy: "Default",
      resolutionPolicies: { acr: "NxDomainRedirect" },
    });
    expect(policies()).toMatchObject({ "dev-shared-acr": "NxDomainRedirect", "dev-shared-blob": "Default" });
  });

  it.each<ResolutionPolicy>(["NxDomainRedirect", "Default"])(
    "fails on the resolution policy %s for what is no private-link zone",
    (policy) => {
      const zones = zonesIn(stack);
      expect(() => zones.linkTo(new FakeNetwork(stack, "dev"), { resolutionPolicies: { instances: policy } })).toThrow(
        `stack/devNetwork/PrivateDnsLinks.resolutionPolicies.instances: got "${policy}"; allowed: no resolution policy on instances.azureml.ms: Azure supports it only on privatelink zones`,
      );
    },
  );

  it("fails on a resolution policy that Azure doesn't have", () => {
    const options = { resolutionPolicy: "Redirect" as ResolutionPolicy };
    expect(() => zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"), options)).toThrow(
      'resolutionPolicy: got "Redirect"; allowed: Default, NxDomainRedirect',
    );
  });

  it.each(["linkNames", "resolutionPolicies"])("fails on %s of a zone that is not in the set", (prop) => {
    const zones = zonesIn(stack);
    expect(() => zones.linkTo(new FakeNetwork(stack, "dev"), { [prop]: { sql: "Default" } })).toThrow(
      `stack/devNetwork/PrivateDnsLinks.${prop}: got "sql"; allowed: zones of this set: api,`,
    );
  });

  it("fails on a network that another set links to a zone of the same name", () => {
    const vnet = new FakeNetwork(stack, "dev");
    zonesIn(stack).linkTo(vnet);
    const own = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Own", {
      zoneIds: { api: zoneId("privatelink.API.azureml.ms") },
    });
    expect(() => own.linkTo(vnet, { id: "OwnLinks" })).toThrow(
      'stack/devNetwork/OwnLinks.zones: got "privatelink.API.azureml.ms"; allowed: zones with names to which stack/devNetwork is not linked yet; stack/devNetwork/PrivateDnsLinks already links it to a zone of this name',
    );
  });

  it("links a network to a second set of other zones", () => {
    const vnet = new FakeNetwork(stack, "dev");
    zonesIn(stack).linkTo(vnet);
    const own = CentralPrivateDns.fromCentralPrivateDnsAttributes(stack, "Own", {
      zoneIds: { sql: zoneId("privatelink.database.windows.net") },
    });
    own.linkTo(vnet, { id: "OwnLinks" });
    expect(stack).toHaveResourceCount(LINK, 10);
  });

  it("writes links through an aliased provider (S0-DNS-16)", () => {
    const provider = new AzurermProvider(stack, "Hub", { alias: "hub", features: [{}] });
    zonesIn(stack).linkTo(new FakeNetwork(stack, "dev"), { provider });
    for (const link of Object.values(resourcesOf(stack, LINK))) expect(link["provider"]).toBe("azurerm.hub");
  });

  it("fails on a provider of another stack", () => {
    const app = Testing.app();
    const dns = stackIn(app, "dns");
    const provider = new AzurermProvider(dns, "Hub", { alias: "hub", features: [{}] });
    const zones = new CentralPrivateDns(dns, "Zones", { resourceGroup: groupIn(dns) });
    expect(() => zones.linkTo(new FakeNetwork(stackIn(app, "dev"), "dev"), { provider })).toThrow(
      'dev/devNetwork/PrivateDnsLinks.provider: got "dns/Hub"; allowed: a provider of the stack dev, which the resource is in; fix: declare the aliased AzurermProvider in dev as well',
    );
  });
});

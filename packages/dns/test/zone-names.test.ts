import { CENTRAL_ZONE_KEYS, type Cloud, type PrivateDnsZoneKey } from "@org/azure-catalog";
import type { TerraformStack } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { centralKeys, nameOf, requireDistinct, requireUsed } from "../src/zone-names.js";
import { stackIn } from "./fixture.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = stackIn();
});

describe("the zones to make", () => {
  it("are nine with a central zone of compute instances (S0-DNS-05)", () => {
    expect(centralKeys("central")).toEqual(CENTRAL_ZONE_KEYS);
  });

  it.each(["per-environment", false] as const)("are eight with %s", (strategy) => {
    expect(centralKeys(strategy)).toEqual(CENTRAL_ZONE_KEYS.filter((key) => key !== "instances"));
  });
});

describe("the name of a zone", () => {
  it("is that of the public cloud", () => {
    expect(nameOf(stack, "vault", {})).toBe("privatelink.vaultcore.azure.net");
  });

  it("is that of the cloud (S0-DNS-15)", () => {
    expect(nameOf(stack, "vault", { cloud: "china" })).toBe("privatelink.vaultcore.azure.cn");
  });

  it("is the given one, also where the cloud has none (S0-DNS-15)", () => {
    expect(nameOf(stack, "search", { cloud: "china", zoneNames: { search: "privatelink.search.example.cn" } })).toBe(
      "privatelink.search.example.cn",
    );
  });

  it("fails on a cloud that isn't one", () => {
    expect(() => nameOf(stack, "vault", { cloud: "germany" as Cloud })).toThrow(
      'stack.cloud: got "germany"; allowed: public, usgovernment, china',
    );
  });

  it("fails on a zone that the catalog does not have", () => {
    expect(() => nameOf(stack, "aks" as PrivateDnsZoneKey, {})).toThrow(
      'stack.zones: got "aks"; allowed: a zone of @org/azure-catalog\'s PRIVATE_DNS_ZONES; fix: define your own zones in customZones',
    );
  });
});

describe("given names", () => {
  it("fails on one that no zone would get", () => {
    expect(() => requireUsed(stack, ["api", "blob"], { zoneNames: { dfs: "x.example.com" } })).toThrow(
      'stack.zoneNames: got "dfs"; allowed: zones of this set: api, blob; fix: leave the name of dfs out, or add the zone',
    );
  });

  it("fails on a zone that is listed twice", () => {
    const dfs = ["dfs", "privatelink.dfs.core.windows.net"] as const;
    expect(() => requireDistinct(stack, [dfs, dfs])).toThrow("fix: list dfs once");
  });

  it("fails on two of one name, whatever their case", () => {
    const upper = ["api", "Zone.example.com"] as const;
    const lower = ["blob", "zone.example.com"] as const;
    expect(() => requireDistinct(stack, [upper, lower])).toThrow("fix: rename api or blob");
  });

  it("does not compare names that only Terraform knows", () => {
    requireDistinct(stack, [
      ["api", "${var.zone}"],
      ["blob", "${var.zone}"],
    ]);
  });
});

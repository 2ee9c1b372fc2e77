import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Waivers } from "../../src/config/waivers.js";
import type { Waiver } from "../../src/index.js";
import { reportOf, TODAY } from "../support/found.js";
import type { SmallPlatform } from "../support/small-platform.js";

const waiver = (over: Partial<Waiver> = {}): Waiver => ({
  rule: "acr-admin-user",
  address: "dev/azurerm_container_registry.main",
  reason: "an old pipeline still logs in with it",
  expires: "2026-12-31",
  ...over,
});
const adminUser = ({ dev }: SmallPlatform): void => {
  dev["resource"].azurerm_container_registry.main.admin_enabled = true;
};
const states = (given: Waiver) => {
  const { findings, waivers, passed } = reportOf(adminUser, { waivers: [given] });
  return { passed, state: waivers[0]?.state, rules: findings.filter((one) => !one.waiver).map(({ rule }) => rule) };
};

describe("a waiver", () => {
  it("lets a finding stay, and shows its reason", () => {
    const report = reportOf(adminUser, { waivers: [waiver()] });
    expect(report.passed).toBe(true);
    expect(report.findings[0]?.waiver).toEqual({
      reason: "an old pipeline still logs in with it",
      expires: "2026-12-31",
    });
    expect(report.summary).toMatchObject({ error: 0, waived: 1 });
  });

  it("holds on its last day", () => {
    expect(states(waiver({ expires: TODAY })).passed).toBe(true);
  });

  it("that has expired lets nothing stay, and is a finding itself", () => {
    expect(states(waiver({ expires: "2026-11-20" }))).toEqual({
      passed: false,
      state: "expired",
      rules: ["acr-admin-user", "waiver-expired"],
    });
  });

  it("that matches nothing is a finding", () => {
    expect(states(waiver({ address: "prod/*" }))).toEqual({
      passed: false,
      state: "unused",
      rules: ["acr-admin-user", "waiver-unused"],
    });
  });

  it("covers its rule only", () => {
    expect(states(waiver({ rule: "acr-export", address: "*" })).rules).toContain("acr-admin-user");
  });

  it("takes * for any text, and every other character for itself", () => {
    const part = fc.string().filter((text) => !/[*\n\r\u2028\u2029]/.test(text));
    fc.assert(
      fc.property(part, part, part, part, (head, middle, tail, other) => {
        const waivers = new Waivers([waiver({ address: `${head}*${tail}` })], TODAY);
        expect(waivers.find("acr-admin-user", `${head}${middle}${tail}`)).toBeDefined();
        const fits = other.length >= head.length + tail.length && other.startsWith(head) && other.endsWith(tail);
        expect(waivers.find("acr-admin-user", other) !== undefined).toBe(fits);
      }),
    );
  });

  it("may be given for a proof", () => {
    const report = reportOf(
      ({ dev }) => void (dev["resource"].azurerm_virtual_network.main.dns_servers = ["10.9.9.9"]),
      {
        waivers: [
          waiver({
            rule: "proof-resolution",
            address: "dev/*",
            reason: "the hub's servers forward to Azure's resolver",
          }),
          waiver({
            rule: "network-custom-dns",
            address: "dev/*",
            reason: "the hub's servers forward to Azure's resolver",
          }),
        ],
      },
    );
    expect(report.passed).toBe(true);
    expect(report.proofs.find(({ id }) => id === "resolution")?.holds).toBe(false);
  });
});

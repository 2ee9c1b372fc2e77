import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Exemptions } from "../../src/config/exemptions.js";
import type { Exemption } from "../../src/index.js";
import { reportOf, TODAY } from "../support/found.js";
import type { SmallPlatform } from "../support/small-platform.js";

const exemption = (over: Partial<Exemption> = {}): Exemption => ({
  rule: "acr-admin-user",
  address: "dev/azurerm_container_registry.main",
  reason: "an old pipeline still logs in with it",
  expires: "2026-12-31",
  ...over,
});
const adminUser = ({ dev }: SmallPlatform): void => {
  dev["resource"].azurerm_container_registry.main.admin_enabled = true;
};
const states = (given: Exemption) => {
  const { findings, exemptions, passed } = reportOf(adminUser, { exemptions: [given] });
  return {
    passed,
    state: exemptions[0]?.state,
    rules: findings.filter((one) => !one.exemption).map(({ rule }) => rule),
  };
};

describe("an exemption", () => {
  it("lets a finding stay, and shows its reason", () => {
    const report = reportOf(adminUser, { exemptions: [exemption()] });
    expect(report.passed).toBe(true);
    expect(report.findings[0]?.exemption).toEqual({
      reason: "an old pipeline still logs in with it",
      expires: "2026-12-31",
    });
    expect(report.summary).toMatchObject({ error: 0, exempted: 1 });
  });

  it("holds on its last day", () => {
    expect(states(exemption({ expires: TODAY })).passed).toBe(true);
  });

  it("that has expired lets nothing stay, and is a finding itself", () => {
    expect(states(exemption({ expires: "2026-11-20" }))).toEqual({
      passed: false,
      state: "expired",
      rules: ["acr-admin-user", "exemption-expired"],
    });
  });

  it("that matches nothing is a finding", () => {
    expect(states(exemption({ address: "prod/*" }))).toEqual({
      passed: false,
      state: "unused",
      rules: ["acr-admin-user", "exemption-unused"],
    });
  });

  it("that matches nothing has the severity of the configuration, for exemptions that several platforms share", () => {
    const unused = { exemptions: [exemption({ address: "prod/*" })], unusedExemptions: "note" as const };
    expect(reportOf(() => undefined, unused)).toMatchObject({ passed: true, findings: [{ severity: "note" }] });
  });

  it("fits a construct path as well as an address", () => {
    const exemptions = new Exemptions([exemption({ address: "*/Workspace/Registry" })], TODAY);
    const places = ["contoso-dev/azurerm_container_registry.Workspace_1A2B3C4D", "contoso-dev/Workspace/Registry"];
    expect(exemptions.find("acr-admin-user", places)).toBeDefined();
    expect(exemptions.find("acr-admin-user", [places[0], undefined])).toBeUndefined();
  });

  it("covers its rule only", () => {
    expect(states(exemption({ rule: "acr-export", address: "*" })).rules).toContain("acr-admin-user");
  });

  it("takes * for any text, and every other character for itself", () => {
    const part = fc.string().filter((text) => !/[*\n\r\u2028\u2029]/.test(text));
    fc.assert(
      fc.property(part, part, part, part, (head, middle, tail, other) => {
        const exemptions = new Exemptions([exemption({ address: `${head}*${tail}` })], TODAY);
        expect(exemptions.find("acr-admin-user", [`${head}${middle}${tail}`])).toBeDefined();
        const fits = other.length >= head.length + tail.length && other.startsWith(head) && other.endsWith(tail);
        expect(exemptions.find("acr-admin-user", [other]) !== undefined).toBe(fits);
      }),
    );
  });

  it("may be given for a check", () => {
    const report = reportOf(
      ({ dev }) => void (dev["resource"].azurerm_virtual_network.main.dns_servers = ["10.9.9.9"]),
      {
        exemptions: [
          exemption({
            rule: "check-resolution",
            address: "dev/*",
            reason: "the hub's servers forward to Azure's resolver",
          }),
          exemption({
            rule: "network-custom-dns",
            address: "dev/*",
            reason: "the hub's servers forward to Azure's resolver",
          }),
        ],
      },
    );
    expect(report.passed).toBe(true);
    expect(report.checks.find(({ id }) => id === "resolution")?.outcome).toBe("undecided");
  });
});

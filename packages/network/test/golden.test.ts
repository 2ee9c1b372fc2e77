import { type TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { defaults, everything } from "./all-options.js";

type Resources = Record<string, Record<string, Record<string, unknown>>>;
const resources = (stack: TerraformStack): Resources => JSON.parse(Testing.synth(stack)).resource;

describe("a network with all options", () => {
  it("is synthesized the same each time", () => {
    const synth = () => Testing.synth(everything(Testing.app(), 4));
    expect(synth()).toBe(synth());
  });

  it("holds no subscription and no password (S0-BAS-05)", () => {
    const text = Testing.synth(everything(Testing.app(), 4));
    expect(text).not.toMatch(/\/subscriptions\/[0-9a-f]{8}-/);
    expect(text).toContain('"admin_password": "${var.jumpbox_password}"');
  });
});

describe("a network with defaults", () => {
  it("has one public address, Bastion's, and lets in remote desktop from its subnet only (S0-ARC-12)", () => {
    const found = resources(defaults(Testing.app(), 4));
    expect(Object.values(found.azurerm_public_ip ?? {}).map(({ name }) => name)).toEqual(["pip-aml-bastion-dev-cc-01"]);
    for (const { ip_configuration: configurations } of Object.values(found.azurerm_network_interface ?? {})) {
      expect(configurations).not.toContainEqual(expect.objectContaining({ public_ip_address_id: expect.any(String) }));
    }
    const rules = Object.values(found.azurerm_network_security_group ?? {})
      .flatMap(({ security_rule: all }) => all as Record<string, unknown>[])
      .filter(({ direction, access }) => direction === "Inbound" && access === "Allow")
      .filter(({ destination_port_ranges: ports }) => /\b(22|3389)\b|\*/.test(String(ports)));
    expect(rules.map(({ source_address_prefix: source }) => source)).toEqual(["10.1.2.0/26"]);
  });

  it("writes its endpoints one after the other (S0-WSP-24)", () => {
    const [, file] = Object.values(resources(defaults(Testing.app(), 4)).azurerm_private_endpoint ?? {});
    expect(file?.depends_on).toContainEqual(expect.stringMatching(/^azurerm_private_endpoint\.blob_/));
  });
});

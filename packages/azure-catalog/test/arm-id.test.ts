import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArmId, InvalidInputError } from "../src/index.js";

const SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000001";
const GROUP = `${SUBSCRIPTION}/resourceGroups/rg-aml-ws-dev-cc-01`;
const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kvdevcc01`;
const SUBNET = `${GROUP}/providers/Microsoft.Network/virtualNetworks/vnet-aml-dev-cc-01/subnets/snet-pe`;
const ASSIGNMENT = `${VAULT}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-0000-0000-000000000002`;
const MANAGEMENT_GROUP = "/providers/Microsoft.Management/managementGroups/mg-platform";

describe("ArmId.parse", () => {
  it.each([
    [SUBSCRIPTION, "Microsoft.Resources/subscriptions", "00000000-0000-0000-0000-000000000001"],
    [GROUP, "Microsoft.Resources/resourceGroups", "rg-aml-ws-dev-cc-01"],
    [VAULT, "Microsoft.KeyVault/vaults", "kvdevcc01"],
    [SUBNET, "Microsoft.Network/virtualNetworks/subnets", "snet-pe"],
    [ASSIGNMENT, "Microsoft.Authorization/roleAssignments", "00000000-0000-0000-0000-000000000002"],
    [MANAGEMENT_GROUP, "Microsoft.Management/managementGroups", "mg-platform"],
  ])("reads type and name of %s", (text, resourceType, name) => {
    const id = ArmId.parse(text);
    expect(id).toMatchObject({ resourceType, name });
    expect(id.toString()).toBe(text);
    expect(JSON.stringify({ id })).toBe(JSON.stringify({ id: text }));
  });

  it("knows the subscription and group of everything in them", () => {
    for (const text of [GROUP, VAULT, SUBNET, ASSIGNMENT]) {
      expect(ArmId.parse(text)).toMatchObject({
        subscriptionId: "00000000-0000-0000-0000-000000000001",
        resourceGroup: "rg-aml-ws-dev-cc-01",
      });
    }
    expect(ArmId.parse(SUBSCRIPTION).resourceGroup).toBeUndefined();
    expect(ArmId.parse(MANAGEMENT_GROUP).subscriptionId).toBeUndefined();
  });

  it("knows the scope of a resource: its group, or what it extends", () => {
    expect([SUBNET, ASSIGNMENT, GROUP, MANAGEMENT_GROUP].map((text) => ArmId.parse(text).scope)).toEqual([
      GROUP,
      VAULT,
      SUBSCRIPTION,
      "",
    ]);
  });

  it("climbs from an extension over its resource and group to the subscription", () => {
    const chain: string[] = [];
    for (let id: ArmId | undefined = ArmId.parse(ASSIGNMENT); id; id = id.parent) chain.push(id.toString());
    expect(chain).toEqual([ASSIGNMENT, VAULT, GROUP, SUBSCRIPTION]);
  });

  it("writes the fixed segments as Terraform providers require them, and leaves the others as they are", () => {
    const text = "/SUBSCRIPTIONS/s/resourcegroups/RG/Providers/microsoft.keyvault/Vaults/KV";
    expect(ArmId.parse(text).toString()).toBe(
      "/subscriptions/s/resourceGroups/RG/providers/microsoft.keyvault/Vaults/KV",
    );
  });

  it("takes Terraform expressions as segments, slashes in them included", () => {
    const text = `/subscriptions/\${split("/", var.id)[2]}/resourceGroups/\${TfToken[TOKEN.0]}`;
    expect(ArmId.parse(text)).toMatchObject({
      subscriptionId: '${split("/", var.id)[2]}',
      resourceGroup: "${TfToken[TOKEN.0]}",
    });
  });

  it.each([
    "",
    "/",
    "kvdevcc01",
    "${azurerm_key_vault.this.id}",
    "/subscriptions",
    "/subscriptions/",
    `${GROUP}/`,
    `${SUBSCRIPTION}/resourceGroups`,
    `${SUBSCRIPTION}/groups/rg`,
    `${GROUP}/Microsoft.KeyVault/vaults/kv`,
    `${GROUP}/providers`,
    `${GROUP}/providers/Microsoft.KeyVault`,
    `${GROUP}/providers/Microsoft.KeyVault/vaults`,
    `${VAULT}/keys`,
    `${VAULT}/providers/Microsoft.Authorization/roleAssignments`,
    `${GROUP}/providers/Microsoft.KeyVault/vaults/ `,
    VAULT.slice(1),
  ])("refuses %j", (text) => {
    expect(ArmId.tryParse(text)).toBeUndefined();
    expect(() => ArmId.parse(text, "vault.id")).toThrow(InvalidInputError);
    expect(() => ArmId.parse(text, "vault.id")).toThrow(`vault.id: got ${JSON.stringify(text)}; allowed: an ARM id, `);
  });
});

describe("ArmId.resource and child", () => {
  it("build ids of resources, children and extensions", () => {
    const group = ArmId.ofResourceGroup("00000000-0000-0000-0000-000000000001", "rg-aml-ws-dev-cc-01");
    expect(String(group.resource("Microsoft.KeyVault/vaults", "kvdevcc01"))).toBe(VAULT);
    const subnet = group.resource("Microsoft.Network/virtualNetworks/subnets", "vnet-aml-dev-cc-01", "snet-pe");
    expect(String(subnet)).toBe(SUBNET);
    expect(String(subnet.parent?.child("subnets", "snet-pe"))).toBe(SUBNET);
    const vault = ArmId.parse(VAULT);
    expect(
      String(vault.resource("Microsoft.Authorization/roleAssignments", "00000000-0000-0000-0000-000000000002")),
    ).toBe(ASSIGNMENT);
  });

  it("refuse what would be another id than it says", () => {
    const group = ArmId.parse(GROUP);
    expect(() => group.resource("vaults", "kv")).toThrow("ArmId.resource: got");
    expect(() => group.resource("Microsoft.KeyVault/vaults", "kv", "key")).toThrow("a name for each segment");
    expect(() => group.resource("Microsoft.KeyVault/vaults", "kv/keys/key")).toThrow("ArmId.name: got");
    expect(() => group.child("vaults", "kv")).toThrow('fix: use resource("<namespace>/vaults", "kv")');
    expect(() => ArmId.ofResourceGroup("s", "")).toThrow("ArmId.resourceGroup: got");
  });
});

describe("ArmId.isWithin", () => {
  it("holds for the resource itself and for what is above it, and not for a name that begins alike", () => {
    const id = ArmId.parse(SUBNET);
    expect(id.isWithin(SUBNET.toUpperCase())).toBe(true);
    expect(id.isWithin(ArmId.parse(GROUP))).toBe(true);
    expect(id.isWithin(`${GROUP}/`)).toBe(true);
    expect(id.isWithin(`${GROUP}-2`)).toBe(false);
    expect(ArmId.parse(`${GROUP}2`).isWithin(GROUP)).toBe(false);
  });
});

describe("ArmId", () => {
  const name = fc.stringMatching(/^[A-Za-z0-9_.()-]{1,24}$/);
  const type = fc.stringMatching(/^[A-Za-z]{1,20}$/).filter((one) => one.toLowerCase() !== "providers");
  const namespace = type.map((one) => `Microsoft.${one}`);
  const children = fc.array(fc.tuple(type, name), { minLength: 1, maxLength: 3 });
  const anyId = fc
    .record({ subscription: name, group: fc.option(name), namespace, children, extension: fc.option(children) })
    .map(({ subscription, group, namespace: provider, children: pairs, extension }) => {
      const container =
        group === null ? ArmId.ofSubscription(subscription) : ArmId.ofResourceGroup(subscription, group);
      const below = (id: ArmId, [[first, firstName] = ["", ""], ...more]: readonly (readonly [string, string])[]) =>
        more.reduce((above, [one, of]) => above.child(one, of), id.resource(`${provider}/${first}`, firstName));
      const id = below(container, pairs);
      return extension ? below(id, extension) : id;
    });

  it("is read again from its own text", () => {
    fc.assert(
      fc.property(anyId, (id) => {
        const read = ArmId.parse(id.toString());
        expect(read.toString()).toBe(id.toString());
        expect(read.resourceType).toBe(id.resourceType);
        expect(read.parent?.toString()).toBe(id.parent?.toString());
        expect(read.subscriptionId).toBe(id.subscriptionId);
        expect(read.resourceGroup).toBe(id.resourceGroup);
      }),
    );
  });

  it("equals itself in any case, and nothing below or above it", () => {
    fc.assert(
      fc.property(anyId, (id) => {
        expect(id.equals(id.toString().toUpperCase())).toBe(true);
        expect(id.hasType(id.resourceType.toLowerCase())).toBe(true);
        expect(id.equals(id.child("children", "x"))).toBe(false);
        expect(id.parent !== undefined && id.equals(id.parent)).toBe(false);
      }),
    );
  });

  it("never throws on any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.string()).map((parts) => `/${parts.join("/")}`),
        ),
        (text) => {
          const id = ArmId.tryParse(text);
          if (id) expect(ArmId.parse(id.toString()).equals(id)).toBe(true);
        },
      ),
    );
  });

  it("is immutable", () => {
    const id = ArmId.parse(VAULT);
    expect(() => Object.assign(id, { name: "other" })).toThrow(TypeError);
  });
});

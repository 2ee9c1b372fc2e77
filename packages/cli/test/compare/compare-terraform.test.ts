import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareTerraform } from "../../src/compare/index.js";

type Resources = Record<string, Record<string, unknown>>;
const synthesized = (resources: Resources, moved: Record<string, string> = {}) => ({ resources, moved });
const actions = (before: Resources, after: Resources, moved: Record<string, string> = {}) =>
  compareTerraform(synthesized(before), synthesized(after, moved)).map(({ action, address }) => `${action} ${address}`);

const vnet = {
  name: "vnet-dev",
  location: "canadacentral",
  resource_group_name: "rg-dev",
  address_space: ["10.1.0.0/16"],
};

describe("a resource", () => {
  it("is added", () => {
    expect(actions({}, { "dev/azurerm_virtual_network.A": vnet })).toEqual(["added dev/azurerm_virtual_network.A"]);
  });

  it("is destroyed", () => {
    expect(actions({ "dev/azurerm_virtual_network.A": vnet }, {})).toEqual(["destroyed dev/azurerm_virtual_network.A"]);
  });

  it("is changed in place", () => {
    const after = { ...vnet, address_space: ["10.1.0.0/16", "10.9.0.0/16"] };
    expect(
      compareTerraform(
        synthesized({ "dev/azurerm_virtual_network.A": vnet }),
        synthesized({ "dev/azurerm_virtual_network.A": after }),
      ),
    ).toEqual([
      {
        address: "dev/azurerm_virtual_network.A",
        action: "changed",
        because: [],
        changes: [{ path: "address_space[1]", before: undefined, after: "10.9.0.0/16", forcesReplacement: false }],
      },
    ]);
  });

  it.each([
    ["a network's block changes", "azurerm_virtual_network", "address_space"],
    ["a subnet's block changes", "azurerm_subnet", "address_prefixes"],
  ])("is refused by Azure where %s, and changed where one is added", (_, type, argument) => {
    const address = `dev/${type}.A`;
    const before = { [address]: { ...vnet, [argument]: ["10.1.0.0/16"] } };
    expect(actions(before, { [address]: { ...vnet, [argument]: ["10.9.0.0/16"] } })).toEqual([`refused ${address}`]);
    expect(actions(before, { [address]: { ...vnet, [argument]: ["10.9.0.0/16", "10.1.0.0/16"] } })).toEqual([
      `changed ${address}`,
    ]);
  });

  it("is replaced by another name", () => {
    const after = { ...vnet, name: "vnet-other" };
    expect(actions({ "dev/azurerm_virtual_network.A": vnet }, { "dev/azurerm_virtual_network.A": after })).toEqual([
      "replaced dev/azurerm_virtual_network.A",
    ]);
  });

  it("is replaced by an argument of a block that the provider can't change in place", () => {
    const endpoint = (name: string) => ({
      name: "pe",
      private_service_connection: [{ name, is_manual_connection: false }],
    });
    expect(
      actions({ "dev/azurerm_private_endpoint.A": endpoint("a") }, { "dev/azurerm_private_endpoint.A": endpoint("b") }),
    ).toEqual(["replaced dev/azurerm_private_endpoint.A"]);
  });

  it("isn't replaced by an argument of the same name in another block", () => {
    const endpoint = (name: string) => ({ name: "pe", private_dns_zone_group: [{ name }] });
    expect(
      actions({ "dev/azurerm_private_endpoint.A": endpoint("a") }, { "dev/azurerm_private_endpoint.A": endpoint("b") }),
    ).toEqual(["changed dev/azurerm_private_endpoint.A"]);
  });

  it("of a type that isn't known is replaced by another parent, and changed by anything else", () => {
    expect(
      actions({ "dev/acme_thing.A": { scope: "a", size: 1 } }, { "dev/acme_thing.A": { scope: "b", size: 1 } }),
    ).toEqual(["replaced dev/acme_thing.A"]);
    expect(
      actions({ "dev/acme_thing.A": { scope: "a", size: 1 } }, { "dev/acme_thing.A": { scope: "a", size: 2 } }),
    ).toEqual(["changed dev/acme_thing.A"]);
  });

  it("keeps what Terraform was told to ignore", () => {
    const make = (zones: string[]) => ({ name: "a", zones, lifecycle: { ignore_changes: ["zones"] } });
    expect(actions({ "dev/azurerm_public_ip.A": make(["1"]) }, { "dev/azurerm_public_ip.A": make(["2"]) })).toEqual([]);
    const all = (zones: string[]) => ({ ...make(zones), lifecycle: { ignore_changes: "all" } });
    expect(actions({ "dev/azurerm_public_ip.A": all(["1"]) }, { "dev/azurerm_public_ip.A": all(["2"]) })).toEqual([]);
  });

  it("of azapi takes another API version in place, another type by replacement", () => {
    const actionsOf = (from: string, to: string) =>
      actions({ "dev/azapi_resource.A": { type: from } }, { "dev/azapi_resource.A": { type: to } });
    expect(actionsOf("Microsoft.X/a@2025-01-01", "microsoft.x/a@2026-01-01")).toEqual(["changed dev/azapi_resource.A"]);
    expect(actionsOf("Microsoft.X/a@2025-01-01", "Microsoft.X/b@2025-01-01")).toEqual([
      "replaced dev/azapi_resource.A",
    ]);
  });
});

describe("what isn't deployed", () => {
  it("is the order of an apply", () => {
    const make = (...order: string[]) => ({ name: "a", depends_on: order });
    expect(actions({ "dev/azurerm_subnet.A": make() }, { "dev/azurerm_subnet.A": make("azurerm_subnet.B") })).toEqual(
      [],
    );
  });
});

describe("a moved resource", () => {
  const moved = { "dev/azurerm_subnet.Old": "dev/azurerm_subnet.New" };

  it("is neither destroyed nor added, and those that refer to it don't change", () => {
    const before = {
      "dev/azurerm_subnet.Old": { name: "a" },
      "dev/azurerm_private_endpoint.E": { subnet_id: "${azurerm_subnet.Old.id}" },
    };
    const after = {
      "dev/azurerm_subnet.New": { name: "a" },
      "dev/azurerm_private_endpoint.E": { subnet_id: "${azurerm_subnet.New.id}" },
    };
    expect(compareTerraform(synthesized(before), synthesized(after, moved))).toEqual([
      { address: "dev/azurerm_subnet.New", action: "moved", from: "dev/azurerm_subnet.Old", changes: [], because: [] },
    ]);
  });

  it("is replaced if it can't keep its arguments", () => {
    expect(
      actions({ "dev/azurerm_subnet.Old": { name: "a" } }, { "dev/azurerm_subnet.New": { name: "b" } }, moved),
    ).toEqual(["replaced dev/azurerm_subnet.New"]);
  });

  it("needs its block: without one it is destroyed and added", () => {
    expect(actions({ "dev/azurerm_subnet.Old": {} }, { "dev/azurerm_subnet.New": {} })).toEqual([
      "destroyed dev/azurerm_subnet.Old",
      "added dev/azurerm_subnet.New",
    ]);
  });

  it("is only what was there: a block that is kept from an earlier release says nothing", () => {
    expect(actions({ "dev/azurerm_subnet.New": {} }, { "dev/azurerm_subnet.New": {} }, moved)).toEqual([]);
  });
});

describe("a replacement", () => {
  const subnet = (name: string) => ({ name, virtual_network_name: "vnet" });
  const endpoint = { name: "pe", subnet_id: "${azurerm_subnet.S.id}" };

  it("replaces what is made from its id", () => {
    const before = { "dev/azurerm_subnet.S": subnet("a"), "dev/azurerm_private_endpoint.E": endpoint };
    const changes = compareTerraform(
      synthesized(before),
      synthesized({ ...before, "dev/azurerm_subnet.S": subnet("b") }),
    );
    expect(changes.map(({ address, action, because }) => [address, action, because])).toEqual([
      ["dev/azurerm_private_endpoint.E", "replaced", ["dev/azurerm_subnet.S"]],
      ["dev/azurerm_subnet.S", "replaced", []],
    ]);
  });

  it("leaves what only knows a name that stays", () => {
    const network = (location: string) => ({ name: "vnet", location });
    const before = {
      "dev/azurerm_virtual_network.N": network("a"),
      "dev/azurerm_subnet.S": { name: "s", virtual_network_name: "${azurerm_virtual_network.N.name}" },
    };
    expect(actions(before, { ...before, "dev/azurerm_virtual_network.N": network("b") })).toEqual([
      "replaced dev/azurerm_virtual_network.N",
    ]);
  });

  it("leaves what can take another id in place", () => {
    const before = {
      "dev/azurerm_subnet.S": subnet("a"),
      "dev/azurerm_network_interface.N": { ip_configuration: [{ subnet_id: "${azurerm_subnet.S.id}" }] },
    };
    expect(actions(before, { ...before, "dev/azurerm_subnet.S": subnet("b") })).toEqual([
      "replaced dev/azurerm_subnet.S",
    ]);
  });

  it("leaves other stacks, and addresses that only begin alike", () => {
    const before = {
      "dev/azurerm_subnet.S": subnet("a"),
      "prod/azurerm_private_endpoint.E": endpoint,
      "dev/azurerm_private_endpoint.F": { subnet_id: "${azurerm_subnet.S2.id}" },
    };
    expect(actions(before, { ...before, "dev/azurerm_subnet.S": subnet("b") })).toEqual([
      "replaced dev/azurerm_subnet.S",
    ]);
  });

  it("comes with a change of what replace_triggered_by names", () => {
    const dependent = { name: "pe", lifecycle: { replace_triggered_by: ["azapi_resource.R"] } };
    const before = { "dev/azapi_resource.R": { body: { a: 1 } }, "dev/azurerm_private_endpoint.E": dependent };
    expect(actions(before, { ...before, "dev/azapi_resource.R": { body: { a: 2 } } })).toEqual([
      "replaced dev/azurerm_private_endpoint.E",
      "changed dev/azapi_resource.R",
    ]);
  });
});

it("finds nothing between equals, whatever they are", () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.stringMatching(/^[a-z]+\/[a-z]+_[a-z]+\.[A-Za-z]+$/),
        fc.dictionary(fc.string(), fc.jsonValue()),
      ),
      (resources) => {
        expect(actions(resources, structuredClone(resources))).toEqual([]);
      },
    ),
  );
});

import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { Environments } from "../../src/domain/environment.js";
import type { Stack } from "../support/small-platform.js";

const environments = (stacks: Record<string, Stack>, settings = {}) =>
  new Environments(SynthModel.fromStacks(stacks), settings);
const group = (name: string, environment?: string): Stack => ({
  name,
  ...(environment === undefined ? {} : { tags: { environment } }),
});

describe("environments", () => {
  it("come from tags, and for what has none from what it's part of", () => {
    const model = SynthModel.fromStacks({
      all: {
        resource: {
          azurerm_resource_group: { dev: group("rg-dev", "dev"), prod: group("rg-prod", "prod") },
          azurerm_subnet: { one: { name: "snet", resource_group_name: "${azurerm_resource_group.prod.name}" } },
        },
      },
    });
    const found = new Environments(model);
    expect(found.nameOf(model.resource("azurerm_subnet.one"))).toBe("prod");
    expect(found.all.map(({ name }) => name)).toEqual(["dev", "prod"]);
  });

  it("come from the rest of the stack, or its name, where nothing else tells", () => {
    const stacks = {
      one: { resource: { azurerm_resource_group: { a: group("rg", "dev") }, azurerm_role_assignment: { b: {} } } },
      two: { resource: { azurerm_resource_group: { a: group("rg2") } } },
    };
    const model = SynthModel.fromStacks(stacks);
    const found = new Environments(model);
    expect(found.nameOf(model.resource("azurerm_role_assignment.b"))).toBe("dev");
    expect(found.all.map(({ name }) => name)).toEqual(["dev", "two"]);
  });

  it.each([
    ["prod", false, true],
    ["production", false, true],
    ["aml-prd", false, true],
    ["prod-eu", false, true],
    ["preprod", false, false],
    ["product", false, false],
    ["dev", false, false],
    ["shared", true, false],
    ["hub-weu", true, false],
    ["aml-dns-shared", true, false],
  ])("%s: shared %s, production %s", (name, shared, production) => {
    const [one] = environments({ [name]: { resource: { azurerm_resource_group: { a: group("rg") } } } }).all;
    expect([one?.shared, one?.production]).toEqual([shared, production]);
  });

  it("do as the configuration says, whatever they're called", () => {
    const stacks = { blue: { resource: { azurerm_resource_group: { a: group("rg") } } } };
    const [one] = environments(stacks, { blue: { production: true, mayUse: ["green"] } }).all;
    expect([one?.production, [...(one?.mayUse ?? [])]]).toEqual([true, ["green"]]);
  });
});

describe("the environment of a stack", () => {
  const tagged = (tags: unknown) => ({ azurerm_resource_group: { a: { name: "rg", tags } } });
  const names = (stacks: Record<string, Stack>, settings = {}) =>
    environments(stacks, settings).all.map(({ name }) => name);

  it("comes from a tag that a local gives, whatever the case of its key", () => {
    expect(names({ network: { locals: { tags: { ENVIRONMENT: "dev" } }, resource: tagged("${local.tags}") } })).toEqual(
      ["dev"],
    );
  });

  it("is what the configuration lists it under, before any tag", () => {
    const stacks = { "ml-network": { resource: tagged({}) }, "ml-data": { resource: tagged({ environment: "x" }) } };
    expect(names(stacks, { dev: { stacks: ["ml-*"] } })).toEqual(["dev"]);
  });

  it("is one where names differ by case only", () => {
    const found = environments({
      one: { resource: tagged({ environment: "Dev" }) },
      two: { resource: tagged({ environment: "dev" }) },
    });
    expect(found.all.map(({ name }) => name)).toEqual(["Dev"]);
    expect(found.spellings).toEqual([{ name: "Dev", others: ["dev"] }]);
  });

  it.each(["non-prod", "nonprod", "pre-prod", "preprod", "pre_production", "nonproduction", "aml-non-prod"])(
    "%s is not production",
    (name) => {
      expect(environments({ [name]: { resource: tagged({}) } }).all[0]?.production).toBe(false);
    },
  );

  it("is a guess where only the name of a stack says it, which may be a layer's", () => {
    const found = environments({
      network: { resource: tagged({}) },
      dev: { resource: tagged({}) },
      data: { resource: tagged({ env: "test" }) },
    });
    expect(found.all.map(({ name }) => [name, found.isGuessed(name)])).toEqual([
      ["dev", false],
      ["network", true],
      ["test", false],
    ]);
  });
});

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

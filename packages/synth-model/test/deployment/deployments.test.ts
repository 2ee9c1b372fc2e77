import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SynthModel, type Json } from "../../src/index.js";

const NETWORK = "Microsoft.Network";

/** What a template deploys into a resource group of the stack. */
function deploymentOf(template: object, parameters: object = {}) {
  const model = SynthModel.fromStacks({
    dev: {
      variable: { unknown: {} },
      resource: {
        azurerm_resource_group: { main: { name: "rg", location: "westeurope" } },
        azurerm_resource_group_template_deployment: {
          main: {
            resource_group_name: "${azurerm_resource_group.main.name}",
            template_content: JSON.stringify(template),
            parameters_content: JSON.stringify(parameters),
          },
        },
      },
    },
  });
  const [deployment] = model.deployments;
  if (!deployment) throw new Error("the template wasn't read");
  return deployment;
}

/** What an expression in a template comes to. */
function valueOf(
  expression: string,
  { parameters = {}, given = {} }: { parameters?: object; given?: object } = {},
): Json {
  const resource = {
    type: "Microsoft.Some/things",
    apiVersion: "2024-01-01",
    name: "x",
    properties: { value: expression },
  };
  const { deployed } = deploymentOf(
    { parameters, variables: { prefix: "[concat('a', 'b')]" }, resources: [resource] },
    given,
  );
  return deployed[0]?.readArm("properties.value").value ?? null;
}

describe("a resource of an ARM template", () => {
  it("is one of azapi in the resource group, with the deployment's address", () => {
    const { deployed, isWhole } = deploymentOf({
      resources: [
        {
          type: `${NETWORK}/virtualNetworks`,
          apiVersion: "2024-05-01",
          name: "vnet",
          location: "[resourceGroup().location]",
          tags: { environment: "dev" },
          properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } },
        },
      ],
    });
    const [network] = deployed;
    expect(isWhole).toBe(true);
    expect(network).toMatchObject({
      kind: "resource",
      type: "azapi_resource",
      armType: `${NETWORK}/virtualNetworks`,
      apiVersion: "2024-05-01",
      address: "azurerm_resource_group_template_deployment.main/microsoft.network/virtualnetworks/vnet",
    });
    expect(network?.read("location").value).toBe("westeurope");
    expect(network?.read("parent_id").target).toMatchObject({
      element: { address: "azurerm_resource_group.main" },
      attribute: "id",
    });
    expect(network?.dependencies().map(({ address }) => address)).toEqual(["azurerm_resource_group.main"]);
  });

  it("refers to others of the template, by resourceId() and as their child", () => {
    const { deployed } = deploymentOf({
      parameters: { name: { defaultValue: "vnet" } },
      resources: [
        { type: `${NETWORK}/networkSecurityGroups`, name: "nsg", resources: [{ type: "securityRules", name: "ssh" }] },
        { type: `${NETWORK}/virtualNetworks`, name: "[parameters('name')]" },
        {
          type: `${NETWORK}/virtualNetworks/subnets`,
          name: "[format('{0}/{1}', parameters('name'), 'pe')]",
          properties: { networkSecurityGroup: { id: `[resourceId('${NETWORK}/networkSecurityGroups', 'nsg')]` } },
        },
      ],
    });
    const [group, rule, network, subnet] = deployed;
    expect(rule?.read("parent_id").target?.element).toBe(group);
    expect(subnet?.read("name").value).toBe("pe");
    expect(subnet?.read("parent_id").target?.element).toBe(network);
    expect(subnet?.readArm("properties.networkSecurityGroup.id").target?.element).toBe(group);
    expect(group?.dependents()).toContain(subnet);
  });

  it("may be in a nested template with parameters of its own, or with those around it", () => {
    const nested = (scope: string, parameters: object) => ({
      type: "Microsoft.Resources/deployments",
      name: scope,
      properties: {
        expressionEvaluationOptions: { scope },
        parameters,
        template: { parameters: { n: {} }, resources: [{ type: "Microsoft.Some/things", name: "[parameters('n')]" }] },
      },
    });
    const { deployed } = deploymentOf(
      { parameters: { n: {} }, resources: [nested("inner", { n: { value: "in" } }), nested("outer", {})] },
      { n: { value: "out" } },
    );
    expect(deployed.map((one) => one.read("name").value)).toEqual(["in", "out"]);
  });

  it("is there once for each copy, and not where its condition is false", () => {
    const thing = { type: "Microsoft.Some/things", copy: { name: "c", count: 2 }, name: "[concat('x', copyIndex(1))]" };
    const { deployed, isWhole } = deploymentOf({ resources: [thing, { ...thing, condition: "[equals('a', 'b')]" }] });
    expect(deployed.map((one) => one.read("name").value)).toEqual(["x1", "x2"]);
    expect(isWhole).toBe(true);
  });

  it.each([
    ["a linked template", { type: "Microsoft.Resources/deployments", name: "x", properties: { templateLink: {} } }],
    ["a condition", { type: "Microsoft.Some/things", name: "x", condition: "[parameters('c')]" }],
    ["a number of copies", { type: "Microsoft.Some/things", name: "x", copy: { count: "[parameters('c')]" } }],
  ])("leaves the deployment incomplete by %s that isn't known", (_, resource) => {
    expect(deploymentOf({ parameters: { c: {} }, resources: [resource] }).isWhole).toBe(false);
  });
});

describe("an expression of an ARM template", () => {
  it.each([
    ["plain", "plain"],
    ["[[escaped]", "[escaped]"],
    ["[variables('prefix')]", "ab"],
    ["[toLower(concat(variables('PREFIX'), '-', 'It''s'))]", "ab-it's"],
    ["[if(and(true(), not(empty(createArray(1)))), 'yes', 'no')]", "yes"],
    ["[union(createObject('a', 1), createObject('b', 2)).B]", 2],
    ["[createArray('x', 'y')[1]]", "y"],
    ["[string(length('four'))]", "4"],
    ["[coalesce(null(), 'c')]", "c"],
    ["[json('{\"a\": [1]}').a]", [1]],
    ["[array('x')]", ["x"]],
    ["[concat(array('x'), array(createArray('y')))]", ["x", "y"]],
    ["[contains(createArray('x', 'y'), 'y')]", true],
    ["[contains('text', 'ex')]", true],
    ["[contains(createObject('A', 1), 'a')]", true],
    ["[split(replace('a-b', '-', ','), ',')]", ["a", "b"]],
  ])("%s comes to %j", (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });

  it("takes a parameter's value, or its default", () => {
    const parameters = { a: { defaultValue: "[concat('d', 'e')]" } };
    expect(valueOf("[parameters('a')]", { parameters })).toBe("de");
    expect(valueOf("[parameters('a')]", { parameters, given: { a: { value: "[literal]" } } })).toBe("[literal]");
  });

  it("isn't known where only Azure knows it", () => {
    const { deployed } = deploymentOf({
      resources: [{ type: "Microsoft.Some/things", name: "x", properties: { value: "[reference('y').id]" } }],
    });
    expect(deployed[0]?.readArm("properties.value")).toMatchObject({
      state: "unknown",
      value: "[reference('y').id]",
      unknowns: [{ reason: "Azure evaluates it when it deploys the template" }],
    });
  });

  it("never fails, whatever the text is", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "(",
      ")",
      "'",
      ",",
      ".",
      "concat",
      "parameters",
      "if",
      "1",
      " ",
      "variables('prefix')",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        expect(() => valueOf(`[${pieces.join("")}]`)).not.toThrow();
      }),
    );
  });
});

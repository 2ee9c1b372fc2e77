import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { Construct } from "constructs";
import { beforeEach, describe, expect, it } from "vitest";
import { resourceGroupFromAttributes } from "../src/index.js";
import { providerFor, providerOfGroup, subscriptionOf } from "../src/internal.js";

const own = "00000000-0000-4000-8000-00000000000a";
const other = "00000000-0000-4000-8000-00000000000b";
const vaultIn = (subscription: string) =>
  `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv`;
let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "dev");
});

const provider = (subscriptionId?: string, alias?: string) =>
  new AzurermProvider(stack, `azurerm-${alias}`, { subscriptionId, alias, features: [{}] });
const variable = () => new TerraformVariable(stack, "subscription_id", { type: "string" }).stringValue;
const required = true;

describe("subscriptionOf", () => {
  it("reads the subscription of an ARM id", () => {
    expect(subscriptionOf(vaultIn(other), stack)).toBe(other);
  });

  it("reads the expression that an ARM id has in its place", () => {
    expect(subscriptionOf(vaultIn(variable()), stack)).toBe("${var.subscription_id}");
  });

  it("is that of the stack's default provider where only Terraform knows the id", () => {
    provider(other, "other");
    provider(variable());
    expect(subscriptionOf("${var.vault_id}", stack)).toBe("${var.subscription_id}");
  });

  it("is that of the provider that creates the resource", () => {
    provider(own);
    const group = new ResourceGroup(stack, "Group", {
      name: "rg",
      location: "canadacentral",
      provider: provider(other, "other"),
    });
    expect(subscriptionOf(group.id, group)).toBe(other);
  });
});

it("is that of the provider that creates a construct's resource", () => {
  provider(own);
  const network = new Construct(stack, "Network");
  const hub = provider(other, "hub");
  new ResourceGroup(network, "Resource", { name: "rg", location: "canadacentral", provider: hub });
  expect(subscriptionOf("${azurerm_virtual_network.hub.id}", network)).toBe(other);
});

describe("providerFor", () => {
  it("is the aliased provider of the subscription", () => {
    provider(own);
    const hub = provider(other.toUpperCase(), "hub");
    expect(providerFor(stack, { subscription: other, required })).toBe(hub);
  });

  it("is the default provider where that writes to the subscription", () => {
    provider(own, "same");
    provider(own);
    expect(providerFor(stack, { subscription: own, required })).toBeUndefined();
  });

  it("refuses a subscription that no provider is for, with the line to add", () => {
    provider(variable());
    expect(() => providerFor(stack, { subscription: other, required })).toThrow(
      `dev.provider: got "a resource in the subscription ${other}"; allowed: subscriptions that dev has a provider for: \${var.subscription_id}; fix: add to the stack, before this: new AzurermProvider(this, "azurerm-other", { alias: "other", subscriptionId: "${other}", features: [{}] })`,
    );
  });

  it("refuses a stack whose provider takes its subscription from the machine", () => {
    provider();
    expect(() => providerFor(stack, { subscription: other, required })).toThrow("none of its providers names one");
  });

  it("leaves to the default provider what it writes by id, unless there is one for the subscription", () => {
    provider(own);
    expect(providerFor(stack, { subscription: other, required: false })).toBeUndefined();
    const hub = provider(other, "hub");
    expect(providerFor(stack, { subscription: other, required: false })).toBe(hub);
  });

  it("refuses a passed provider of another subscription", () => {
    provider(own);
    expect(() => providerFor(stack, { subscription: other, provider: provider(own, "own"), required })).toThrow(
      `allowed: a provider of the subscription ${other}, which the resource is in`,
    );
  });

  it("refuses a passed provider of another stack", () => {
    const elsewhere = new TerraformStack(stack.node.root, "hub");
    const hub = new AzurermProvider(elsewhere, "azurerm", { alias: "hub", features: [{}] });
    expect(() => providerFor(stack, { subscription: other, provider: hub, required })).toThrow(
      "allowed: a provider of the stack dev, which the resource is in",
    );
  });
});

describe("providerOfGroup", () => {
  const group = (subscriptionId: string) =>
    resourceGroupFromAttributes({ name: "rg", location: "canadacentral", subscriptionId });

  it("writes what is put into an existing group to the group's subscription", () => {
    provider(own);
    const hub = provider(other, "hub");
    expect(providerOfGroup(stack, group(other))).toBe(hub);
  });

  it("writes what is put into a group beside it, with the group's provider", () => {
    const hub = provider(other, "hub");
    provider(own);
    const created = new ResourceGroup(stack, "Group", { name: "rg", location: "canadacentral", provider: hub });
    expect(providerOfGroup(stack, created)).toBe(hub);
  });

  it("refuses a group of another subscription than the stack's", () => {
    provider(own);
    expect(() => providerOfGroup(stack, group(other))).toThrow(`got "a resource in the subscription ${other}"`);
  });

  it("trusts a group where only Terraform knows the stack's subscription", () => {
    provider(variable());
    expect(providerOfGroup(stack, group(own))).toBeUndefined();
  });
});

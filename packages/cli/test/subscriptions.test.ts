import { describe, expect, it } from "vitest";
import { ConfigurationError } from "../src/config/problem.js";
import { platformOf } from "./fixture.js";

const subscriptions = {
  connectivity: "00000000-0000-4000-8000-00000000000c",
  "ml-dev": "00000000-0000-4000-8000-00000000000d",
};
const environment = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const LINK = "azurerm_private_dns_zone_virtual_network_link";

/** The subscriptions that the resources of a type are written to, once each. */
const writtenTo = (configuration: object, type: string) =>
  new Set(
    platformOf(configuration)
      .resources({ type })
      .map(({ provider }) => provider?.get("subscription_id")),
  );

describe("subscriptions of the configuration", () => {
  it("is the variable for everything by default", () => {
    const configuration = { environments: { dev: environment } };
    expect(writtenTo(configuration, "azurerm_virtual_network")).toEqual(new Set(["${var.subscription_id}"]));
    expect(writtenTo(configuration, LINK)).toEqual(new Set(["${var.subscription_id}"]));
  });

  it("gives each environment its own", () => {
    const configuration = {
      subscriptions,
      environments: {
        dev: { ...environment, subscription: "ml-dev" },
        prod: { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" },
      },
    };
    const networks = platformOf(configuration).resources({ type: "azurerm_virtual_network" });
    expect(networks.map(({ stack, provider }) => [stack.name, provider?.get("subscription_id")])).toEqual([
      ["aml-dev", subscriptions["ml-dev"]],
      ["aml-prod", "${var.subscription_id}"],
    ]);
  });

  it("gives azapi that of the environment too", () => {
    const configuration = { subscriptions, environments: { dev: { ...environment, subscription: "ml-dev" } } };
    expect(writtenTo(configuration, "azapi_resource")).toEqual(new Set([subscriptions["ml-dev"]]));
  });

  it("writes links and records of the zones to the subscription of the zones", () => {
    const configuration = {
      subscriptions,
      dns: { subscription: "connectivity" },
      environments: {
        dev: {
          ...environment,
          subscription: "ml-dev",
          computeInstances: [{ assignedUserObjectId: "00000000-0000-4000-8000-000000000001" }],
        },
      },
    };
    expect(writtenTo(configuration, "azurerm_private_dns_zone")).toEqual(new Set([subscriptions.connectivity]));
    expect(writtenTo(configuration, LINK)).toEqual(new Set([subscriptions.connectivity]));
    expect(writtenTo(configuration, "azurerm_private_dns_a_record")).toEqual(new Set([subscriptions.connectivity]));
  });

  it("writes them to that of the variable where only the environment has another one", () => {
    const configuration = { subscriptions, environments: { dev: { ...environment, subscription: "ml-dev" } } };
    expect(writtenTo(configuration, LINK)).toEqual(new Set(["${var.subscription_id}"]));
  });

  it.each([
    ["dns", { dns: { subscription: "hub" } }, "dns.subscription"],
    [
      "an environment",
      { environments: { dev: { ...environment, subscription: "hub" } } },
      "environments.dev.subscription",
    ],
  ])("refuses a name for %s that it doesn't have, with the line to add", (_, configuration, path) => {
    expect(() => platformOf(configuration)).toThrow(ConfigurationError);
    try {
      platformOf(configuration);
    } catch (error) {
      expect((error as ConfigurationError).problems).toEqual([
        {
          path,
          value: '"hub"',
          allowed: "a name in subscriptions",
          fix: 'add "subscriptions": { "hub": "<GUID of the subscription>" }',
        },
      ]);
    }
  });
});

import { FIXED_SUBNETS } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf } from "../../arm/body.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { requireReferenced, withDefaults } from "../shared.js";
import { referrers } from "./references.js";
import { earlierAddress, freeAddressIn, requireFixedSubnet } from "./subnet-addresses.js";
import { FIREWALLS } from "./types.js";

const POLICIES = "Microsoft.Network/firewallPolicies";
/** The subnet of the firewall's own traffic, which has the same minimum size. */
const MANAGEMENT_SUBNET = { ...FIXED_SUBNETS.firewall, name: "AzureFirewallManagementSubnet" };

/** Azure Firewall with its policies. */
export const firewalls: readonly ResourceType[] = [azureFirewalls(), policies(), ruleCollectionGroups()];

function azureFirewalls(): ResourceType {
  return {
    type: FIREWALLS,
    tracked: true,
    latency: { create: 600, update: 240, delete: 360 },
    write(write, state) {
      const { id, body, existing } = write;
      const policy = referenceOf(body.properties["firewallPolicy"]);
      if (policy !== undefined) requireReferenced(state, policy, id);
      const before = objectsOf(existing?.body.properties["ipConfigurations"]);
      body.properties["ipConfigurations"] = objectsOf(body.properties["ipConfigurations"]).map((configuration, index) =>
        placed(write, configuration, FIXED_SUBNETS.firewall, before[index], state),
      );
      const management = body.properties["managementIpConfiguration"];
      if (management !== undefined) {
        const earlier = objectOf(existing?.body.properties["managementIpConfiguration"]);
        body.properties["managementIpConfiguration"] = placed(
          write,
          objectOf(management),
          MANAGEMENT_SUBNET,
          earlier,
          state,
        );
      }
      body.properties = withDefaults(body.properties, {
        threatIntelMode: "Alert",
        sku: { name: "AZFW_VNet", tier: "Standard" },
        additionalProperties: {},
      });
    },
  };
}

/** A configuration with an address of its subnet. Only the first one of a firewall has a subnet. */
function placed(
  { id }: Write,
  configuration: Properties,
  fixed: typeof FIXED_SUBNETS.firewall | typeof MANAGEMENT_SUBNET,
  before: Properties | undefined,
  state: EmulatorState,
): Properties {
  const properties = objectOf(configuration["properties"]);
  const address = referenceOf(properties["publicIPAddress"]);
  if (address !== undefined) requireReferenced(state, address, id);
  const name = textOf(configuration["name"]) ?? "";
  const shown = { ...configuration, id: `${id.toString()}/azureFirewallIpConfigurations/${name}` };
  const reference = referenceOf(properties["subnet"]);
  if (reference === undefined) return { ...shown, properties: { ...properties, provisioningState: "Succeeded" } };
  const subnet = requireReferenced(state, reference, id);
  requireFixedSubnet(subnet, fixed, `Azure Firewall ${id.name}`);
  const privateIPAddress = earlierAddress(before, subnet) ?? freeAddressIn(subnet, state);
  return { ...shown, properties: { ...properties, privateIPAddress, provisioningState: "Succeeded" } };
}

function policies(): ResourceType {
  return {
    type: POLICIES,
    tracked: true,
    latency: { create: 30, update: 60, delete: 10 },
    write({ id, body }, state) {
      const base = referenceOf(body.properties["basePolicy"]);
      if (base !== undefined) requireReferenced(state, base, id);
      body.properties = withDefaults(body.properties, { threatIntelMode: "Alert", sku: { tier: "Standard" } });
    },
    view: (policy, state) => ({
      ...policy.body,
      properties: {
        ...policy.body.properties,
        firewalls: referrers(policy, FIREWALLS, "firewallPolicy", state),
        childPolicies: referrers(policy, POLICIES, "basePolicy", state),
        ruleCollectionGroups: state.resources.childrenOf(policy.id).map(({ id }) => ({ id: id.toString() })),
      },
    }),
    // Azure documents that a policy in use can't be deleted, but not the code.
    delete(policy, state) {
      const [user] = [
        ...referrers(policy, FIREWALLS, "firewallPolicy", state),
        ...referrers(policy, POLICIES, "basePolicy", state),
      ];
      if (!user) return;
      throw new ArmError(
        400,
        "FirewallPolicyInUse",
        `Firewall Policy ${policy.id.toString()} cannot be deleted because it is in use by ${user.id}.`,
      );
    },
  };
}

/** The rules of a policy. A policy, with the firewalls that use it, is changed by one write at a time. */
function ruleCollectionGroups(): ResourceType {
  return {
    type: `${POLICIES}/ruleCollectionGroups`,
    latency: { create: 60, update: 60, delete: 60 },
    locks: (id) => [id.parent?.toString() ?? ""],
  };
}

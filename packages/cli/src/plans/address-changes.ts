import { BlockList, isIPv6 } from "node:net";
import type { Problem } from "../config/problem.js";
import type { PlanJson, PriorModule, PriorResource, ResourceChange } from "../terraform/planned-changes.js";

/**
 * Changes of address spaces and subnets that Azure would reject in the middle of an apply: a network can't lose a block
 * that contains a subnet (`NetcfgSubnetRangeOutsideVnet`), and the block of a subnet can't be changed while one of its
 * addresses is in use (`InUsePrefixCannotBeDeleted`).
 * @see https://learn.microsoft.com/azure/virtual-network/manage-virtual-network
 */
export function addressProblems(stack: string, plan: PlanJson): Problem[] {
  const prior = resourcesOf(plan.prior_state?.values?.root_module);
  const destroyed = new Set(
    (plan.resource_changes ?? [])
      .filter(({ change }) => change.actions.includes("delete"))
      .map(({ address }) => address),
  );
  const stay = prior.filter(({ address }) => !destroyed.has(address));
  return (plan.resource_changes ?? []).flatMap((resource) => {
    if (resource.mode !== "managed" || resource.change.actions.join() !== "update") return [];
    if (resource.type === "azurerm_virtual_network") return networkProblems(stack, resource, stay);
    if (resource.type === "azurerm_subnet") return subnetProblems(stack, resource, stay);
    return [];
  });
}

function networkProblems(
  stack: string,
  { address, change }: ResourceChange,
  stay: readonly PriorResource[],
): Problem[] {
  const [before, after] = [listOf(change.before?.["address_space"]), listOf(change.after?.["address_space"])];
  if (change.after_unknown?.["address_space"] === true || after.length === 0) return [];
  const subnets = stay.filter(
    ({ type, values }) =>
      type === "azurerm_subnet" &&
      values["virtual_network_name"] === change.before?.["name"] &&
      values["resource_group_name"] === change.before?.["resource_group_name"],
  );
  const outside = subnets.filter(({ values }) =>
    listOf(values["address_prefixes"]).some((prefix) => !after.some((block) => contains(block, prefix))),
  );
  if (outside.length === 0) return [];
  const named = outside.map(
    ({ values }) => `${String(values["name"])} (${listOf(values["address_prefixes"]).join(", ")})`,
  );
  return [
    {
      path: `${stack}/${address}`,
      value: `address_space ${before.join(", ")} -> ${after.join(", ")}, without the subnets ${named.join(", ")}`,
      allowed: "an address space that contains every subnet of the network: Azure refuses another one",
      fix: "add the new block beside the old one, move what is in the subnets and then remove the old block; or destroy the environment before the change and deploy it again",
    },
  ];
}

function subnetProblems(stack: string, { address, change }: ResourceChange, stay: readonly PriorResource[]): Problem[] {
  const [before, after] = [listOf(change.before?.["address_prefixes"]), listOf(change.after?.["address_prefixes"])];
  const id = change.before?.["id"];
  if (before.every((prefix) => after.includes(prefix)) || typeof id !== "string") return [];
  const users = stay.filter(({ type, values }) => ADDRESSED.has(type) && JSON.stringify(values).includes(`"${id}"`));
  if (users.length === 0) return [];
  return [
    {
      path: `${stack}/${address}`,
      value: `address_prefixes ${before.join(", ")} -> ${after.join(", ")}, while ${listed(users)} are in the subnet`,
      allowed: "the same block while the subnet is in use: Azure refuses another one",
      fix: "undo the change; or destroy the environment before the change and deploy it again",
    },
  ];
}

/** Types that use addresses of a subnet. */
const ADDRESSED = new Set(["azurerm_bastion_host", "azurerm_network_interface", "azurerm_private_endpoint"]);

function listed(resources: readonly PriorResource[]): string {
  const shown = resources.slice(0, 3).map(({ address }) => address);
  const more = resources.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function resourcesOf(module: PriorModule | undefined): PriorResource[] {
  return [...(module?.resources ?? []), ...(module?.child_modules ?? []).flatMap(resourcesOf)];
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Whether a CIDR block contains another one. */
function contains(block: string, other: string): boolean {
  const [[address = "", length], [otherAddress = "", otherLength]] = [block.split("/"), other.split("/")];
  const family = isIPv6(address) ? "ipv6" : "ipv4";
  if (isIPv6(otherAddress) !== isIPv6(address) || Number(otherLength) < Number(length)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(length), family);
  return list.check(otherAddress, family);
}

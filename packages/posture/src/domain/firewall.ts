import type { Resource } from "@org/aml-synth-model";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { pointTo, readingAt } from "./reader.js";

const FIREWALLS = "Microsoft.Network/azureFirewalls";
const POLICIES = "Microsoft.Network/firewallPolicies";

/** Whether firewalls allow inbound traffic, which only DNAT rules do. */
export class Firewalls {
  /** Firewalls and policies that have DNAT rules. */
  readonly #translating = new Set<Resource>();

  constructor(
    inventory: Inventory,
    private readonly identities: Identities,
  ) {
    for (const resource of inventory.model.resources({ type: "azurerm_firewall_nat_rule_collection" })) {
      this.#add(this.identities.named(FIREWALLS, resource, "azure_firewall_name"));
    }
    for (const resource of inventory.created(`${POLICIES}/ruleCollectionGroups`)) {
      const collections = readingAt(resource, "nat_rule_collection", "properties.ruleCollections");
      const translating = collections?.items().some((one) => {
        const type = one.at("ruleCollectionType");
        return type.state !== "known" || type.value === "FirewallPolicyNatRuleCollection";
      });
      if (!translating) continue;
      this.#add(this.identities.at(POLICIES, pointTo(resource, "firewall_policy_id", "parent_id"), resource));
    }
    for (const resource of inventory.created(FIREWALLS)) {
      const own = readingAt(resource, "nat_rule_collection", "properties.natRuleCollections");
      if (own && own.items().length > 0) this.#add(resource);
    }
  }

  /** Whether a firewall has DNAT rules; undefined if its policy, or a parent policy, wasn't read. */
  public letsIn(firewall: Resource): boolean | undefined {
    if (this.#translating.has(firewall)) return true;
    const seen = new Set<Resource>();
    let at = firewall;
    let place: readonly [string, string] = ["firewall_policy_id", "properties.firewallPolicy.id"];
    while (!seen.has(at)) {
      seen.add(at);
      const to = pointTo(at, ...place);
      if (!to) return false;
      const policy = this.identities.at(POLICIES, to, at);
      if (policy?.kind !== "resource") return undefined;
      if (this.#translating.has(policy)) return true;
      at = policy;
      place = ["base_policy_id", "properties.basePolicy.id"];
    }
    return false;
  }

  #add(resource: Resource | undefined): void {
    if (resource) this.#translating.add(resource);
  }
}

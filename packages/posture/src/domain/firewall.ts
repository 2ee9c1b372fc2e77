import type { Reading, Resource } from "@org/aml-synth-model";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { isArm, pointTo, readingAt } from "./reader.js";

const FIREWALLS = "Microsoft.Network/azureFirewalls";
const POLICIES = "Microsoft.Network/firewallPolicies";

/** A destination that a firewall allows. */
export interface FirewallDestination {
  readonly resource: Resource;
  readonly rule: string;
  /** Host, service tag, block or address; for a tag of host names, its name. */
  readonly destination: string;
  readonly kind: "host" | "tag of hosts" | "address";
}

/** What a firewall allows, and rules that weren't read. */
export interface FirewallDestinations {
  readonly allowed: readonly FirewallDestination[];
  readonly unread: readonly { readonly at: Resource; readonly text: string }[];
}

/** The allowed destinations of one resource, for the firewall or policy that has them. */
interface Rules extends FirewallDestinations {
  readonly resource: Resource;
  readonly holder: Resource | undefined;
}

/** Firewalls: whether they allow inbound traffic, which only DNAT rules do, and which destinations they allow. */
export class Firewalls {
  readonly #firewalls: ReadonlySet<Resource>;
  readonly #rules: readonly Rules[];
  /** Firewalls and policies that have DNAT rules. */
  readonly #translating = new Set<Resource>();

  constructor(
    inventory: Inventory,
    private readonly identities: Identities,
  ) {
    this.#firewalls = new Set(inventory.created(FIREWALLS));
    this.#rules = rulesOf(inventory, identities);
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

  public isFirewall(resource: Resource): boolean {
    return this.#firewalls.has(resource);
  }

  /** The destinations that a firewall allows, by its rules and those of its policies. */
  public allowedBy(firewall: Resource): FirewallDestinations {
    const holders = [firewall];
    let place: readonly [string, string] = ["firewall_policy_id", "properties.firewallPolicy.id"];
    for (let at = firewall; ;) {
      const to = pointTo(at, ...place);
      if (!to) break;
      const policy = this.identities.at(POLICIES, to, at);
      if (policy?.kind !== "resource") return { allowed: [], unread: [{ at, text: "its policy wasn't read" }] };
      if (holders.includes(policy)) break;
      holders.push(policy);
      at = policy;
      place = ["base_policy_id", "properties.basePolicy.id"];
    }
    const all = this.#rules.filter(({ holder }) => holder !== undefined && holders.includes(holder));
    return {
      allowed: all.flatMap(({ allowed }) => allowed),
      unread: [
        ...all.flatMap(({ unread }) => unread),
        ...this.#rules
          .filter(({ holder }) => holder === undefined)
          .flatMap(({ resource }) => [{ at: resource, text: "the policy of its rules isn't known here" }]),
      ],
    };
  }

  #add(resource: Resource | undefined): void {
    if (resource) this.#translating.add(resource);
  }
}

/** Where rules have destinations: in azurerm and ARM. */
const DESTINATIONS: readonly (readonly [
  argument: string,
  arm: string,
  kind: FirewallDestination["kind"] | undefined,
])[] = [
  ["destination_fqdns", "targetFqdns", "host"],
  ["target_fqdns", "destinationFqdns", "host"],
  ["destination_urls", "targetUrls", "host"],
  ["destination_fqdn_tags", "fqdnTags", "tag of hosts"],
  ["fqdn_tags", "fqdnTags", "tag of hosts"],
  ["destination_addresses", "destinationAddresses", "address"],
  // The members of groups and categories aren't evaluated.
  ["destination_ip_groups", "destinationIpGroups", undefined],
  ["web_categories", "webCategories", undefined],
];

function rulesOf(inventory: Inventory, identities: Identities): readonly Rules[] {
  const groups = inventory.created(`${POLICIES}/ruleCollectionGroups`).map((resource) => {
    const holder = identities.at(POLICIES, pointTo(resource, "firewall_policy_id", "parent_id"), resource);
    const paths = isArm(resource)
      ? ["properties.ruleCollections"]
      : ["application_rule_collection", "network_rule_collection"];
    return { resource, holder, ...allowedIn(resource, paths) };
  });
  const classic = ["application", "network"].flatMap((kind) =>
    [...inventory.model.resources({ type: `azurerm_firewall_${kind}_rule_collection` })].map((resource) => ({
      resource,
      holder: identities.named(FIREWALLS, resource, "azure_firewall_name"),
      ...allowedAt(resource, resource.read("rule"), resource.read("action")),
    })),
  );
  const inline = inventory.created(FIREWALLS).flatMap((resource) =>
    isArm(resource)
      ? [
          {
            resource,
            holder: resource,
            ...allowedIn(resource, ["properties.applicationRuleCollections", "properties.networkRuleCollections"]),
          },
        ]
      : [],
  );
  return [...groups, ...classic, ...inline];
}

/** The allowed destinations in lists of rule collections. */
function allowedIn(resource: Resource, paths: readonly string[]): FirewallDestinations {
  const found = paths.flatMap((path): FirewallDestinations[] => {
    const collections = readingAt(resource, path, path);
    if (!collections || collections.state === "absent") return [];
    if (collections.opaque) return [notRead(resource)];
    return collections.items().map((one) => {
      const own = isArm(resource) && one.at("properties").state !== "absent" ? one.at("properties") : one;
      return isArm(resource)
        ? allowedAt(resource, own.at("rules"), own.at("action.type"))
        : allowedAt(resource, own.at("rule"), own.at("action"));
    });
  });
  return { allowed: found.flatMap(({ allowed }) => allowed), unread: found.flatMap(({ unread }) => unread) };
}

/** The allowed destinations of the rules of a collection. */
function allowedAt(resource: Resource, rules: Reading, action: Reading): FirewallDestinations {
  if (typeof action.value === "string" && action.state === "known" && /^deny$/i.test(action.value)) {
    return { allowed: [], unread: [] };
  }
  if (rules.opaque) return notRead(resource);
  const allowed: FirewallDestination[] = [];
  const unread: { at: Resource; text: string }[] = [];
  for (const rule of rules.items()) {
    const name = String(rule.at("name").value ?? "");
    for (const [argument, arm, kind] of DESTINATIONS) {
      const list = rule.at(isArm(resource) ? arm : argument);
      if (list.state === "absent" || list.value === null) continue;
      for (const item of list.items()) {
        const { value, state } = item;
        if (kind === undefined || typeof value !== "string" || state !== "known") {
          unread.push({ at: resource, text: `what rule ${name} allows isn't known here` });
        } else allowed.push({ resource, rule: name, destination: value, kind });
      }
      if (list.opaque) unread.push({ at: resource, text: `what rule ${name} allows isn't known here` });
    }
  }
  return { allowed, unread };
}

function notRead(resource: Resource): FirewallDestinations {
  return { allowed: [], unread: [{ at: resource, text: "its rules aren't known here" }] };
}

import { FirewallPolicyRuleCollectionGroup } from "@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group/index.js";
import { FirewallPolicy } from "@cdktf/provider-azurerm/lib/firewall-policy/index.js";
import { Firewall as FirewallResource } from "@cdktf/provider-azurerm/lib/firewall/index.js";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
import type { IMonitoring, IResourceGroup, ISubnet } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireChoice,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { DIAGNOSTIC_CATEGORIES, FIREWALL_SKUS, FIXED_SUBNETS } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { parseNetworkBlock, SUBNET_SIZES } from "./cidr.js";
import { type FirewallRuleOptions, ruleCollections } from "./firewall-rules.js";

/** Options of a firewall. */
export interface FirewallOptions extends FirewallRuleOptions {
  /**
   * SKU. Premium adds intrusion detection, which then alerts.
   * @default "Standard"
   */
  readonly sku?: "Standard" | "Premium" | undefined;
  /**
   * Whether the firewall answers DNS requests of the networks behind it, so that it sees the names that they resolve.
   * The network's DNS server is then the firewall.
   * @default false
   */
  readonly dnsProxyEnabled?: boolean | undefined;
  /**
   * What happens with traffic to hosts that Microsoft's threat intelligence knows as malicious.
   * @default "Deny"
   */
  readonly threatIntelligenceMode?: "Off" | "Alert" | "Deny" | undefined;
  /**
   * Availability zones of the firewall and its address, any of `1`, `2`, `3`.
   * @default - Azure's default
   */
  readonly zones?: readonly string[] | undefined;
}

/** Props of {@link Firewall}. */
export interface FirewallProps extends FirewallOptions {
  /** Resource group, that of the network, as Azure requires. */
  readonly resourceGroup: IResourceGroup;
  /** Azure region, that of the network. */
  readonly location: string;
  /** `AzureFirewallSubnet`, /26 or larger, with its address prefix. */
  readonly subnet: ISubnet;
  /** Address space of the network. */
  readonly addressSpace: readonly string[];
  /** Name, 1 to 80 characters. */
  readonly name: string;
  /** Name of its policy, 1 to 80 characters. */
  readonly policyName: string;
  /** Name of its public address, 1 to 80 characters. */
  readonly publicIpName: string;
  /**
   * Destination of the firewall's logs and metrics.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * An Azure Firewall with a policy that allows the given destinations only. `firewall` of `PlatformVnet` creates it with
 * its subnet, and routes the other subnets to it. It is billed by the hour and by data.
 * @throws InvalidInputError for a SKU that isn't supported, a subnet with another name or smaller than /26, and
 * malformed rules
 * @see https://learn.microsoft.com/azure/firewall/overview
 */
export class Firewall extends BaseConstruct {
  /** The firewall (L1). */
  public readonly resource: FirewallResource;
  /** Its policy (L1). */
  public readonly policy: FirewallPolicy;
  /** The policy's rules (L1). Undefined if nothing is allowed. */
  public readonly rules: FirewallPolicyRuleCollectionGroup | undefined;
  /** The address with which traffic reaches the internet (L1). */
  public readonly publicIp: PublicIp;

  constructor(scope: Construct, id: string, props: FirewallProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "location", "subnet", "addressSpace", "name", "policyName");
    requireProps(this, props, "publicIpName");
    const { resourceGroup, sku = "Standard", dnsProxyEnabled = false, location, subnet } = props;
    this.#requireSku(sku);
    requireChoice(this, "threatIntelligenceMode", props.threatIntelligenceMode, ["Off", "Alert", "Deny"]);
    for (const zone of props.zones ?? []) requireChoice(this, "zones", zone, ["1", "2", "3"]);
    this.#requireSubnet(subnet);
    const collections = ruleCollections(this, props, { addressSpace: props.addressSpace, region: location });
    const shared = {
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location,
      tags: props.tags,
    };
    this.policy = new FirewallPolicy(this, "Policy", {
      ...shared,
      name: assertName("firewallPolicy", props.policyName, `${this.node.path}.policyName`),
      sku,
      threatIntelligenceMode: props.threatIntelligenceMode ?? "Deny",
      dns: dnsProxyEnabled ? { proxyEnabled: true } : undefined,
      intrusionDetection: FIREWALL_SKUS[sku].intrusionDetection ? { mode: "Alert" } : undefined,
    });
    dependOn(this.policy, resourceGroup.dependencies ?? []);
    if (collections.networkRuleCollection || collections.applicationRuleCollection) {
      this.rules = new FirewallPolicyRuleCollectionGroup(this, "Rules", {
        name: "allowed-destinations",
        firewallPolicyId: this.policy.id,
        priority: 100,
        ...collections,
      });
    }
    this.publicIp = new PublicIp(this, "PublicIp", {
      ...shared,
      name: assertName("publicIp", props.publicIpName, `${this.node.path}.publicIpName`),
      allocationMethod: "Static",
      sku: "Standard",
      zones: props.zones && [...props.zones],
    });
    dependOn(this.publicIp, resourceGroup.dependencies ?? []);
    this.resource = new FirewallResource(this, "Resource", {
      ...shared,
      name: assertName("firewall", props.name, `${this.node.path}.name`),
      skuName: "AZFW_VNet",
      skuTier: sku,
      firewallPolicyId: this.policy.id,
      ipConfiguration: [{ name: "configuration", subnetId: subnet.subnetId, publicIpAddressId: this.publicIp.id }],
      zones: props.zones && [...props.zones],
    });
    // Azure rejects changes of a policy while a firewall that uses it is being changed.
    dependOn(this.resource, this.rules ? [this.rules] : []);
    dependOn(this.resource, subnet.dependencies);
    dependOn(this.resource, resourceGroup.dependencies ?? []);
    props.monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resource.id,
      categories: DIAGNOSTIC_CATEGORIES.firewall,
    });
    props.monitoring?.addDiagnosticSetting(this, "PublicIpDiagnostics", {
      targetResourceId: this.publicIp.id,
      categories: DIAGNOSTIC_CATEGORIES.publicIp,
    });
  }

  /** Its private address: the next hop of routes, and the DNS server of networks that use it as a proxy. */
  public get privateIpAddress(): string {
    return this.resource.ipConfiguration.get(0).privateIpAddress;
  }

  #requireSku(sku: string): void {
    if (sku === "Standard" || sku === "Premium") return;
    refuse(this, "sku", {
      value: sku,
      allowed: "Standard or Premium: Basic can't be a DNS proxy and only reports malicious traffic",
      fix: "use Standard",
    });
  }

  #requireSubnet({ subnetId, addressPrefix }: ISubnet): void {
    const { name, smallestPrefixLength: smallest } = FIXED_SUBNETS.firewall;
    if (!isUnresolved(subnetId) && subnetId.split("/").at(-1) !== name) {
      refuse(this, "subnet", { value: subnetId, allowed: `a subnet named ${name}`, fix: `use one named ${name}` });
    }
    if (addressPrefix === undefined) return;
    parseNetworkBlock(this, "subnet", addressPrefix, { ...SUBNET_SIZES, smallest, reason: FIREWALL_SUBNET_REASON });
  }
}

/** Why `AzureFirewallSubnet` has a smallest size. */
export const FIREWALL_SUBNET_REASON = "Azure requires this size for a firewall, which adds addresses as it scales";

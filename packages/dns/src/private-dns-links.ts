import type { PrivateDnsZoneVirtualNetworkLink } from "@cdktf/provider-azurerm/lib/private-dns-zone-virtual-network-link/index.js";
import type { IVirtualNetwork } from "@org/aml-core";
import { BaseConstruct, isUnresolved, refuse, requireProps } from "@org/aml-core/internal";
import { assertName, type EnvironmentNames } from "@org/aml-naming";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { zoneLink } from "./azurerm/zone-link.js";
import { isPrivateLink, type Zone } from "./zone.js";
import { isCentral } from "./zone-names.js";

const BRAND = Symbol.for("@org/aml-dns.PrivateDnsLinks");

/**
 * The answer for a name of a private-link zone that the zone does not contain: none (`Default`), or the public one
 * (`NxDomainRedirect`).
 */
export type ResolutionPolicy = "Default" | "NxDomainRedirect";

const RESOLUTION_POLICIES: readonly ResolutionPolicy[] = ["Default", "NxDomainRedirect"];

/** Options for linking a network to the zones. */
export interface LinkOptions {
  /**
   * Construct id of the links, below the network's.
   * @default "PrivateDnsLinks"
   */
  readonly id?: string | undefined;
  /**
   * Names of the environment, which include those of the links to the nine zones.
   * @default - `<environment>-shared-<zone key>`, such as `dev-shared-blob`
   */
  readonly names?: Pick<EnvironmentNames, "privateDnsZoneLink"> | undefined;
  /**
   * Prefix of the links' names, used instead of `names`; the zone's key follows. For a second network of an
   * environment.
   * @default - `<environment>-shared`
   */
  readonly namePrefix?: string | undefined;
  /**
   * Names of single links, by zone key; they take precedence.
   * @default - none
   */
  readonly linkNames?: Readonly<Record<string, string>> | undefined;
  /**
   * Resolution policy of the links to private-link zones.
   * @default - none: Azure uses `Default`
   */
  readonly resolutionPolicy?: ResolutionPolicy | undefined;
  /**
   * Resolution policies of single links, by zone key; they take precedence over `resolutionPolicy`.
   * @default - none
   */
  readonly resolutionPolicies?: Readonly<Record<string, ResolutionPolicy>> | undefined;
  /**
   * Provider of the network's stack that writes the links and the records of compute instances.
   * @default - the stack's provider for the zones' subscription; without one, azurerm 4 is rejected, and azurerm 5,
   * which reads the subscription from the zones' ids, uses the default provider
   */
  readonly provider?: TerraformProvider | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** A network that zones can be linked to. Every {@link IVirtualNetwork} is one, and so is an existing hub. */
export interface ILinkableNetwork extends IConstruct, Pick<IVirtualNetwork, "virtualNetworkId" | "environmentName"> {}

/** Props of {@link PrivateDnsLinks}. */
export interface PrivateDnsLinksProps extends Omit<LinkOptions, "id"> {
  /** The zones to link to. */
  readonly zones: readonly Zone[];
  /** The network to link. */
  readonly vnet: ILinkableNetwork;
}

/**
 * The links between a set of zones and one network. They don't register virtual machines.
 * @throws InvalidInputError for a network that is already linked to a zone of the same name, a resolution policy for a
 * zone that is not a private-link zone, or options for a zone that is not in the set
 */
export class PrivateDnsLinks extends BaseConstruct {
  /** Whether a construct is a `PrivateDnsLinks`, even one from another copy of this library. */
  public static isPrivateDnsLinks(construct: IConstruct): construct is PrivateDnsLinks {
    return BRAND in construct;
  }

  /** The links (L1), by zone key. */
  public readonly links: Readonly<Record<string, PrivateDnsZoneVirtualNetworkLink>>;
  /** Names of the zones that are linked. */
  public readonly zoneNames: readonly string[];

  constructor(scope: Construct, id: string, props: PrivateDnsLinksProps) {
    super(scope, id);
    requireProps(this, props, "zones", "vnet");
    Object.defineProperty(this, BRAND, { value: true });
    this.zoneNames = props.zones.map(({ name }) => name);
    this.#requireKeys("linkNames", props.linkNames, props.zones);
    this.#requireKeys("resolutionPolicies", props.resolutionPolicies, props.zones);
    this.#requireUnlinked(props.vnet);
    this.links = Object.fromEntries(
      props.zones.map((zone) => [
        zone.key,
        zoneLink(this, zone.key, {
          name: assertName(
            "privateDnsZoneLink",
            linkName(zone.key, props.vnet, props),
            `${this.node.path}.linkNames.${zone.key}`,
          ),
          zone: zone.reference,
          virtualNetworkId: props.vnet.virtualNetworkId,
          resolutionPolicy: this.#policyOf(zone, props),
          provider: props.provider,
          tags: props.tags,
        }),
      ]),
    );
  }

  /** Resources to depend on in order to wait for the links. */
  public get dependencies(): readonly ITerraformDependable[] {
    return Object.values(this.links);
  }

  #requireKeys(prop: string, byKey: Readonly<Record<string, unknown>> = {}, zones: readonly Zone[]): void {
    const known = zones.map(({ key }) => key);
    const unknown = Object.keys(byKey).find((key) => !known.includes(key));
    if (unknown === undefined) return;
    refuse(this, prop, {
      value: unknown,
      allowed: `zones of this set: ${known.join(", ")}`,
      fix: "leave it out, or use one of these keys",
    });
  }

  #requireUnlinked(vnet: ILinkableNetwork): void {
    for (const other of vnet.node.children) {
      if (other === this || !PrivateDnsLinks.isPrivateDnsLinks(other)) continue;
      const twice = this.zoneNames.find(
        (name) => !isUnresolved(name) && other.zoneNames.some((linked) => linked.toLowerCase() === name.toLowerCase()),
      );
      if (twice === undefined) continue;
      refuse(this, "zones", {
        value: twice,
        allowed: `zones with names to which ${vnet.node.path} is not linked yet; ${other.node.path} already links it to a zone of this name`,
        fix: "link the network to only one set: a network can be linked to only one zone of a name",
      });
    }
  }

  #policyOf(zone: Zone, props: PrivateDnsLinksProps): ResolutionPolicy | undefined {
    const own = props.resolutionPolicies?.[zone.key];
    const policy = own ?? (isPrivateLink(zone) ? props.resolutionPolicy : undefined);
    const prop = own ? `resolutionPolicies.${zone.key}` : "resolutionPolicy";
    if (policy !== undefined && !RESOLUTION_POLICIES.includes(policy)) {
      refuse(this, prop, { value: policy, allowed: RESOLUTION_POLICIES.join(", "), fix: "leave it out for Default" });
    }
    if (policy !== undefined && !isPrivateLink(zone)) {
      refuse(this, prop, {
        value: policy,
        allowed: `no resolution policy on ${zone.name}: Azure supports it only on privatelink zones`,
        fix: `leave ${zone.key} out`,
      });
    }
    return policy;
  }
}

/** Name of the link between a zone and a network. */
export function linkName(zoneKey: string, vnet: ILinkableNetwork, options: LinkOptions): string {
  const { linkNames, namePrefix, names } = options;
  const own = linkNames?.[zoneKey];
  if (own !== undefined) return own;
  if (names && namePrefix === undefined && isCentral(zoneKey)) return names.privateDnsZoneLink(zoneKey);
  return `${namePrefix ?? `${vnet.environmentName}-shared`}-${zoneKey}`;
}

import type { IVirtualNetwork } from "@org/aml-core";
import { refuse, UniqueRegistry } from "@org/aml-core/internal";
import type { ITerraformDependable, TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
import { linkName, type ILinkableNetwork, type LinkOptions, PrivateDnsLinks } from "./private-dns-links.js";
import type { Zone } from "./zone.js";

/** Options for a network that is already linked. */
export interface ExistingLinkOptions {
  /**
   * Provider that writes records of compute instances into the central zone, as in {@link LinkOptions.provider}.
   * @default - the stack's provider for the zones' subscription
   */
  readonly provider?: TerraformProvider | undefined;
}

interface LinkedNetwork {
  readonly dependencies: readonly ITerraformDependable[];
  readonly provider: TerraformProvider | undefined;
}

/** The networks that are linked to a set of zones, by construct path. */
export class LinkedNetworks {
  readonly #scope: IConstruct;
  readonly #zones: readonly Zone[];
  readonly #networks = new Map<string, LinkedNetwork>();
  readonly #linkNames = new UniqueRegistry();

  constructor(scope: IConstruct, zones: readonly Zone[]) {
    this.#scope = scope;
    this.#zones = zones;
  }

  public link(vnet: ILinkableNetwork, options: LinkOptions): PrivateDnsLinks {
    const { id = "PrivateDnsLinks", ...props } = options;
    this.#requireNotLinked(vnet);
    if (vnet.node.tryFindChild(id)) {
      refuse(this.#scope, "linkTo", {
        value: id,
        allowed: `an id that is not in use in ${vnet.node.path}`,
        fix: 'use another id for these links: linkTo(vnet, { id: "OwnZoneLinks" })',
      });
    }
    this.#reserveLinkNames(vnet, options);
    const links = new PrivateDnsLinks(vnet, id, { ...props, zones: this.#zones, vnet });
    this.#networks.set(vnet.node.path, { dependencies: links.dependencies, provider: options.provider });
    return links;
  }

  public addLinked(vnet: IVirtualNetwork, { provider }: ExistingLinkOptions): void {
    this.#requireNotLinked(vnet);
    this.#networks.set(vnet.node.path, { dependencies: [], provider });
  }

  /** @throws InvalidInputError for a network that isn't linked */
  public get(vnet: IVirtualNetwork): LinkedNetwork {
    const network = this.#networks.get(vnet.node.path);
    if (network) return network;
    const linked = [...this.#networks.keys()];
    return refuse(this.#scope, "linksOf", {
      value: vnet.node.path,
      allowed: `a network that is linked to these zones: ${linked.length > 0 ? linked.join(", ") : "none so far"}`,
      fix: "call linkTo(vnet) before you add private endpoints, or useExistingLinks(vnet) if it is linked elsewhere",
    });
  }

  #requireNotLinked(vnet: ILinkableNetwork): void {
    if (!this.#networks.has(vnet.node.path)) return;
    refuse(this.#scope, "linkTo", {
      value: vnet.node.path,
      allowed: "a network that is not linked yet: it can be linked to a zone only once",
      fix: "remove the second call; linksOf(vnet) returns the links",
    });
  }

  #reserveLinkNames(vnet: ILinkableNetwork, options: LinkOptions): void {
    for (const { key } of this.#zones) {
      const name = linkName(key, vnet, options);
      this.#linkNames.reserve([`${key}/${name.toLowerCase()}`], vnet.node.path, (first) =>
        refuse(this.#scope, "linkTo", {
          value: name,
          allowed: `a name that is unique among the links of the zone ${key}; the link of ${first} has this name`,
          fix: `set another name for the links of ${vnet.node.path}: linkTo(vnet, { namePrefix: "${vnet.environmentName}-hub" })`,
        }),
      );
    }
  }
}

import type { IPrivateDnsZones, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import { BaseConstruct, requireConstruct, requirePlace, requireProps, UniqueRegistry } from "@org/aml-core/internal";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { reserveEndpointRecords } from "./endpoint-records.js";
import type { IInstanceNames, InstanceNamesProps } from "./instances/instance-names.js";
import { InstanceNaming, type InstanceNamingProps } from "./instances/instance-naming.js";
import type { InstancesStrategy } from "./instances/instance-names.js";
import { type ExistingLinkOptions, LinkedNetworks } from "./linked-networks.js";
import type { ILinkableNetwork, LinkOptions, PrivateDnsLinks } from "./private-dns-links.js";
import type { Zone } from "./zone.js";
import { ZoneSet } from "./zone-set.js";

/** A platform's private DNS: zones that environments share, created or existing, and the networks linked to them. */
export interface ICentralPrivateDns extends IPrivateDnsZones {
  /** ARM ids of the zones, by key. */
  readonly zoneIds: Readonly<Record<string, string>>;
  /** How names of compute instances are resolved. */
  readonly instancesStrategy: InstancesStrategy;
  /**
   * Links a network to every zone. The links are created in the network's construct and stack, so another network
   * doesn't change other environments.
   * @throws InvalidInputError for a network that is already linked, and for what {@link PrivateDnsLinks} rejects
   */
  linkTo(vnet: ILinkableNetwork, options?: LinkOptions): PrivateDnsLinks;
  /**
   * Declares that a network is linked to every zone elsewhere: by the team that owns the zones, or by a policy.
   * @throws InvalidInputError for a network that is already linked
   */
  useExistingLinks(vnet: IVirtualNetwork, options?: ExistingLinkOptions): void;
  /**
   * Makes the names of a workspace's compute instances resolve in its network, according to the strategy. It creates
   * the required resources in `scope`: a record for each instance, a zone, or nothing.
   * @throws InvalidInputError for a network that isn't linked, and for a second workspace if a wildcard resolves one
   */
  addInstanceNames(scope: Construct, id: string, props: InstanceNamesProps): IInstanceNames;
}

/** Props that created and existing zones have in common. */
export interface PrivateDnsProps extends InstanceNamingProps {
  /**
   * Who writes the zone groups of endpoints: Terraform, or an Azure Policy of the landing zone.
   * @default "terraform"
   */
  readonly zoneGroupsManagedBy?: "terraform" | "policy" | undefined;
}

/** Base of created and existing sets of zones. */
export abstract class PrivateDnsBase extends BaseConstruct implements ICentralPrivateDns {
  public readonly instancesStrategy: InstancesStrategy;
  public readonly zoneGroupsManagedBy: "terraform" | "policy";

  readonly #zones: ZoneSet;
  readonly #records = new UniqueRegistry();
  readonly #networks: LinkedNetworks;
  readonly #instances: InstanceNaming;

  /** @param makeZones creates or finds the zones, in the order in which they are written */
  protected constructor(
    scope: Construct,
    id: string,
    instances: InstancesStrategy,
    props: PrivateDnsProps,
    makeZones: (self: Construct) => readonly Zone[],
  ) {
    super(scope, id);
    this.instancesStrategy = instances;
    this.zoneGroupsManagedBy = props.zoneGroupsManagedBy ?? "terraform";
    this.#zones = new ZoneSet(this, makeZones(this), props.cloud);
    this.#networks = new LinkedNetworks(this, this.#zones.all);
    this.#instances = new InstanceNaming(this, instances, this.#zones, props);
  }

  public get zoneIds(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#zones.all.map(({ key, reference }) => [key, reference.zoneId]));
  }

  public zoneIdsFor(subResource: PrivateLinkSubResource): string[] {
    const zones = this.#zones.forSubResource(subResource);
    // The workspace's zone group includes it, although Azure writes no record there.
    if (subResource === "amlworkspace" && this.instancesStrategy === "central")
      zones.push(this.#zones.get("instances"));
    return zones.map(({ reference }) => reference.zoneId);
  }

  public reserve(
    endpoint: IConstruct,
    target: PrivateLinkTarget,
    subResource: PrivateLinkSubResource,
    vnet: IVirtualNetwork,
  ): void {
    const zoneKeys = this.#zones.forSubResource(subResource).map(({ key }) => key);
    reserveEndpointRecords(this.#records, endpoint, target, zoneKeys, vnet, this.zoneGroupsManagedBy);
  }

  public linkTo(vnet: ILinkableNetwork, options: LinkOptions = {}): PrivateDnsLinks {
    requireConstruct(this, "linkTo", "the network", vnet);
    return this.#networks.link(vnet, options);
  }

  public useExistingLinks(vnet: IVirtualNetwork, options: ExistingLinkOptions = {}): void {
    requireConstruct(this, "useExistingLinks", "the network", vnet);
    this.#networks.addLinked(vnet, options);
  }

  public linksOf(vnet: IVirtualNetwork): readonly ITerraformDependable[] {
    return this.#networks.get(vnet).dependencies;
  }

  public addInstanceNames(scope: Construct, id: string, props: InstanceNamesProps): IInstanceNames {
    requirePlace(scope, id, "InstanceNames");
    requireProps(this, props, "vnet", "location", "endpointIpAddress");
    return this.#instances.add(scope, id, props, this.#networks.get(props.vnet).provider);
  }
}

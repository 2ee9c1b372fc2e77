import {
  groupBy,
  type Deployment,
  type Element,
  type Resource,
  type Stack,
  type SynthModel,
} from "@org/aml-synth-model";
import { Children } from "./children.js";
import { crossingsOf, type Crossing } from "./crossing.js";
import { endpointsOf, type Endpoint } from "./endpoint.js";
import { Environments, type EnvironmentSettings } from "./environment.js";
import { Firewalls } from "./firewall.js";
import { Identities } from "./identity.js";
import { Inventory } from "./inventory.js";
import { workspacesOf, type Workspace } from "./managed-network.js";
import { Resolvers } from "./name-server.js";
import type { Subnet } from "./network.js";
import { Networks } from "./networks.js";
import { Routing } from "./routing.js";
import { clustersOf, type Cluster } from "./clusters.js";
import { publicAddresses, type PublicAddress } from "./public-address.js";
import { roleAssignments, type RoleAssignment } from "./role.js";
import { Zones } from "./zone.js";

/** Who manages the parts of name resolution that the stacks don't contain, such as "the landing zone". */
export interface DnsSettings {
  readonly linksManagedBy?: string | undefined;
  readonly zoneGroupsManagedBy?: string | undefined;
}

/** Configuration of a platform, without exemptions. */
export interface PlatformSettings {
  /** Settings of environments, by name. */
  readonly environments?: Readonly<Record<string, EnvironmentSettings>> | undefined;
  /**
   * Tags that all resources must have.
   * @default [] - any tag
   */
  readonly requiredTags?: readonly string[] | undefined;
  /** Variables that contain principals which no stack creates. */
  readonly outsidePrincipals?: readonly string[] | undefined;
  /** Who manages name resolution. */
  readonly dns?: DnsSettings | undefined;
  /**
   * The day for which exemptions are evaluated, YYYY-MM-DD.
   * @default today, in UTC
   */
  readonly today?: string | undefined;
}

/** The output with which a stack states who links zones to its networks. */
const LINKS_OUTPUT = "dns_links_managed_by";

/** A platform as described by its stacks, for rules and checks. */
export class Platform {
  public readonly inventory: Inventory;
  public readonly environments: Environments;
  public readonly networks: Networks;
  /** Finds representations of the same resource. */
  public readonly identities: Identities;
  public readonly zones: Zones;
  public readonly children: Children;
  public readonly resolvers: Resolvers;
  public readonly endpoints: readonly Endpoint[];
  public readonly publicAddresses: readonly PublicAddress[];
  public readonly assignments: readonly RoleAssignment[];
  public readonly workspaces: readonly Workspace[];
  public readonly clusters: readonly Cluster[];
  public readonly routing: Routing;
  public readonly firewalls: Firewalls;
  /** What templates deploy, with their deployments. */
  readonly #deployedBy: ReadonlyMap<Element | Stack, Deployment>;
  readonly #deployments: ReadonlyMap<Resource, Deployment>;
  readonly #endpointsTo: ReadonlyMap<Resource | undefined, readonly Endpoint[]>;
  readonly #endpointsIn: ReadonlyMap<Subnet | undefined, readonly Endpoint[]>;
  readonly #assignments: ReadonlyMap<Resource, RoleAssignment>;
  #crossings: readonly Crossing[] | undefined;

  constructor(
    public readonly model: SynthModel,
    public readonly settings: PlatformSettings = {},
  ) {
    this.inventory = new Inventory(model);
    this.#deployments = new Map(model.deployments.map((one) => [one.resource, one]));
    this.#deployedBy = new Map(model.deployments.flatMap((one) => one.deployed.map((resource) => [resource, one])));
    const identities = new Identities(this.inventory);
    this.identities = identities;
    this.children = new Children(this.inventory, identities);
    this.environments = new Environments(model, settings.environments);
    this.networks = new Networks(this.inventory, this.environments, identities);
    this.zones = new Zones(this.inventory, this.environments, this.networks, identities);
    this.resolvers = new Resolvers(this.inventory, this.networks, identities);
    this.endpoints = endpointsOf(this.inventory, this.networks, identities);
    this.firewalls = new Firewalls(this.inventory, identities);
    this.publicAddresses = publicAddresses(this.inventory, this.firewalls);
    this.clusters = clustersOf(this.inventory, identities, this.networks);
    this.routing = new Routing(this.inventory, identities, this.networks);
    this.assignments = roleAssignments(this.inventory, this.environments);
    this.workspaces = workspacesOf(this.inventory, this.environments, identities);
    this.#assignments = new Map(this.assignments.map((assignment) => [assignment.resource, assignment]));
    this.#endpointsTo = groupBy(this.endpoints, ({ target }) => target?.resource);
    this.#endpointsIn = groupBy(this.endpoints, ({ subnet }) => subnet);
  }

  /** All references to other environments. */
  public get crossings(): readonly Crossing[] {
    this.#crossings ??= crossingsOf(this);
    return this.#crossings;
  }

  /** Who links zones to the networks of a stack, if an output of the stack states it. */
  public linksManagedBy(stack: Stack): string | undefined {
    const value = stack.outputs.find(({ name }) => name === LINKS_OUTPUT)?.value("value");
    return value?.known === true && typeof value.value === "string" ? value.value : undefined;
  }

  /** The resource with the template that deploys something; undefined for what the stacks declare themselves. */
  public deploymentOf(place: Element | Stack): Resource | undefined {
    return this.#deployedBy.get(place)?.resource;
  }

  /** Whether all that a deployment creates was read. */
  public isReadWhole(deployment: Resource): boolean {
    return this.#deployments.get(deployment)?.isWhole ?? false;
  }

  /** The private endpoints that lead to a resource. */
  public endpointsTo(resource: Resource): readonly Endpoint[] {
    return this.#endpointsTo.get(resource) ?? [];
  }

  /** The role assignment that a resource represents. */
  public assignmentOf(resource: Resource): RoleAssignment | undefined {
    return this.#assignments.get(resource);
  }

  /** The private endpoints in a subnet. */
  public endpointsIn(subnet: Subnet): readonly Endpoint[] {
    return this.#endpointsIn.get(subnet) ?? [];
  }
}

import { groupBy } from "@org/aml-synth-model";
import { isNetwork, type End, type NetworkLink } from "../domain/network-link.js";
import { nameOf, OUTSIDE } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { Forwarding } from "./forwarding.js";
import { step, type CheckViolation, type Evidence, type Step, type Undecided } from "./platform-check.js";

interface Neighbour {
  readonly link: NetworkLink;
  readonly to: End;
}

/** The ways that peerings, hub connections and gateways open between networks. */
export class NetworkPaths {
  readonly #neighbours: ReadonlyMap<End, readonly Neighbour[]>;
  readonly #forwarding: Forwarding;

  constructor(platform: Platform) {
    this.#neighbours = neighboursIn(platform);
    this.#forwarding = new Forwarding(platform);
  }

  /** Networks of different environments between which traffic can flow. */
  public betweenEnvironments(): CheckViolation[] {
    const found: CheckViolation[] = [];
    const reported = new Set<string>();
    for (const start of this.#neighbours.keys()) {
      if (!isNetwork(start) || start.environment.shared) continue;
      for (const [end, path] of this.#waysFrom(start)) {
        if (!isNetwork(end) || end.environment.shared || end.environment === start.environment) continue;
        const pair = [start.environment.name, end.environment.name].sort().join(" ");
        const at = path[1]?.element;
        if (!at || reported.has(pair)) continue;
        reported.add(pair);
        found.push({
          at,
          text: `traffic can flow from ${start.environment.name} to ${end.environment.name}: ${start.name} and ${end.name} are connected`,
          path,
          fix: "Remove the peering or connection.",
        });
      }
    }
    return found;
  }

  /** Networks that are connected with several environments and forward nothing between them. */
  public sharedNetworks(): Evidence[] {
    return [...this.#neighbours].flatMap(([hub, all]): Evidence[] => {
      if (!isNetwork(hub) || !hub.isRead) return [];
      const spokes = all.flatMap(({ to }) => (isNetwork(to) && !to.environment.shared ? [to] : []));
      const names = [...new Set(spokes.map(({ environment }) => environment.name))];
      const passes = spokes.some((from) =>
        spokes.some((to) => from.environment !== to.environment && this.#forwarding.passes(hub, from, to)),
      );
      if (names.length < 2 || passes) return [];
      const machines = this.#forwarding.machinesIn(hub);
      const inside = machines.length === 0 ? "what is in it" : machines.map((machine) => nameOf(machine)).join(", ");
      return [
        {
          environment: undefined,
          text: `${hub.name} forwards no traffic between ${names.join(" and ")}, with which it is connected; ${inside} can reach all of them`,
          elements: [...(hub.resource ? [hub.resource] : []), ...machines],
        },
      ];
    });
  }

  /** The ends that traffic from a network can reach, each with the shortest path. */
  #waysFrom(start: End): ReadonlyMap<End, readonly Step[]> {
    const found = new Map<End, readonly Step[]>();
    /** Over which end each end was reached: what it passes on may depend on that. */
    const entered = new Map<End, Set<End>>();
    const ways: { readonly end: End; readonly from: End | undefined; readonly path: readonly Step[] }[] = [
      { end: start, from: undefined, path: [stepOf(start)] },
    ];
    for (const { end, from, path } of ways) {
      for (const { link, to } of this.#neighbours.get(end) ?? []) {
        const known = entered.get(to) ?? new Set<End>();
        if (to === start || to === from || known.has(end)) continue;
        if (from !== undefined && !this.#forwarding.passes(end, from, to)) continue;
        entered.set(to, known.add(end));
        const way = [...path, step(link.resource, "joins"), stepOf(to)];
        if (!found.has(to)) found.set(to, way);
        ways.push({ end: to, from: end, path: way });
      }
    }
    return found;
  }
}

/** Networks with possibly more connections, because the stacks don't contain all of their resources. */
export function unreadPaths(platform: Platform): readonly Undecided[] {
  const fix =
    "Check the stacks that create it together with these, or add an exemption that explains why it connects nothing else.";
  const links = unreadLinks(platform).map(({ link, text }) => ({ at: link.resource, text, fix }));
  const networks = platform.networks.all.flatMap((network): Undecided[] => {
    const inside = network.subnets.flatMap((subnet) => platform.endpointsIn(subnet));
    const at = network.resource ?? inside[0]?.resource;
    if (network.isRead || network.environment === OUTSIDE || !at || inside.length === 0) return [];
    return [{ at, text: `${network.name} is created elsewhere, and its peerings were not read`, fix }];
  });
  return [...links, ...networks];
}

/** The links to networks that weren't read, one line for each environment and target. */
export function leadsOutside(platform: Platform): readonly Evidence[] {
  return [...groupBy(unreadLinks(platform), ({ text }) => text)].map(([text, links]) => ({
    environment: links[0]?.environment,
    text,
    elements: links.map(({ link }) => link.resource),
  }));
}

interface UnreadLink {
  readonly link: NetworkLink;
  readonly environment: string;
  readonly text: string;
}

function unreadLinks(platform: Platform): readonly UnreadLink[] {
  return platform.networks.links.flatMap((link): UnreadLink[] => {
    const { resource, from, to } = link;
    const environment = platform.environments.nameOf(resource);
    const outside = [from, to].filter((end) => end === undefined || !end.isRead);
    return outside.slice(0, 1).map((end) => ({
      link,
      environment,
      text: end
        ? `${environment} is connected to ${end.name}, which wasn't read, by ${resource.address}`
        : `what ${resource.address} connects isn't known here`,
    }));
  });
}

function neighboursIn({ networks }: Platform): ReadonlyMap<End, readonly Neighbour[]> {
  const ways = networks.links.flatMap((link) => {
    const { from, to } = link;
    return from && to
      ? [
          { link, from, to },
          { link, from: to, to: from },
        ]
      : [];
  });
  return groupBy(ways, ({ from }) => from);
}

function stepOf(end: End): Step {
  const kind = isNetwork(end) ? "network" : "junction of networks";
  return step(end.resource, end.isRead ? kind : `${end.name}, outside of what was read`);
}

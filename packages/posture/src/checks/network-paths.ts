import { groupBy } from "@org/aml-synth-model";
import { isNetwork, type End, type NetworkLink } from "../domain/network-link.js";
import { OUTSIDE } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { step, type CheckViolation, type Evidence, type Step, type Undecided } from "./platform-check.js";

interface Neighbour {
  readonly link: NetworkLink;
  readonly to: End;
}

/** Networks of different environments that peerings, hub connections or gateways connect. */
export function networkPaths(platform: Platform): CheckViolation[] {
  const neighbours = neighboursIn(platform);
  const found: CheckViolation[] = [];
  const seen = new Set<End>();
  for (const start of neighbours.keys()) {
    // Connected networks form groups, so each group is traversed once.
    if (!isNetwork(start) || start.environment.shared || seen.has(start)) continue;
    const reported = new Set([start.environment.name]);
    for (const [end, path] of waysFrom(start, neighbours)) {
      seen.add(end);
      if (!isNetwork(end) || end.environment.shared || reported.has(end.environment.name)) continue;
      reported.add(end.environment.name);
      const at = path[1]?.element;
      if (!at) continue;
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

function neighboursIn(platform: Platform): ReadonlyMap<End, readonly Neighbour[]> {
  const neighbours = new Map<End, Neighbour[]>();
  const join = (from: End, to: End, link: NetworkLink): void => {
    const known = neighbours.get(from);
    if (known) known.push({ link, to });
    else neighbours.set(from, [{ link, to }]);
  };
  for (const link of platform.networks.links) {
    if (!link.from || !link.to) continue;
    join(link.from, link.to, link);
    join(link.to, link.from, link);
  }
  return neighbours;
}

function waysFrom(start: End, neighbours: ReadonlyMap<End, readonly Neighbour[]>): ReadonlyMap<End, readonly Step[]> {
  const paths = new Map<End, readonly Step[]>([[start, [stepOf(start)]]]);
  for (const [end, path] of paths) {
    for (const { link, to } of neighbours.get(end) ?? []) {
      if (!paths.has(to)) paths.set(to, [...path, step(link.resource, "joins"), stepOf(to)]);
    }
  }
  paths.delete(start);
  return paths;
}

function stepOf(end: End): Step {
  const kind = isNetwork(end) ? "network" : "junction of networks";
  return step(end.resource, end.isRead ? kind : `${end.name}, outside of what was read`);
}

import { maxSatisfying, minSatisfying, satisfies } from "semver";
import { BadInputError } from "../lib/command.mjs";

/** @typedef {Pick<import("../hygiene/packages.mjs").Package, "manifest">} Package */

/** @typedef {"lowest" | "highest"} End of every range of peer versions */

/** @typedef {Record<string, { engines?: { node?: string } }>} Published what a registry says of each version */

/**
 * The peers of packages, and of the packages of ours that they depend on: what who installs them has to bring.
 * @param {readonly string[]} names
 * @param {readonly Package[]} packages
 * @param {readonly string[]} [optional] the optional peers that are brought as well
 * @returns {Record<string, string>} ranges by name
 */
export function peersOf(names, packages, optional = []) {
  const byName = new Map(packages.map(({ manifest }) => [manifest.name, manifest]));
  /** @type {Record<string, string>} */
  const peers = {};
  const pending = new Set(names);
  for (const name of pending) {
    const { dependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = byName.get(name) ?? unknown(name);
    for (const dependency of Object.keys(dependencies)) if (byName.has(dependency)) pending.add(dependency);
    for (const [peer, range] of Object.entries(peerDependencies)) {
      if (!peerDependenciesMeta[peer]?.optional || optional.includes(peer)) peers[peer] = range;
    }
  }
  return peers;
}

/**
 * The ends of a range, as far as they're published and run on this Node.
 * @param {string} peer
 * @param {string} range
 * @param {Published} published
 * @param {string} [node] version of Node
 * @returns {Record<End, string>}
 * @throws {BadInputError} if the range has no such version
 */
export function endsOf(peer, range, published, node = process.version) {
  const versions = Object.entries(published)
    .filter(([, { engines }]) => satisfies(node, engines?.node ?? "*"))
    .map(([version]) => version);
  const [lowest, highest] = [minSatisfying(versions, range), maxSatisfying(versions, range)];
  if (lowest === null || highest === null) {
    throw new BadInputError(
      `no published version of ${peer} is in the range ${range} and runs on Node ${node}: correct the range in tools/workspace/manifests.mjs`,
    );
  }
  return { lowest, highest };
}

/** @param {string} name @returns {never} */
function unknown(name) {
  throw new BadInputError(`${name} is no package of this workspace: see tools/layers.mjs`);
}

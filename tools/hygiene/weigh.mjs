import { BadInputError } from "../lib/command.mjs";
import { concurrently } from "../lib/concurrently.mjs";
import { costOf, filesLoadedBy, packagesAmong, providerIndexAmong } from "./import-cost.mjs";
import { entryPoints } from "./packages.mjs";

/**
 * @typedef {import("./packages.mjs").Package} Package
 * @typedef {import("./packed.mjs").Packed} Packed
 * @typedef {import("./budgets.mjs").Weight} Weight
 */

/**
 * Weighs a package, and looks at what its import must not load whatever the budget.
 * @param {Package} of
 * @param {Packed} packed
 * @param {ReadonlySet<string>} cdktf the files that importing `cdktf` loads
 * @returns {Promise<{ weight: Weight, findings: string[] }>}
 */
export async function weigh(of, packed, cdktf) {
  const { name, peerDependencies = {}, peerDependenciesMeta = {} } = of.manifest;
  const optional = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional);
  const given = peerDependencies["cdktf"] && !optional.includes("cdktf") ? cdktf : new Set();
  const entries = await concurrently(2, entryPoints(of), async ({ key, file }) => {
    const files = await filesLoadedBy(file);
    return { key, cost: costOf(files, given), findings: forbidden(name, key, files, optional) };
  });
  if (entries.length === 0) throw new BadInputError(`${name} has no entry point that is built: run 'npm run build'`);
  return {
    weight: {
      packed: packed.size,
      unpacked: packed.unpackedSize,
      imports: Object.fromEntries(entries.map(({ key, cost }) => [key, cost])),
    },
    findings: entries.flatMap(({ findings }) => findings),
  };
}

/**
 * @param {string} name @param {string} entry
 * @param {readonly string[]} files that the entry point loads
 * @param {readonly string[]} optional peers
 */
function forbidden(name, entry, files, optional) {
  const index = providerIndexAmong(files);
  return [
    ...(index ? [`${name}: importing ${entry} loads a whole provider, ${index}: import the resource's own file`] : []),
    // Other entry points may be for those who have the peer.
    ...(entry === "." ? packagesAmong(files, optional) : []).map(
      (peer) => `${name}: importing ${entry} loads ${peer}, which is an optional peer: load it where it's needed`,
    ),
  ];
}

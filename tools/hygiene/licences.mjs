/**
 * `licences.json`: what a dependency of a published package may be licensed under, and why.
 * @typedef {object} Licences
 * @property {Record<string, string>} allowed SPDX identifier, and why it's fine
 * @property {Record<string, { licence: string, because: string }>} packages dependencies whose licence isn't one of
 *   those, each with the exact text that was judged
 *
 * @typedef {{ name: string, version?: string | undefined, license?: string | undefined }} Licensed
 */

/**
 * @param {readonly Licensed[]} dependencies of published packages
 * @param {Licences} licences
 * @returns {string[]} a line for each dependency that mustn't be used, and each exception that nothing needs
 */
export function licenceFindings(dependencies, { allowed, packages }) {
  const found = new Map(dependencies.map((one) => [`${one.name}@${one.version}`, one]));
  const refused = [...found.values()].filter(
    ({ name, license }) =>
      license === undefined || (!Object.hasOwn(allowed, license) && packages[name]?.licence !== license),
  );
  const needed = new Set(dependencies.map(({ name }) => name));
  const stale = Object.keys(packages).filter((name) => !needed.has(name));
  return [
    ...refused.map(
      ({ name, version, license }) =>
        `${name} ${version} is licensed ${license ?? "nowhere"}; allowed are ${Object.keys(allowed).join(", ")}: ` +
        "take another package, or write into tools/hygiene/licences.json why this one is fine",
    ),
    ...stale.map((name) => `tools/hygiene/licences.json excepts ${name}, which no published package needs: remove it`),
  ];
}

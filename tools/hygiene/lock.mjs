/**
 * Licences and known advisories of the packages in package-lock.json. Licence checkers for npm start at the root's
 * dependencies, which a workspace doesn't have, but the lock file contains the licence of every package.
 *
 * @typedef {{ name?: string, version?: string, license?: string, dev?: boolean, link?: boolean }} Locked
 * @typedef {Readonly<Record<string, Locked>>} Packages by their paths in the lock file
 * @typedef {{ allowed: Record<string, string>, packages: Record<string, { licence: string, because: string }> }}
 * Licences
 *
 * An advisory that is accepted until a date.
 * @typedef {object} Exception
 * @property {string} package
 * @property {string[]} advisories such as `GHSA-xxxx-xxxx-xxxx`
 * @property {string} [within] path in the lock file below which the exception applies
 * @property {string} because
 * @property {string} until last day of the exception, ISO 8601
 */

/**
 * @param {Packages} locked
 * @param {Licences} licences
 * @returns {string[]} a line for each installed package with another licence, and for each unused exception
 */
export function licenceFindings(locked, { allowed, packages }) {
  const installed = Object.entries(locked).flatMap(([path, entry]) => {
    const [, name] = /.*node_modules\/(.+)$/.exec(path) ?? [];
    return name === undefined || entry.dev || entry.link ? [] : [{ ...entry, name }];
  });
  const refused = installed.filter(
    ({ name, license = "" }) => !Object.hasOwn(allowed, license) && packages[name]?.licence !== license,
  );
  const unused = Object.keys(packages).filter((name) => !installed.some((entry) => entry.name === name));
  return [
    ...refused.map(
      ({ name, version, license = "none" }) =>
        `${name} ${version} has the licence ${license}; allowed: ${Object.keys(allowed).join(", ")}. Replace the package, or add it with the reason to tools/hygiene/licences.json`,
    ),
    ...unused.map((name) => `tools/hygiene/licences.json has ${name}, which no published package needs: remove it`),
  ];
}

/**
 * @param {any} report output of `npm audit --json`
 * @param {readonly Exception[]} exceptions
 * @param {string} today ISO 8601
 * @returns {string[] | undefined} a line for each advisory without a valid exception; undefined if nothing was audited
 */
export function auditFindings(report, exceptions, today) {
  if (!report.vulnerabilities) return undefined;
  return Object.values(report.vulnerabilities).flatMap(({ name, via, nodes }) =>
    via.flatMap((/** @type {any} */ cause) => {
      // A string is the name of a vulnerable dependency, which has its own entry.
      if (typeof cause === "string") return [];
      const id = cause.url.slice(cause.url.lastIndexOf("/") + 1);
      const found = exceptions.find(
        ({ package: affected, advisories, within = "" }) =>
          affected === name &&
          advisories.includes(id) &&
          nodes.every((/** @type {string} */ path) => path.startsWith(within)),
      );
      if (found && found.until >= today) return [];
      const text = `${name}: ${cause.severity}, ${cause.title} (${cause.url})`;
      return found
        ? [`${text}: the exception expired on ${found.until} ("${found.because}")`]
        : [`${text}: update it, or add it to tools/hygiene/advisories.json with a reason and a last day`];
    }),
  );
}

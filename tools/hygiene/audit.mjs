/**
 * An advisory on a package in the lock file.
 * @typedef {object} Advisory
 * @property {string} id like `GHSA-xxxx-xxxx-xxxx`
 * @property {string} package
 * @property {string} severity
 * @property {string} title
 * @property {string} url
 * @property {string[]} paths in the lock file
 *
 * `advisories.json`: advisories on a package that don't matter here until a day.
 * @typedef {object} Reasoned
 * @property {string} package
 * @property {string[]} advisories
 * @property {string} [within] where in the lock file the package must lie for the reason to hold
 * @property {string} because
 * @property {string} until last day, ISO 8601
 */

/**
 * @param {any} report what `npm audit --json` wrote
 * @returns {Advisory[] | { notAudited: string }} why, if the registry didn't answer
 */
export function readAudit(report) {
  if (!report?.vulnerabilities) return { notAudited: report?.message ?? "npm audit wrote no report" };
  return Object.values(report.vulnerabilities).flatMap(({ name, via, nodes }) =>
    via
      .filter((/** @type {unknown} */ cause) => typeof cause === "object")
      .map((/** @type {any} */ { severity, title, url }) => ({
        id: url.slice(url.lastIndexOf("/") + 1),
        package: name,
        severity,
        title,
        url,
        paths: nodes,
      })),
  );
}

/**
 * @param {readonly Advisory[]} advisories
 * @param {ReadonlySet<string>} own paths in the lock file of what published packages depend on, peers left out: which
 *   version of a peer there is, the consumer decides
 * @param {readonly Reasoned[]} reasoned
 * @param {string} today ISO 8601
 * @returns {string[]} a line for each advisory that nobody answered
 */
export function auditFindings(advisories, own, reasoned, today) {
  return advisories.flatMap((advisory) => {
    const text = `${advisory.package}: ${advisory.severity}, ${advisory.title} (${advisory.url})`;
    if (advisory.paths.some((path) => own.has(path))) {
      return [`${text}; published packages depend on it: update it, nothing else will do`];
    }
    const reason = reasoned.find((one) => answers(one, advisory));
    if (!reason)
      return [`${text}: update it, or write into tools/hygiene/advisories.json why it doesn't matter, until when`];
    return reason.until < today
      ? [`${text}: it was accepted until ${reason.until} ("${reason.because}"); look again`]
      : [];
  });
}

/** @param {Reasoned} reason @param {Advisory} advisory */
function answers({ package: name, advisories, within = "" }, { package: affected, id, paths }) {
  return name === affected && advisories.includes(id) && paths.every((path) => path.startsWith(within));
}

import { providerName } from "./providers.mjs";

/** @typedef {import("./provide-mirror.mjs").Mirror} Mirror */

/**
 * What a mirror has, a line a provider.
 * @param {Pick<Mirror, "present" | "absent">} mirror
 * @returns {string[]}
 */
export function presentLines({ present, absent }) {
  return present.map(({ source, version, real, clockScaled, is }) => {
    const name = providerName(source);
    if (real) return `${name} ${version}: the real provider, ${is}${clockScaled ? ", built with a scaled clock" : ""}`;
    const answers = absent.filter((one) => one.source === source).map(({ answer }) => answer);
    return `${name} ${version}: ${is} — the real provider could not be had: ${[...new Set(answers)].join("; ")}`;
  });
}

/**
 * What a mirror lacks, a line a version.
 * @param {Pick<Mirror, "absent">} mirror
 * @returns {string[]}
 */
export function absentLines({ absent }) {
  return absent.map(
    ({ source, version, asked, answer }) =>
      `NOT JUDGED by the real ${providerName(source)} ${version}: \`go install ${asked}\` was answered: ${answer}`,
  );
}

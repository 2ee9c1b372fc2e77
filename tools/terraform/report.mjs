import { countResources } from "./stacks.mjs";
import { providerName } from "./providers.mjs";

/** @typedef {import("./validate-stack.mjs").Result} Result */
/** @typedef {import("./findings.mjs").Finding} Finding */

/**
 * The results as a table.
 * @param {readonly Result[]} results
 * @returns {string}
 */
export function table(results) {
  const sources = [...new Set(results.flatMap(({ providers }) => Object.keys(providers)))].sort();
  const rows = results.map(({ stack, providers, outcome, seconds }) => [
    stack.name,
    String(countResources(stack.json)),
    ...sources.map((source) => {
      const used = providers[source];
      if (!used) return "-";
      return `${used.version} ${used.stub ? "STUB" : "real"}`;
    }),
    outcome,
    seconds.toFixed(1),
  ]);
  return aligned([["stack", "resources", ...sources.map(providerName), "outcome", "seconds"], ...rows]);
}

/** @param {readonly (readonly string[])[]} rows @returns {string} */
function aligned(rows) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (/** @type {readonly string[]} */ row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}

/**
 * The findings of one stack as text.
 * @param {Result} result
 * @returns {string} empty if there are none
 */
export function findingsText({ stack, outcome, findings }) {
  if (findings.length === 0) return "";
  return [
    `${stack.name}: ${outcome} (${stack.file})`,
    ...findings.map((finding) => describe(finding, stack.file)),
  ].join("\n");
}

/** @param {Finding} finding @param {string} file @returns {string} */
function describe({ severity, message, address, property, constructPath, line }, file) {
  const subject = [address, property].filter((part) => part !== undefined).join(" ");
  const place = [constructPath, line === undefined ? undefined : `${file}:${line}`].filter(
    (part) => part !== undefined,
  );
  return [
    `  ${severity}${subject ? ` in ${subject}` : ""}`,
    `    ${message.replaceAll("\n", "\n    ")}`,
    ...(place.length > 0 ? [`    ${place.join("  ")}`] : []),
  ].join("\n");
}

/**
 * @param {readonly Result[]} results
 * @returns {string}
 */
export function summary(results) {
  const { accepted, refused, notChecked } = count(results);
  const line = `${accepted} accepted, ${refused} refused, ${notChecked} not checked`;
  if (notChecked === 0) return line;
  return `${line}\nWhat wasn't checked requires a provider that is not available. For azurerm, synthesize for the major version that is: synth --azurerm-major 5`;
}

/**
 * @param {readonly Result[]} results
 * @returns {0 | 1 | 2}
 */
export function exitCode(results) {
  const { refused, notChecked } = count(results);
  if (refused > 0) return 1;
  return notChecked > 0 ? 2 : 0;
}

/** @param {readonly Result[]} results */
function count(results) {
  const of = (/** @type {Result["outcome"]} */ outcome) => results.filter((one) => one.outcome === outcome).length;
  return { accepted: of("accepted"), refused: of("refused"), notChecked: of("not checked") };
}

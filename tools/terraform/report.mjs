import { countResources } from "./stacks.mjs";
import { providerName } from "./providers.mjs";

/** @typedef {import("./judge.mjs").Verdict} Verdict */
/** @typedef {import("./findings.mjs").Finding} Finding */

/**
 * The verdicts as a table.
 * @param {readonly Verdict[]} verdicts
 * @returns {string}
 */
export function table(verdicts) {
  const sources = [...new Set(verdicts.flatMap(({ providers }) => Object.keys(providers)))].sort();
  const rows = verdicts.map(({ stack, providers, verdict, seconds }) => [
    stack.name,
    String(countResources(stack.json)),
    ...sources.map((source) => {
      const used = providers[source];
      if (!used) return "-";
      return `${used.version} ${used.standIn ? "STAND-IN" : "real"}`;
    }),
    verdict,
    seconds.toFixed(1),
  ]);
  return aligned([["stack", "resources", ...sources.map(providerName), "verdict", "seconds"], ...rows]);
}

/** @param {readonly (readonly string[])[]} rows @returns {string} */
function aligned(rows) {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/**
 * What was found in one stack.
 * @param {Verdict} verdict
 * @returns {string} empty if there is nothing to say
 */
export function findingsText({ stack, verdict, findings }) {
  if (findings.length === 0) return "";
  return [
    `${stack.name}: ${verdict} (${stack.file})`,
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
 * @param {readonly Verdict[]} verdicts
 * @returns {string}
 */
export function summary(verdicts) {
  const { accepted, refused, notJudged } = count(verdicts);
  const line = `${accepted} accepted, ${refused} refused, ${notJudged} not judged`;
  if (notJudged === 0) return line;
  return `${line}\nWhat wasn't judged asks for a provider that can't be had. For azurerm, synthesize for the major version that can: synth --azurerm-major 5`;
}

/**
 * @param {readonly Verdict[]} verdicts
 * @returns {0 | 1 | 2}
 */
export function exitCode(verdicts) {
  const { refused, notJudged } = count(verdicts);
  if (refused > 0) return 1;
  return notJudged > 0 ? 2 : 0;
}

/** @param {readonly Verdict[]} verdicts */
function count(verdicts) {
  const of = (/** @type {Verdict["verdict"]} */ verdict) => verdicts.filter((one) => one.verdict === verdict).length;
  return { accepted: of("accepted"), refused: of("refused"), notJudged: of("not judged") };
}

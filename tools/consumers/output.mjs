import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * @param {string} folder
 * @returns {Map<string, string>} text by path, in the order of the paths
 */
export function readOutput(folder) {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/**
 * Compares what a consumer synthesized with what the workspace does, byte for byte but for CDKTF's own version, which
 * CDKTF writes into its output.
 * @param {ReadonlyMap<string, string>} consumer
 * @param {ReadonlyMap<string, string>} workspace
 * @param {{ consumer: string, workspace: string }} cdktf versions
 * @returns {string[]} what differs, a line each
 */
export function differences(consumer, workspace, cdktf) {
  const lines = [...workspace.keys()].filter((path) => !consumer.has(path)).map((path) => `${path} is missing`);
  for (const [path, text] of consumer) {
    const wanted = workspace.get(path);
    if (wanted === undefined) lines.push(`${path} is too much`);
    else {
      const given = text.replaceAll(versionLine(cdktf.consumer), versionLine(cdktf.workspace));
      if (given !== wanted) lines.push(`${path}: ${firstDifference(given, wanted)}`);
    }
  }
  return lines;
}

/** @param {string} version */
function versionLine(version) {
  return `"version": ${JSON.stringify(version)}`;
}

/** @param {string} given @param {string} wanted */
function firstDifference(given, wanted) {
  const [lines, wantedLines] = [given.split("\n"), wanted.split("\n")];
  const index = lines.findIndex((line, number) => line !== wantedLines[number]);
  const number = index < 0 ? lines.length : index;
  return `line ${number + 1} is ${quoted(lines[number])}, in the workspace ${quoted(wantedLines[number])}`;
}

/** @param {string | undefined} line */
function quoted(line) {
  return line === undefined ? "not there" : `\`${line.trim()}\``;
}

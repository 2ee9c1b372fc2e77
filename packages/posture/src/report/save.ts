import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { PostureInputError } from "../config/config.js";
import { toJson } from "./json.js";
import { toJunit } from "./junit.js";
import type { Report } from "./report.js";
import { toSarif } from "./sarif.js";

/** Files for a report, by format. */
export interface ReportFiles {
  readonly json?: string | undefined;
  readonly sarif?: string | undefined;
  readonly junit?: string | undefined;
  readonly html?: string | undefined;
}

/**
 * Writes a report to files.
 * @param directory the folder that was checked, for the lines in SARIF
 * @throws PostureInputError for a file that can't be written
 */
export async function saveReports(
  report: Report,
  { json, sarif, junit, html }: ReportFiles,
  directory?: string,
): Promise<void> {
  if (json !== undefined) save(json, toJson(report));
  if (sarif !== undefined) {
    const { linesIn } = await import("./lines.js");
    save(sarif, toSarif(report, directory === undefined ? undefined : linesIn(directory)));
  }
  if (junit !== undefined) save(junit, toJunit(report));
  if (html !== undefined) {
    // The layout library is large, so it is loaded only for an HTML report.
    const { toHtml } = await import("./html.js");
    save(html, await toHtml(report));
  }
}

/** @throws PostureInputError for a file that can't be written */
export function save(file: string, content: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  } catch (error) {
    throw new PostureInputError(`${file} can't be written (${error instanceof Error ? error.message : String(error)})`);
  }
}

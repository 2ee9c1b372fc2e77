import { PostureInputError } from "../config/config.js";
import { reportSchema, type Report } from "./report.js";

/** A report as JSON text. */
export function toJson(report: Report): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/**
 * Parses a report in JSON.
 * @param source its origin, for the message
 * @throws PostureInputError if the text is not a report
 */
export function parseReport(text: string, source: string): Report {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new PostureInputError(`${source} is not JSON: ${error.message}`);
    throw error;
  }
  const result = reportSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path.join(".") ?? "";
  throw new PostureInputError(
    `${source} is not a report of aml-posture, version 2: ${at === "" ? "" : `${at}: `}${issue?.message ?? ""}; write one with --json`,
  );
}

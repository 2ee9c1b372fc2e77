/** Rows as comma-separated values, RFC 4180: CRLF after every row, every cell quoted. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");
}

/**
 * Spreadsheets interpret a cell that starts like this as a formula, quoted or not. A leading apostrophe prevents that.
 */
const FORMULA = /^[=+\-@\t\r\n]/;

function csvCell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

/** A Markdown table. Characters that end a cell or start HTML are escaped. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => "---"), ...rows.map((row) => row.map(markdownCell))]
    .map((row) => `| ${row.join(" | ")} |\n`)
    .join("");
}

function markdownCell(value: string): string {
  return value
    .replaceAll("\\", "\\\\")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replace(/\s*[\r\n]+\s*/g, " ");
}

/** Rows as comma-separated values, RFC 4180: CRLF after every row, every cell quoted. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** A spreadsheet takes a cell that starts like this for a formula, quoted or not; an apostrophe keeps it text. */
const FORMULA = /^[=+\-@\t\r\n]/;

function cell(value: string): string {
  const text = FORMULA.test(value) ? `'${value}` : value;
  return `"${text.replaceAll('"', '""')}"`;
}

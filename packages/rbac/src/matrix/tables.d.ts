/** Rows as comma-separated values, RFC 4180: CRLF after every row, every cell quoted. */
export declare function csv(rows: readonly (readonly string[])[]): string;
/** A Markdown table. What would end a cell or start markup of HTML is escaped. */
export declare function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string;

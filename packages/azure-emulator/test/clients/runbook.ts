import { readFileSync } from "node:fs";
import { join } from "node:path";

const RUNBOOKS = join(import.meta.dirname, "../../../../docs/runbooks");

/** A section of a runbook. */
export interface Section {
  /** The heading, without the number of a step. */
  readonly title: string;
  /** The code blocks, by the language in which they are marked. */
  readonly blocks: readonly { readonly language: string; readonly text: string }[];
  /** The rows of its tables as cells without code marks, without headers. */
  readonly rows: readonly (readonly string[])[];
  /** The code in the paragraph of expected results, in its order. */
  readonly expected: readonly string[];
}

/** The sections of a runbook, by their headings. */
export function readRunbook(name: string): readonly Section[] {
  const page = readFileSync(join(RUNBOOKS, name), "utf8");
  return page
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const paragraph = text.split(/\n\n/).find((part) => part.startsWith("Expected")) ?? "";
      return {
        title: text.slice(0, text.indexOf("\n")).replace(/^\d+\. /, ""),
        blocks: [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", code = ""]) => ({
          language,
          text: code,
        })),
        rows: rowsIn(text),
        expected: [...paragraph.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code),
      };
    });
}

function rowsIn(text: string): string[][] {
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  const cells = lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
  const rules = cells.flatMap((row, index) => (row.every((cell) => /^-+$/.test(cell)) ? [index] : []));
  return cells.filter((_, index) => !rules.includes(index) && !rules.includes(index + 1));
}

/** The tables that the Azure CLI prints with `--output table`, one after the other, as rows of cells. */
export function tablesOf(stdout: string): string[][][] {
  const tables: string[][][] = [];
  const lines = stdout.split("\n");
  let widths: number[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^-+( {2}-+)*$/.test(line)) {
      widths = line.split("  ").map((dashes) => dashes.length);
      tables.push([]);
    } else if (line !== "" && widths.length > 0 && !/^-/.test(lines[index + 1] ?? "")) {
      tables.at(-1)?.push(cellsOf(line, widths));
    }
  }
  return tables;
}

function cellsOf(line: string, widths: readonly number[]): string[] {
  let start = 0;
  return widths.map((width) => {
    const cell = line.slice(start, start + width).trim();
    start += width + 2;
    return cell;
  });
}

/** JSON values that are printed one after the other. */
export function valuesIn(stdout: string): unknown[] {
  return stdout
    .trim()
    .split(/\n(?=[[{])/)
    .map((text): unknown => JSON.parse(text));
}

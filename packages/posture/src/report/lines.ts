import { readFileSync } from "node:fs";
import { join } from "node:path";
import { visit } from "jsonc-parser";
import type { LineOf } from "./sarif.js";

/** Number of names in the path of a declaration: `resource`, a type and a name. */
const DEPTH = 3;

/**
 * Finds the lines of findings in the checked files. Each file is read once, on first use.
 * @param directory the folder that was checked
 */
export function linesIn(directory: string): LineOf {
  const known = new Map<string, ReadonlyMap<string, number>>();
  return ({ file, address }) => {
    if (file === undefined || address === "") return undefined;
    const lines = known.get(file) ?? declarations(readFileSync(join(directory, file), "utf8"));
    known.set(file, lines);
    return lines.get(address);
  };
}

/** The line of each address declared in Terraform JSON, from 1. */
function declarations(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  visit(text, {
    onObjectProperty: (name, _offset, _length, line, _character, path) => {
      const address = addressOf([...names(path()), name]);
      if (address !== undefined && !lines.has(address)) lines.set(address, line + 1);
    },
    onObjectBegin: (_offset, _length, _line, _character, path) => names(path()).length < DEPTH,
    // Without this handler, jsonc-parser never leaves a skipped object.
    onObjectEnd: () => undefined,
  });
  return lines;
}

/** The names in a path, without positions, because Terraform accepts lists of objects at every level. */
function names(path: readonly (string | number)[]): string[] {
  return path.filter((segment) => typeof segment === "string");
}

function addressOf([keyword, ...labels]: readonly string[]): string | undefined {
  const address = labels.join(".");
  switch (keyword) {
    case "resource":
      return labels.length === 2 ? address : undefined;
    case "data":
    case "ephemeral":
      return labels.length === 2 ? `${keyword}.${address}` : undefined;
    case "variable":
      return labels.length === 1 ? `var.${address}` : undefined;
    case "locals":
      return labels.length === 1 ? `local.${address}` : undefined;
    case "output":
    case "module":
    case "provider":
      return labels.length === 1 ? `${keyword}.${address}` : undefined;
    default:
      return undefined;
  }
}

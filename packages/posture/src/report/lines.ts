import { readFileSync } from "node:fs";
import { join } from "node:path";
import { visit } from "jsonc-parser";
import type { LineOf } from "./sarif.js";

/** How many names lead to a declaration: `resource`, a type and a name. */
const DEPTH = 3;

/**
 * Finds the lines of findings in the files that were checked. Each file is read once, when it's first asked for.
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

/** The line of each address that Terraform JSON declares. */
function declarations(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  visit(text, {
    onObjectProperty: (name, _offset, _length, line, _character, path) => {
      const address = addressOf([...names(path()), name]);
      if (address !== undefined && !lines.has(address)) lines.set(address, line + 1);
    },
    onObjectBegin: (_offset, _length, _line, _character, path) => names(path()).length < DEPTH,
    // Without it, jsonc-parser never leaves an object that it was told to pass over.
    onObjectEnd: () => undefined,
  });
  return lines;
}

/** Terraform takes a list of objects for an object at every level. */
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

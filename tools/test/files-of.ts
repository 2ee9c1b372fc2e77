import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** The texts of all files below a folder, by path. */
export function filesOf(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((file) => statSync(join(directory, file)).isFile())
      .sort()
      .map((file) => [file, readFileSync(join(directory, file), "utf8")]),
  );
}

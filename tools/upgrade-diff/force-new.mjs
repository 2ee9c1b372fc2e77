/**
 * Which arguments of a resource can't be changed in place, from force-new.json. Terraform's schema doesn't say it and a
 * plan does only against resources that exist, so the table holds what the reference of azurerm 4 and 5, azapi and time
 * says ("Changing this forces a new resource"); `*` is for types without an entry.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @type {Readonly<Record<string, readonly string[]>>} */
const TABLE = JSON.parse(readFileSync(join(import.meta.dirname, "force-new.json"), "utf8"));

/**
 * @param {string} type the Terraform type
 * @param {readonly string[]} path of the argument, without indices
 * @param {unknown} [before]
 * @param {unknown} [after]
 * @returns {boolean}
 */
export function forcesReplacement(type, path, before, after) {
  if (type.startsWith("azapi_") && path[0] === "type") return armType(before) !== armType(after);
  // A block's path in the reference begins with the block, at any depth.
  return (TABLE[type] ?? TABLE["*"] ?? []).some((argument) => {
    const wanted = argument.split(".");
    if (wanted.length === 1) return path[0] === argument;
    return path.some((_, index) => wanted.every((part, offset) => path[index + offset] === part));
  });
}

/** Without the API version, which may change. @param {unknown} type */
function armType(type) {
  return typeof type === "string" ? type.split("@")[0]?.toLowerCase() : type;
}

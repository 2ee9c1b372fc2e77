import { createHash } from "node:crypto";
import { isTreeList, isTreeObject, type Tree } from "../tree.js";
import { EvaluationError, sortedKeys, toText } from "./arguments.js";
import type { PureFunction } from "./text.js";

const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

const hash =
  (algorithm: string, encoding: "hex" | "base64"): PureFunction =>
  (text) =>
    createHash(algorithm).update(toText(text)).digest(encoding);

/**
 * Functions that encode, decode and hash.
 * @see https://developer.hashicorp.com/terraform/language/functions
 */
export const ENCODING_FUNCTIONS: Readonly<Record<string, PureFunction>> = {
  base64decode: (text) => Buffer.from(toText(text), "base64").toString("utf8"),
  base64encode: (text) => Buffer.from(toText(text), "utf8").toString("base64"),
  jsondecode: (text) => {
    try {
      return JSON.parse(toText(text)) as Tree;
    } catch (error) {
      if (error instanceof SyntaxError) throw new EvaluationError("the text isn't JSON");
      throw error;
    }
  },
  jsonencode: (value) => encode(value as Tree),
  md5: hash("md5", "hex"),
  sha1: hash("sha1", "hex"),
  sha256: hash("sha256", "hex"),
  sha512: hash("sha512", "hex"),
  base64sha256: hash("sha256", "base64"),
  base64sha512: hash("sha512", "base64"),
  urlencode: (text) =>
    encodeURIComponent(toText(text))
      .replace(/%20/g, "+")
      .replace(/[!'()*]/g, percent),
  uuidv5: (namespace, name) => {
    const space = NAMESPACES[toText(namespace)] ?? toText(namespace);
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(space)) throw new EvaluationError("no UUID namespace");
    const bytes = createHash("sha1")
      .update(Buffer.from(space.replace(/-/g, ""), "hex"))
      .update(toText(name))
      .digest();
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return bytes.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  },
};

/** A value as JSON, in which Go escapes some characters. */
function encode(value: Tree): string {
  if (isTreeList(value)) return `[${value.map(encode).join(",")}]`;
  if (isTreeObject(value)) {
    return `{${sortedKeys(value)
      .map((key) => `${encode(key)}:${encode(value[key] as Tree)}`)
      .join(",")}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function percent(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

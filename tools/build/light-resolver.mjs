import { readFileSync } from "node:fs";

/** Tokens, their escapes and encoded numbers contain one of these. */
const IS_PLAIN = `const NOT_PLAIN = /[{}[\\]]|[-|\\d.+]e/;
function isPlain(value) {
    if (typeof value === "string") return !NOT_PLAIN.test(value);
    return value === undefined || value === null || typeof value === "boolean";
}
`;
const RESOLUTIONS = [
  ["makeContext(`${i}`)[0].resolve(x)", "x"],
  ["makeContext()[0].resolve(key)", "key"],
  ["makeContext(key)[0].resolve(obj[key])", "obj[key]"],
];

/**
 * The source of CDKTF's resolver, changed to return plain values unchanged. CDKTF creates a context and runs four regular
 * expressions for every value, which takes a quarter of a synth.
 * @param {string} path of `cdktf/lib/tokens/private/resolve.js`
 * @throws {Error} if CDKTF has changed it
 */
export function lightResolver(path) {
  let source = readFileSync(path, "utf8");
  for (const [resolution = "", value = ""] of RESOLUTIONS) {
    if (source.split(resolution).length !== 2) throw new Error(`${path} has changed: ${resolution}`);
    source = source.replace(resolution, () => `isPlain(${value}) ? ${value} : ${resolution}`);
  }
  return `${source}\n${IS_PLAIN}`;
}

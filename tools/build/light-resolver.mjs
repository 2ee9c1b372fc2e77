import { readFileSync } from "node:fs";

/** Tokens, their escapes and encoded numbers contain one of these. */
const IS_PLAIN = `const NOT_PLAIN = /[{}[\\]]|[-|\\d.+]e/;
function isPlain(value) {
    if (typeof value === "string") return !NOT_PLAIN.test(value);
    return value === undefined || value === null || typeof value === "boolean";
}
`;
/**
 * Steps of the resolver, and what replaces them. CDKTF joins the path for messages and creates a context for every value.
 */
const STEPS = [
  ['const pathName = "/" + prefix.join("/");', 'const path = () => "/" + prefix.join("/");'],
  ["makeContext(`${i}`)[0].resolve(x)", "isPlain(x) ? x : resolve(x, { ...options, prefix: prefix.concat(`${i}`) })"],
  ["makeContext()[0].resolve(key)", "isPlain(key) ? key : makeContext()[0].resolve(key)"],
  [
    "makeContext(key)[0].resolve(obj[key])",
    "isPlain(obj[key]) ? obj[key] : resolve(obj[key], { ...options, prefix: prefix.concat(key) })",
  ],
];

/**
 * The source of CDKTF's resolver, changed to return plain values unchanged. CDKTF creates a context and runs four regular
 * expressions for every value, which takes a quarter of a synth.
 * @param {string} path of `cdktf/lib/tokens/private/resolve.js`
 * @throws {Error} if CDKTF has changed it
 */
export function lightResolver(path) {
  let source = readFileSync(path, "utf8");
  for (const [step = "", replacement = ""] of STEPS) {
    if (source.split(step).length !== 2) throw new Error(`${path} has changed: ${step}`);
    source = source.replace(step, () => replacement);
  }
  return `${source.replaceAll("pathName", "path()")}\n${IS_PLAIN}`;
}

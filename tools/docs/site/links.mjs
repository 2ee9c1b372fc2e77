/** The links of a static site, as a browser without a network follows them. */
import { readFileSync, readdirSync } from "node:fs";
import { posix, join } from "node:path";

const LINK = /\s(?:href|src)="([^"]*)"/g;
const PLACE = /\s(?:id|name)="([^"]*)"/g;
const ELSEWHERE = /^(?:[a-z]+:|\/\/)/i;

/**
 * Links to files of the site that aren't there, and to places on pages that aren't.
 * @param {string} site its folder
 * @returns {{ page: string, link: string }[]}
 */
export function deadLinks(site) {
  const files = new Set(
    readdirSync(site, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/")),
  );
  const pages = new Map(
    [...files].filter((file) => /\.(html|svg)$/.test(file)).map((file) => [file, readPage(site, file)]),
  );
  return [...pages].flatMap(([page, { links }]) =>
    links.filter((link) => !leadsSomewhere(page, link)).map((link) => ({ page, link })),
  );

  /** @param {string} page @param {string} link */
  function leadsSomewhere(page, link) {
    const [path = "", place = ""] = link.split("#");
    const target = path === "" ? page : posix.join(posix.dirname(page), decodeURIComponent(path));
    if (!files.has(target)) return false;
    return place === "" || (pages.get(target)?.places.has(decodeURIComponent(place)) ?? false);
  }
}

/** @param {string} site @param {string} file */
function readPage(site, file) {
  const html = readFileSync(join(site, file), "utf8").replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, (element) =>
    element.slice(0, element.indexOf(">") + 1),
  );
  const values = (/** @type {RegExp} */ pattern) =>
    [...html.matchAll(pattern)].map(([, value = ""]) => unescaped(value));
  return {
    links: [...new Set(values(LINK))].filter((link) => link !== "" && !ELSEWHERE.test(link)),
    places: new Set(values(PLACE)),
  };
}

/** @param {string} text */
function unescaped(text) {
  return text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

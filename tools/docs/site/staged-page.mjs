/** A page of the repository, as the site's generator wants it. */
import { posix } from "node:path";

/**
 * @typedef {object} Surroundings
 * @property {(path: string) => boolean} isFolder
 * @property {(path: string) => boolean} isOnSite whether a page of this path has a place on the site
 * @property {(path: string) => string} repositoryUrl where else it is read
 */

const CODE = /^( *)```[\s\S]*?^\1```/gm;
const HEADING = /^#+ .*`.*$/gm;
const LINK = /\]\((?!https?:|mailto:|#)([^)\s#]+)(#[^)\s]*)?\)/g;

/**
 * @param {string} path from the root of the repository
 * @param {string} text
 * @param {string | undefined} group the title under which it is listed; none for a page that introduces something else
 * @param {Surroundings} surroundings
 * @returns {string} with its title in front, links to what the site has as such and others to the repository, pictures as
 * the browser draws them
 */
export function stagedPage(path, text, group, surroundings) {
  const [, title = path] = /^# (.*)$/m.exec(text) ?? [];
  const body = group === undefined ? text : text.replace(/^# .*\n+/, "");
  const linked = outsideCode(body, (prose) =>
    prose.replace(LINK, (_, target, anchor = "") => `](${linkTo(path, target, surroundings)}${anchor})`),
  );
  const drawn = outsideCode(linked, (prose) => prose.replace(HEADING, plain)).replace(
    /^```mermaid\n([\s\S]*?)^```$/gm,
    (_, picture) => `<pre class="mermaid">\n${escaped(picture)}</pre>`,
  );
  return group === undefined ? drawn : `---\ntitle: ${JSON.stringify(title)}\ngroup: ${group}\n---\n\n${drawn}`;
}

/** @param {string} from @param {string} target @param {Surroundings} surroundings @returns {string} */
function linkTo(from, target, { isFolder, isOnSite, repositoryUrl }) {
  const path = posix.join(posix.dirname(from), target).replace(/\/$/, "");
  const page = isFolder(path) ? posix.join(path, "README.md") : path;
  return isOnSite(page) ? posix.relative(posix.dirname(from), page) : repositoryUrl(path);
}

/** @param {string} text @param {(prose: string) => string} change @returns {string} */
function outsideCode(text, change) {
  const blocks = text.match(CODE) ?? [];
  return text
    .split(CODE)
    .filter((_, index) => index % 2 === 0)
    .map((prose, index) => change(prose) + (blocks[index] ?? ""))
    .join("");
}

/** @param {string} heading @returns {string} without code, which the generator would leave out of its anchor */
function plain(heading) {
  return escaped(heading.replaceAll("`", ""));
}

/** @param {string} text @returns {string} */
function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

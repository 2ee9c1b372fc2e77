/**
 * What a published file must not be or hold.
 * @param {readonly string[]} files of a package, as npm packs them
 * @param {(file: string) => string} read
 * @param {readonly string[]} places of this machine that no file may name: the workspace, the home folder
 * @returns {string[]} a line each
 */
export function fileFindings(files, read, places) {
  const packed = new Set(files);
  return files.flatMap((file) => [
    ...(TEST.test(file) ? [`${file} is a test: leave it out of "files"`] : []),
    ...contentFindings(file, read(file), packed, places),
  ]);
}

const TEST = /(^|\/)(tests?|__tests__|__fixtures__|fixtures)\/|\.(test|spec|e2e)\.[^/]+$/;
/** Home folders, as tools write them into files. */
const HOME = /(?<![\w.$-])(\/(home|Users)\/[a-z][\w.-]*\/|[A-Z]:\\+Users\\+)[\w.@+\\/-]*/i;

/**
 * @param {string} file
 * @param {string} text
 * @param {ReadonlySet<string>} packed
 * @param {readonly string[]} places
 */
function contentFindings(file, text, packed, places) {
  const findings = [];
  const place = places.find((one) => text.includes(one)) ?? HOME.exec(text)?.[0];
  if (place) findings.push(`${file} names a place of the machine that built it: ${place}`);
  for (const source of file.endsWith(".map") ? sourcesOf(text) : []) {
    if (!packed.has(beside(file, source))) findings.push(`${file} maps to ${source}, which isn't published`);
  }
  const map = /^\/\/# sourceMappingURL=(?!data:)(\S+)\s*$/m.exec(text)?.[1];
  if (map && !packed.has(beside(file, map)))
    findings.push(`${file} names the source map ${map}, which isn't published`);
  return findings;
}

/** @param {string} text of a source map @returns {string[]} the sources whose text it doesn't bring itself */
function sourcesOf(text) {
  /** @type {{ sources: string[], sourcesContent?: (string | null)[] }} */
  const { sources, sourcesContent = [] } = JSON.parse(text);
  return sources.filter((_, index) => typeof sourcesContent[index] !== "string");
}

/** @param {string} file @param {string} relative @returns {string} the path in the package */
function beside(file, relative) {
  return new URL(relative, `file:///${file}`).pathname.slice(1);
}

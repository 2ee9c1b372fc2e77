/** Creates the parts of a new posture rule: the rule, its case in the tests, its row in the documentation. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";

const RULES = "packages/posture/src/rules";
const TESTS = "packages/posture/test/rules.test.ts";
const PAGE = "docs/posture.md";

/**
 * @typedef {object} NewRule
 * @property {string} file file in packages/posture/src/rules without its extension, such as `storage`. A new file is
 * registered
 * @property {string} id id of the rule, such as `storage-sftp`
 * @property {string} type type of azurerm, such as `azurerm_storage_account`
 * @property {string} argument argument of azurerm, such as `sftp_enabled`
 * @property {string} arm path in ARM, such as `properties.isSftpEnabled`
 */

/**
 * @param {NewRule} rule
 * @returns {Map<string, string>} the texts by their paths from the root of the repository
 * @throws {BadInputError} for an invalid file, id or type
 */
export function ruleFiles(rule) {
  const { file, id } = rule;
  for (const name of [file, id])
    if (!/^[a-z]+(-[a-z]+)*$/.test(name)) throw new BadInputError(`'${name}' must be words with dashes: storage-sftp`);
  const files = readdirSync(join(WORKSPACE, RULES)).filter((one) => one.endsWith(".ts"));
  if (files.some((one) => textOf(`${RULES}/${one}`).includes(`id: "${id}"`)))
    throw new BadInputError(`there is a rule ${id} already: choose another id`);
  const armType = armTypeOf(rule.type);
  const path = `${RULES}/${file}.ts`;
  const isNew = !existsSync(join(WORKSPACE, path));
  const source = isNew ? newFile(file) : textOf(path);
  const list = /export const \w+_RULES: readonly Rule\[\] = \[\n?/.exec(source);
  if (!list) throw new BadInputError(`${path} has no list of rules: choose another file, or a new name`);
  const end = source.indexOf("\n];", list.index);
  const before = source.slice(list.index, end);
  const subject = [...before.matchAll(/subject: "([^"]+)"/g)].at(-1)?.[1] ?? subjectOf(source, file);
  const page = textOf(PAGE);
  const previous = [...before.matchAll(/\bid: "([^"]+)"/g)].at(-1)?.[1] ?? lastRule(page);
  const texts = new Map([
    [path, withImport(`${source.slice(0, end)}\n${ruleText(rule, armType, subject)}${source.slice(end)}`)],
    [TESTS, withCase(textOf(TESTS), rule)],
    [PAGE, withRow(page, previous, `| \`${id}\` | warning | Say what is required |  |`)],
    [`.changeset/posture-${id}.md`, `---\n"@org/aml-posture": minor\n---\n\nRule \`${id}\`: say what it finds.\n`],
  ]);
  if (isNew) texts.set(`${RULES}/index.ts`, registered(textOf(`${RULES}/index.ts`), file));
  return texts;
}

/** @param {string} path */
function textOf(path) {
  return readFileSync(join(WORKSPACE, path), "utf8");
}

/** @param {string} type type of azurerm */
function armTypeOf(type) {
  const table = textOf("packages/azure-catalog/src/terraform-types.ts");
  const found = new RegExp(`^  ${type}: "([^"]+)"`, "m").exec(table)?.[1];
  if (found) return found;
  throw new BadInputError(
    `the ARM type of '${type}' isn't known: add its row to packages/azure-catalog/src/terraform-types.ts`,
  );
}

/** @param {string} source source of the file, which may have a helper that sets the subject @param {string} file */
function subjectOf(source, file) {
  const subjects = /SUBJECTS = \[([^\]]+)\]/.exec(textOf(`${RULES}/rule.ts`))?.[1] ?? "";
  const known = [...subjects.matchAll(/"([^"]+)"/g)].map(([, subject]) => subject ?? "");
  const words = file.replaceAll("-", " ");
  const found = /subject: "([^"]+)"/.exec(source)?.[1] ?? known.find((one) => words.startsWith(one));
  if (found) return found;
  throw new BadInputError(`'${file}' is no subject: name the file after one of ${known.join(", ")}`);
}

/** @param {string} file */
function listName(file) {
  return `${file.replaceAll("-", "_").toUpperCase()}_RULES`;
}

/** @param {string} file */
function newFile(file) {
  return `import type { Rule } from "./rule.js";\n\n/** Say what they are about. */\nexport const ${listName(file)}: readonly Rule[] = [\n];\n`;
}

/** @param {NewRule} rule @param {string} armType @param {string} subject */
function ruleText({ id, argument, arm }, armType, subject) {
  return `  settingRule({
    id: "${id}",
    subject: "${subject}",
    severity: "warning",
    title: "Say what is required",
    rationale: "Say why.",
    fix: "Set ${argument} = false.",
    sameAs: {},
    on: "${armType}",
    setting: { argument: "${argument}", arm: "${arm}", absent: false },
    wants: [false],
  }),`;
}

/** @param {string} source */
function withImport(source) {
  const line = /import \{ ([^}]*) \} from "\.\/setting-rule\.js";/.exec(source);
  if (!line)
    return source.replace(
      /import .* from "\.\/rule\.js";\n/,
      (rule) => `${rule}import { settingRule } from "./setting-rule.js";\n`,
    );
  return /\bsettingRule\b/.test(line[1] ?? "")
    ? source
    : source.replace(line[0], line[0].replace("{ ", "{ settingRule, "));
}

/** @param {string} tests @param {NewRule} rule */
function withCase(tests, { id, type, argument }) {
  const end = tests.indexOf("\n};", tests.indexOf("const CASES"));
  return `${tests.slice(0, end)}\n  "${id}": [set("${type}", "main", "${argument}", true)],${tests.slice(end)}`;
}

/** The last rule on the page before the checks. @param {string} page */
function lastRule(page) {
  const rows = page.slice(0, page.indexOf("| `check-"));
  return [...rows.matchAll(/^\| `([a-z-]+)`/gm)].at(-1)?.[1] ?? "";
}

/** @param {string} page @param {string} previous id @param {string} row */
function withRow(page, previous, row) {
  const line = page.indexOf("\n", page.indexOf(`| \`${previous}\``));
  return `${page.slice(0, line)}\n${row}${page.slice(line)}`;
}

/** @param {string} index @param {string} file */
function registered(index, file) {
  const imported = index.replace("\n\n", `\nimport { ${listName(file)} } from "./${file}.js";\n\n`);
  return imported.replace(/\n\];/, `\n  ...${listName(file)},\n];`);
}

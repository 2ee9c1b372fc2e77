/** Makes the site. Exit code 1 if the generator warns of anything, or if a link of the site is dead. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { Application, Converter, JSX, MinimalSourceFile, ReflectionKind, normalizePath } from "typedoc";
import { WORKSPACE } from "../../pages.mjs";
import { deadLinks } from "../links.mjs";
import { MODULES, PAGES, groupOf, repositoryUrl } from "../modules.mjs";
import { stagedPage } from "../staged-page.mjs";

/** @typedef {import("typedoc").DeclarationReflection} DeclarationReflection */
/** @typedef {import("typedoc").SignatureReflection} SignatureReflection */

const OUT = join(WORKSPACE, "docs/site");
const START = "README.md";
const READMES = MODULES.flatMap(({ readme }) => readme ?? []);
const ON_SITE = new Set([START, ...PAGES, ...READMES]);

/** Before what the generator itself does then. */
const FIRST = 1000;

const staging = mkdtempSync(join(tmpdir(), "site-"));
try {
  process.exitCode = await build();
} finally {
  rmSync(staging, { recursive: true });
}

/** @returns {Promise<number>} the exit code */
async function build() {
  for (const page of PAGES) stage(page, groupOf(page));
  for (const page of [START, ...READMES]) stage(page, undefined);
  const app = await Application.bootstrap(options());
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, nameModule);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => introduceModules(app, project), FIRST);
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => forgetParameters(project), FIRST);
  drawPictures(app);
  const project = await app.convert();
  if (!project) return 1;
  app.validate(project);
  await app.generateOutputs(project);
  copyFileSync(join(import.meta.dirname, "pictures.js"), join(OUT, "assets/pictures.js"));
  copyFileSync(createRequire(import.meta.url).resolve("@mermaid-js/tiny"), join(OUT, "assets/mermaid.js"));

  nameStart();

  const dead = deadLinks(OUT);
  for (const { page, link } of dead) console.error(`dead link in ${page}: ${link}`);
  const { warningCount, errorCount } = app.logger;
  console.log(
    `${relative(WORKSPACE, OUT)}: ${MODULES.length} modules, ${PAGES.length} pages, ${warningCount} warnings, ${errorCount} errors, ${dead.length} dead links`,
  );
  return dead.length + warningCount + errorCount > 0 ? 1 : 0;
}

/** @returns {import("typedoc").TypeDocOptions} */
function options() {
  return {
    name: "Private Azure Machine Learning",
    entryPoints: MODULES.map(({ file }) => join(WORKSPACE, file)),
    tsconfig: join(WORKSPACE, "tsconfig.json"),
    basePath: WORKSPACE,
    out: OUT,
    readme: join(staging, START),
    projectDocuments: PAGES.map((page) => join(staging, page)),
    customCss: join(import.meta.dirname, "style.css"),
    // The type check has its own command.
    skipErrorChecking: true,
    disableGit: true,
    sourceLinkTemplate: `${repositoryUrl("{path}")}#L{line}`,
    excludeInternal: true,
    excludePrivate: true,
    // What CDKTF and its bindings document is theirs, and would be most of the site.
    excludeExternals: true,
    sort: ["documents-first", "kind", "instance-first", "alphabetical"],
    groupOrder: [
      "Guides",
      "Runbooks",
      "Decisions",
      "Modules",
      "Classes",
      "Functions",
      "Interfaces",
      "Constructors",
      "Properties",
      "Accessors",
      "Methods",
      "*",
    ],
    navigation: { includeGroups: true, includeCategories: false },
    headings: { readme: false, document: true },
    validation: { notExported: true, invalidLink: true, rewrittenLink: true, invalidPath: true },
    hideGenerator: true,
    githubPages: false,
    includeHierarchySummary: false,
    highlightLanguages: [
      "bash",
      "console",
      "diff",
      "hcl",
      "html",
      "ini",
      "js",
      "json",
      "jsonc",
      "kusto",
      "powershell",
      "python",
      "sh",
      "toml",
      "ts",
      "xml",
      "yaml",
    ],
    searchInDocuments: true,
  };
}

/** @param {string} path @param {string | undefined} group */
function stage(path, group) {
  const target = join(staging, path);
  mkdirSync(dirname(target), { recursive: true });
  const surroundings = {
    isFolder: (/** @type {string} */ other) => statSync(join(WORKSPACE, other)).isDirectory(),
    isOnSite: (/** @type {string} */ other) => ON_SITE.has(other),
    repositoryUrl,
  };
  writeFileSync(target, stagedPage(path, readFileSync(join(WORKSPACE, path), "utf8"), group, surroundings));
}

/**
 * A module is called as it is imported.
 * @param {import("typedoc").Context} context
 * @param {DeclarationReflection} reflection
 */
function nameModule(context, reflection) {
  const module = moduleOf(context.project, reflection);
  if (module) reflection.name = module.name;
}

/**
 * A package's README is the page of its module, and links to the README lead there.
 * @param {Application} app
 * @param {import("typedoc").ProjectReflection} project
 */
function introduceModules(app, project) {
  project.files.registerReflectionPath(normalizePath(join(staging, START)), project);
  for (const reflection of project.children ?? []) {
    const readme = moduleOf(project, reflection)?.readme;
    if (readme === undefined) continue;
    const file = normalizePath(join(staging, readme));
    project.files.registerReflectionPath(file, reflection);
    const text = readFileSync(file, "utf8").replace(/^# .*\n+/, "");
    reflection.readme = app.converter.parseRawComment(new MinimalSourceFile(text, file), project.files).content;
  }
}

/**
 * The generator of the bindings documents parameters that don't exist.
 * @param {import("typedoc").ProjectReflection} project
 */
function forgetParameters(project) {
  for (const signature of project.getReflectionsByKind(ReflectionKind.SomeSignature)) {
    if (!signature.comment || !signature.getFullName().startsWith("@org/provider-azapi/")) continue;
    const names = "parameters" in signature ? /** @type {SignatureReflection} */ (signature).parameters : undefined;
    signature.comment.blockTags = signature.comment.blockTags.filter(
      ({ tag, name }) => tag !== "@param" || names?.some((parameter) => parameter.name === name),
    );
  }
}

/** @param {import("typedoc").ProjectReflection} project @param {DeclarationReflection} reflection */
function moduleOf(project, reflection) {
  const file = project.files.getReflectionPath(reflection);
  return MODULES.find((module) => file === normalizePath(join(WORKSPACE, module.file)));
}

/** Links to the start name its file, so that the site can be read from a disk. */
function nameStart() {
  for (const file of readdirSync(OUT, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".html")) continue;
    const path = join(OUT, file);
    const html = readFileSync(path, "utf8");
    const named = html.replace(/href="(\.\.\/)(#[^"]*)?"/g, 'href="$1index.html$2"');
    if (named !== html) writeFileSync(path, named);
  }
}

/** @param {Application} app */
function drawPictures(app) {
  app.renderer.hooks.on("body.end", (context) => {
    const { model } = context.page;
    const content = model.isDocument() ? model.content : (model.isProject() || model.isDeclaration()) && model.readme;
    if (!content || !content.some(({ text }) => text.includes('<pre class="mermaid">')))
      return JSX.createElement(JSX.Fragment, null);
    return JSX.createElement(
      JSX.Fragment,
      null,
      JSX.createElement("script", { src: context.relativeURL("assets/mermaid.js") }),
      JSX.createElement("script", { src: context.relativeURL("assets/pictures.js") }),
    );
  });
}

/**
 * Settings that typedoc.json doesn't support: names of modules and pages, the README of each package, and Mermaid
 * pictures.
 */
import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Converter, MinimalSourceFile, ReflectionKind, Renderer, normalizePath } from "typedoc";

const root = join(import.meta.dirname, "../..");
const { paths } = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8")).compilerOptions;
/** Import names of modules, by source. */
const imports = new Map(Object.entries(paths).map(([name, [source]]) => [normalizePath(join(root, source)), name]));

/** @param {import("typedoc").Application} app */
export function load(app) {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, ({ project }, reflection) => {
    const source = project.files.getReflectionPath(reflection);
    const name = reflection.kindOf(ReflectionKind.Module) && source ? imports.get(source) : undefined;
    if (!name || !source) return;
    reflection.name = name;
    const readme = join(source, "../../README.md");
    if (name.split("/").length > 2 || !existsSync(readme)) return;
    const text = readFileSync(readme, "utf8").replace(/^# .*\n+/, "");
    reflection.readme = app.converter.parseRawComment(
      new MinimalSourceFile(text, normalizePath(readme)),
      project.files,
    ).content;
    project.files.registerReflectionPath(normalizePath(readme), reflection);
  });
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const [first] = document.content;
    const [heading, title] = /^# (.*)\n+/.exec(first?.text ?? "") ?? [];
    if (!first || heading === undefined || title === undefined) return;
    document.name = title;
    first.text = first.text.slice(heading.length);
  });
  app.renderer.on(Renderer.EVENT_END, ({ outputDirectory }) => {
    const mermaid = createRequire(import.meta.url).resolve("@mermaid-js/tiny");
    copyFileSync(mermaid, join(outputDirectory, "assets/mermaid.js"));
  });
}

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Part of the name of files that npm wouldn't pack otherwise (`.gitignore`). */
const HIDDEN = "{{}}";

/**
 * Lays out a template as `cdktf init` does.
 * @param {string} template folder of the template in @cdktf/cli-core
 * @param {string} project folder
 * @param {Record<string, string>} values of the template's fields
 */
export function layOut(template, project, values) {
  for (const entry of readdirSync(template, { recursive: true, withFileTypes: true })) {
    // Hooks are code of `cdktf init` itself: they install what the project needs.
    if (!entry.isFile() || entry.name.endsWith(".sscaff.js")) continue;
    const path = join(entry.parentPath, entry.name);
    const target = join(project, path.slice(template.length + 1).replace(HIDDEN, ""));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, filled(readFileSync(path, "utf8"), values));
  }
}

/** @param {string} text @param {Record<string, string>} values */
function filled(text, values) {
  return text.replaceAll(/{{ *([$\w]+) *}}/g, (field, name) => values[name] ?? field);
}

/**
 * How `cdktf synth` runs an app: its command in a shell, with these variables.
 * @param {string} outdir
 * @returns {Record<string, string>}
 */
export function synthEnvironment(outdir) {
  return {
    CDKTF_OUTDIR: outdir,
    CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: "true",
    CDKTF_CONTEXT_JSON: JSON.stringify({ cdktfRelativeModules: [] }),
    SYNTH_HCL_OUTPUT: "false",
    NODE_OPTIONS: "--max-old-space-size=4096",
  };
}

/**
 * Runs `main.ts` in this workspace, where the packages are TypeScript: from a bundle, which is rebuilt if a source is
 * newer. Elsewhere, with `@org/aml-cli` installed, the same commands are `npx aml COMMAND`.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const app = import.meta.dirname;
const workspace = join(app, "../..");
const main = join(app, "dist/main.cjs");
const inputs = join(app, "dist/main.inputs.json");

function isFresh() {
  if (!existsSync(main) || !existsSync(inputs)) return false;
  const bundled = statSync(inputs).mtimeMs;
  const scripts = ["bundle.mjs", "fast.mjs", "fast-start.cjs", "../../../tools/build/light-resolver.mjs"].map((file) =>
    join(app, "scripts", file),
  );
  const files = [...JSON.parse(readFileSync(inputs, "utf8")), "package-lock.json"].map((file) => join(workspace, file));
  return [...files, ...scripts].every((file) => {
    const source = statSync(file, { throwIfNoEntry: false });
    return source !== undefined && source.mtimeMs <= bundled;
  });
}

if (!isFresh()) {
  const { bundle } = await import("./scripts/bundle.mjs");
  await bundle();
}
// Code beside a configuration imports the packages by name: from their sources here.
process.env["JITI_TSCONFIG_PATHS"] ??= join(workspace, "tsconfig.base.json");
createRequire(import.meta.url)(main);

/**
 * Runs the app from its bundle, bundling it first if a source is newer. Everything else of the app is in src/.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const app = import.meta.dirname;
const workspace = join(app, "../..");
const bundleFile = join(app, "dist/main.cjs");
const inputsFile = join(app, "dist/main.inputs.json");

function isFresh() {
  if (!existsSync(bundleFile) || !existsSync(inputsFile)) return false;
  const built = statSync(bundleFile).mtimeMs;
  const inputs = [
    ...JSON.parse(readFileSync(inputsFile, "utf8")),
    "package-lock.json",
    "apps/reference-platform/scripts/bundle.mjs",
    "apps/reference-platform/scripts/main.cjs",
  ];
  return inputs.every((input) => {
    const source = statSync(join(workspace, input), { throwIfNoEntry: false });
    return source !== undefined && source.mtimeMs <= built;
  });
}

if (!isFresh()) {
  const { bundle } = await import("./scripts/bundle.mjs");
  await bundle();
}
createRequire(import.meta.url)(bundleFile);

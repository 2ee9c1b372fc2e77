/** `node tools/promotion/run.mjs plan FILE`: runs the command of packages/promotion from its current sources. */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { WORKSPACE } from "../lib/folders.mjs";
import { bundle } from "./bundle.mjs";

const cache = join(WORKSPACE, "node_modules/.cache/promotion");
mkdirSync(cache, { recursive: true });
// Each process has a file of its own, because another one may be reading.
const folder = mkdtempSync(join(cache, "run-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "aml-promotion.cjs");
await bundle(file);
createRequire(import.meta.url)(file);

/** `npm run docs:layers`: draws tools/layers.mjs into docs/layers.mmd and docs/architecture.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LAYERS } from "../layers.mjs";
import { floorsPicture } from "./layers-picture.mjs";
import { WORKSPACE, readText } from "./pages.mjs";

const picture = floorsPicture(LAYERS);
const page = "docs/architecture.md";
writeFileSync(join(WORKSPACE, "docs/layers.mmd"), picture);
writeFileSync(
  join(WORKSPACE, page),
  readText(page).replace(/(```mermaid\n)flowchart TB[\s\S]*?(?=```)/, `$1${picture}`),
);

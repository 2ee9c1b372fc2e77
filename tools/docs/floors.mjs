/** `npm run docs:floors`: draws tools/floors.mjs into docs/floors.mmd and docs/architecture.md. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { FLOORS } from "../floors.mjs";
import { floorsPicture } from "./floors-picture.mjs";
import { WORKSPACE, readText } from "./pages.mjs";

const picture = floorsPicture(FLOORS);
const page = "docs/architecture.md";
writeFileSync(join(WORKSPACE, "docs/floors.mmd"), picture);
writeFileSync(
  join(WORKSPACE, page),
  readText(page).replace(/(```mermaid\n)flowchart TB[\s\S]*?(?=```)/, `$1${picture}`),
);

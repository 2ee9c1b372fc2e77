/** The command as it is bundled into one file, which a job runs. */
import { fileURLToPath } from "node:url";
import { main } from "./run.js";

void main(fileURLToPath(import.meta.url));

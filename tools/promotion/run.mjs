/** `node tools/promotion/run.mjs plan FILE`: runs the command of packages/promotion from its current sources. */
import { importSource } from "../lib/import-source.mjs";

const { run } = await importSource("packages/promotion/src/run.ts");
process.exitCode = await run(process.argv.slice(2));

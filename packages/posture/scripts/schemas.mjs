/** `node scripts/schemas.mjs`: writes the JSON schemas of configuration and report from their sources. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { formatted } from "../../../tools/lib/formatted.mjs";

const folder = join(import.meta.dirname, "..");
const outfile = join(folder, "../../node_modules/.cache/posture/schemas.mjs");
buildSync({
  entryPoints: [join(folder, "src/schemas.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  tsconfig: join(folder, "../../tsconfig.base.json"),
  external: ["elkjs", "zod", "ip-address"],
});
const { schemas } = await import(outfile);
for (const [name, schema] of Object.entries(schemas())) {
  const text = await formatted(`${name}.json`, JSON.stringify(schema));
  writeFileSync(join(folder, "schema", `${name}.schema.json`), text);
}

/** Writes the bindings to src/lib. */
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { scriptArguments } from "../../../tools/lib/command.mjs";
import { bindings, differing } from "./bindings.mjs";

const root = join(import.meta.dirname, "..");
const lib = join(root, "src/lib");

const { values: options } = scriptArguments(
  {
    version: { type: "string", default: "2.12.0" },
    schema: { type: "string" },
    check: { type: "boolean", default: false },
  },
  `usage: npm run generate -w packages/provider-azapi [-- --version VERSION] [--schema PATH] [--check]

  --version   azapi's version (default 2.12.0)
  --schema    its schema (default schema/azapi-VERSION.json in the package)
  --check     only compares the existing files, and fails if they differ`,
);
// npm runs a workspace's script in the workspace's folder; a relative path starts at the folder where npm was called.
const schema = options.schema
  ? resolve(process.env["INIT_CWD"] ?? "", options.schema)
  : join(root, `schema/azapi-${options.version}.json`);

const wanted = await bindings(JSON.parse(await readFile(schema, "utf8")), options.version);
if (options.check) await check(wanted);
else await write(wanted);

/** @param {ReadonlyMap<string, string>} files */
async function write(files) {
  await rm(lib, { recursive: true, force: true });
  for (const [path, text] of files) {
    await mkdir(dirname(join(lib, path)), { recursive: true });
    await writeFile(join(lib, path), text);
  }
  console.log(`${files.size} modules of azapi ${options.version} in ${relative(process.cwd(), lib)}`);
}

/** @param {ReadonlyMap<string, string>} files */
async function check(files) {
  const paths = await differing(files, lib);
  if (paths.length > 0) {
    console.error(`src/lib is not what the schema gives: ${paths.join(", ")}. Run 'npm run generate'.`);
    process.exitCode = 1;
  }
}

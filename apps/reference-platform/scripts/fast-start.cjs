// Starts the bundle from V8's code cache beside it. Another version of Node refuses the cache and compiles as usual.
/* oxlint-disable typescript/no-require-imports */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { constants, Script } = require("node:vm");

const filename = join(__dirname, "app.cjs");
const cacheFile = join(__dirname, "app.cache");
// A cached script can't import modules (seen with Node 20.20), and these do: rules in a file, HTML reports.
const importsModules = ["check", "verify"].includes(process.argv[2] ?? "");
const script = new Script(Module.wrap(readFileSync(filename, "utf8")), {
  filename,
  cachedData: existsSync(cacheFile) && !importsModules ? readFileSync(cacheFile) : undefined,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
const run = script.runInThisContext();
const bundle = { exports: {} };
run.call(bundle.exports, bundle.exports, Module.createRequire(filename), bundle, filename, __dirname);

// Taken at the end, the cache includes what was compiled on the way.
if (process.env.WRITE_CODE_CACHE) process.on("exit", () => writeFileSync(cacheFile, script.createCachedData()));

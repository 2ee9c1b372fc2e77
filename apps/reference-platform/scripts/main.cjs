// Starts the bundle from V8's code cache, which the bundling left beside it: parsing and compiling two megabytes is a
// fifth of a synth. Another version of Node refuses the cache and compiles as usual.
/* eslint-disable @typescript-eslint/no-require-imports */
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");
const { Script } = require("node:vm");

const filename = join(__dirname, "app.cjs");
const cacheFile = join(__dirname, "app.cache");
const script = new Script(Module.wrap(readFileSync(filename, "utf8")), {
  filename,
  ...(existsSync(cacheFile) ? { cachedData: readFileSync(cacheFile) } : {}),
});
const run = script.runInThisContext();
const bundle = { exports: {} };
run.call(bundle.exports, bundle.exports, Module.createRequire(filename), bundle, filename, __dirname);

// Taken at the end, the cache has what was compiled on the way as well.
if (process.env.WRITE_CODE_CACHE) process.on("exit", () => writeFileSync(cacheFile, script.createCachedData()));

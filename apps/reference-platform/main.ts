import { createRequire, Module } from "node:module";
import { run } from "@org/aml-cli";
import * as cdktf from "cdktf";
import * as constructs from "constructs";

/**
 * Code beside a configuration, and the provider bindings that it imports, would load other copies of these packages
 * than the bundle's, and constructs of two copies don't go together.
 */
function shareWithExtensions(packages: Readonly<Record<string, unknown>>): void {
  const require = createRequire(import.meta.url);
  for (const [name, exports] of Object.entries(packages)) {
    const path = require.resolve(name);
    require.cache[path] = Object.assign(new Module(path), { exports, loaded: true });
  }
}

// Set by run.mjs, which starts a bundle that lies beside these packages.
if (process.env["JITI_TSCONFIG_PATHS"] !== undefined) shareWithExtensions({ cdktf, constructs });
void run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
});

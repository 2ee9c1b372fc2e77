import Module, { createRequire } from "node:module";
import util from "node:util";
import { terraformMatchers } from "@org/aml-testing";
import { expect } from "vitest";
import { lightResolver } from "../build/light-resolver.mjs";

expect.extend(terraformMatchers);

// CDKTF 0.21 calls util.isArray, for which Node 22 and newer print a deprecation warning (DEP0044).
Object.assign(util, { isArray: Array.isArray });

// CDKTF records a stack trace for every token; tests create many thousand tokens and read none of the traces.
Error.captureStackTrace = (target: object) => {
  Object.defineProperty(target, "stack", { value: "", configurable: true, writable: true });
};

replaceResolver(createRequire(import.meta.url));

/** Tests synthesize thousands of stacks. A test of the reference platform compares the resolver with CDKTF's own. */
function replaceResolver({ cache, resolve }: NodeJS.Require): void {
  const path = resolve("cdktf/lib/tokens/private/resolve.js");
  if (cache[path]) return;
  const module = new Module(path);
  cache[path] = module;
  Object.assign(module, { filename: path, loaded: true });
  (module as NodeJS.Module & { _compile(source: string, path: string): void })._compile(lightResolver(path), path);
}

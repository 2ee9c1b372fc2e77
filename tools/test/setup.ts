import { mkdtempSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import util from "node:util";
import { terraformMatchers } from "@org/aml-testing";
import type * as cdktf from "cdktf";
import { expect } from "vitest";
import { lightResolver } from "../build/light-resolver.mjs";

expect.extend(terraformMatchers);

// CDKTF 0.21 calls util.isArray, for which Node 22 and newer print a deprecation warning (DEP0044).
Object.assign(util, { isArray: Array.isArray });

// CDKTF records a stack trace for every token; tests create many thousand tokens and read none of the traces.
Error.captureStackTrace = (target: object) => {
  Object.defineProperty(target, "stack", { value: "", configurable: true, writable: true });
};

const require = createRequire(import.meta.url);
if (replaceResolver(require)) shareOutputFolder(require("cdktf") as typeof cdktf);

/**
 * Tests synthesize thousands of stacks. A test of the reference platform compares the resolver with CDKTF's own.
 * @returns whether it wasn't replaced before: files of a worker share their modules
 */
function replaceResolver({ cache, resolve }: NodeJS.Require): boolean {
  const path = resolve("cdktf/lib/tokens/private/resolve.js");
  if (cache[path]) return false;
  const module = new Module(path);
  cache[path] = module;
  Object.assign(module, { filename: path, loaded: true });
  (module as NodeJS.Module & { _compile(source: string, path: string): void })._compile(lightResolver(path), path);
  return true;
}

/** CDKTF creates two folders for each of some thousand apps, most of which write nothing. */
function shareOutputFolder({ Testing }: typeof cdktf): void {
  const outdir = mkdtempSync(join(tmpdir(), "apps-"));
  const create = Testing.app.bind(Testing);
  Testing.app = (options) => create({ outdir, ...options });
}

import util from "node:util";
import { terraformMatchers } from "@org/aml-testing";
import { expect } from "vitest";

expect.extend(terraformMatchers);

// CDKTF 0.21 calls util.isArray, for which Node 22 and newer print a deprecation warning (DEP0044).
Object.assign(util, { isArray: Array.isArray });

// CDKTF records a stack trace for every token; tests create many thousand tokens and read none of the traces.
Error.captureStackTrace = (target: object) => {
  Object.defineProperty(target, "stack", { value: "", configurable: true, writable: true });
};

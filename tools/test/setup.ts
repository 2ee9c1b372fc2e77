import { terraformMatchers } from "@org/aml-testing";
import { expect } from "vitest";

expect.extend(terraformMatchers);

// CDKTF records a stack trace for every token; tests create many thousand tokens and read none of the traces.
Error.captureStackTrace = (target: object) => {
  Object.defineProperty(target, "stack", { value: "", configurable: true, writable: true });
};

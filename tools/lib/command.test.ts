import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { scriptArguments } from "./command.mjs";

const USAGE = "usage: node script.mjs FILE [--quick]";
let printed: string[] = [];

describe("the arguments of a script", () => {
  const given = process.argv;

  beforeEach(() => {
    printed = [];
    for (const method of ["log", "error"] as const) {
      vi.spyOn(console, method).mockImplementation((text: string) => void printed.push(text));
    }
    vi.spyOn(process, "exit").mockImplementation((code) => {
      throw new Error(`exit code ${code ?? 0}`);
    });
  });
  afterEach(() => {
    process.argv = given;
    vi.restoreAllMocks();
  });

  function parsed(...args: string[]): ReturnType<typeof scriptArguments> {
    process.argv = ["node", "script.mjs", ...args];
    return scriptArguments({ quick: { type: "boolean" } }, USAGE, { required: 1 });
  }

  it("are options and files", () => {
    expect(parsed("a.json", "--quick")).toMatchObject({ values: { quick: true }, positionals: ["a.json"] });
  });

  it("are the usage with --help", () => {
    expect(() => parsed("--help")).toThrow("exit code 0");
    expect(printed).toEqual([USAGE]);
  });

  it.each([
    ["an unknown option", ["a.json", "--slow"], "Unknown option '--slow'"],
    ["a missing file", [], "An argument is missing"],
    ["one file too many", ["a.json", "b.json"], "Unexpected argument 'b.json'"],
  ])("end the process with the usage after %s", (_, args, message) => {
    expect(() => parsed(...args)).toThrow("exit code 1");
    expect(printed).toEqual([expect.stringContaining(message)]);
    expect(printed).toEqual([expect.stringContaining(USAGE)]);
  });
});

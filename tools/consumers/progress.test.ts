import { describe, expect, it, vi } from "vitest";
import { step, together } from "./progress.mjs";

describe("step", () => {
  it("says when it begins and how long it took, and gives the result", async () => {
    const log = vi.spyOn(console, "log").mockReturnValue();
    expect(await step("build", () => 7)).toBe(7);
    expect(log.mock.calls.flat()).toEqual(["        build ...", expect.stringMatching(/^ {2}\d\.\d s build$/)]);
    log.mockRestore();
  });
});

describe("together", () => {
  it("gives the results in their order", async () => {
    const results = await together(
      new AbortController(),
      async () => 1,
      async () => "two",
    );
    expect(results).toEqual([1, "two"]);
  });

  it("stops the others where one fails, and waits until they have stopped", async () => {
    const stop = new AbortController();
    let stopped = false;
    const waiting = async () => {
      await new Promise((resolve) => stop.signal.addEventListener("abort", resolve));
      await new Promise(setImmediate);
      stopped = true;
    };
    const failing = async () => {
      throw new Error("no room");
    };
    await expect(together(stop, waiting, failing)).rejects.toThrow("no room");
    expect(stopped).toBe(true);
  });
});

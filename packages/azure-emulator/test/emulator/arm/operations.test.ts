import { describe, expect, it } from "vitest";
import { ArmError } from "../../../src/emulator/arm/arm-error.js";
import { type Beginning, type Operation, Operations } from "../../../src/emulator/arm/operations.js";
import { ArmId } from "@org/azure-catalog";
import { ManualClock } from "../../../src/emulator/clock.js";
import { GROUP } from "../../support/sandbox.js";

const target = ArmId.tryParse(GROUP) as ArmId;

function begin(options: Partial<Beginning> = {}): { clock: ManualClock; operations: Operations; operation: Operation } {
  const clock = new ManualClock();
  const operations = new Operations(clock);
  const beginning = {
    kind: "create",
    target,
    seconds: 10,
    locks: ["key"],
    complete: () => "done",
    ...options,
  } as const;
  return { clock, operations, operation: operations.begin(beginning) };
}

describe("An operation", () => {
  it("goes on for its time, then has succeeded and left its result", async () => {
    const { clock, operation } = begin();
    clock.advance(9.9);
    expect(operation.status).toBe("InProgress");
    clock.advance(0.1);
    expect(operation).toMatchObject({ status: "Succeeded", result: "done" });
    await expect(operation.done).resolves.toBeUndefined();
  });

  it("that takes no time has ended at once", () => {
    expect(begin({ seconds: 0 }).operation.status).toBe("Succeeded");
  });

  it("fails with Azure's errors", async () => {
    const failed: string[] = [];
    const { clock, operation } = begin({
      complete: () => {
        throw new ArmError(409, "Conflict", "Not now.");
      },
      failed: ({ code }) => failed.push(code),
    });
    clock.advance(10);
    expect(operation).toMatchObject({ status: "Failed", error: { code: "Conflict" } });
    expect(failed).toEqual(["Conflict"]);
    await expect(operation.done).resolves.toBeUndefined();
  });

  it("hides no mistake of ours", () => {
    const { clock } = begin({
      complete: () => {
        throw new TypeError("a mistake");
      },
    });
    expect(() => clock.advance(10)).toThrow("a mistake");
  });

  it("holds its keys until it has ended, whether it succeeds or not", () => {
    const { clock, operations, operation } = begin();
    expect(operations.holderOf(["other", "key"])).toBe(operation);
    expect(operations.holderOf(["other"])).toBeUndefined();
    clock.advance(10);
    expect(operations.holderOf(["key"])).toBeUndefined();
  });

  it("is found by its name", () => {
    const { operations, operation } = begin();
    expect(operations.get(operation.name)).toBe(operation);
    expect(operations.get("another")).toBeUndefined();
  });

  it("ends early where the clock lets none last so long, and counts in full", () => {
    const clock = Object.assign(new ManualClock(), { longestOperation: 300 });
    const operations = new Operations(clock);
    const operation = operations.begin({ kind: "create", target, seconds: 1800, locks: [], complete: () => undefined });
    clock.advance(299);
    expect(operation.status).toBe("InProgress");
    clock.advance(1);
    expect(operation.status).toBe("Succeeded");
    expect(operations.secondsOf(GROUP)).toBe(1800);
  });

  it("counts for the period in which it was begun", () => {
    const { operations } = begin();
    const now = performance.now();
    expect(operations.secondsOf(GROUP, { start: 0, end: now })).toBe(10);
    expect(operations.secondsOf(GROUP, { start: now + 1, end: now + 2 })).toBe(0);
    expect(operations.secondsOf(GROUP, { start: 0, end: 0 })).toBe(0);
  });

  it("counts for the seconds that its resource has taken", () => {
    const { operations } = begin();
    operations.begin({ kind: "update", target, seconds: 5, locks: [], complete: () => undefined });
    expect(operations.secondsOf(GROUP.toUpperCase())).toBe(15);
    expect(operations.secondsOf("/another")).toBe(0);
  });
});

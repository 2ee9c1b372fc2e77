import { describe, expect, it } from "vitest";
import { ManualClock, VirtualClock } from "../../src/emulator/clock.js";

describe("ManualClock", () => {
  it("calls what is due in the order of its time, not of the calls", () => {
    const clock = new ManualClock();
    const called: string[] = [];
    clock.after(90, () => called.push("ninety"));
    clock.after(10, () => called.push("ten"));
    clock.after(150, () => called.push("too late"));
    clock.advance(100);
    expect(called).toEqual(["ten", "ninety"]);
    expect(clock.now()).toBe(100);
  });

  it("calls what a call asks for within the same time", () => {
    const clock = new ManualClock();
    const called: number[] = [];
    clock.after(10, () => clock.after(10, () => called.push(clock.now())));
    clock.advance(30);
    expect(called).toEqual([20]);
  });

  it("drops what is waiting when it stops", () => {
    const clock = new ManualClock();
    const called: string[] = [];
    clock.after(1, () => called.push("never"));
    clock.stop();
    clock.advance(10);
    expect(called).toEqual([]);
  });

  it("returns the date of its seconds", () => {
    const clock = new ManualClock();
    const start = clock.date().getTime();
    clock.advance(90);
    expect(clock.date().getTime() - start).toBe(90_000);
  });
});

describe("VirtualClock", () => {
  it("lets virtual seconds pass faster than real ones", async () => {
    const clock = new VirtualClock(1000);
    await new Promise<void>((resolve) => clock.after(10, resolve));
    expect(clock.now()).toBeGreaterThanOrEqual(10);
    clock.stop();
  });

  it("ends operations after five minutes, or the longest requested delay", () => {
    expect(new VirtualClock(60).longestOperation).toBe(300);
    expect(new VirtualClock(60, [20, 1000, 400]).longestOperation).toBe(1000);
  });

  it("forgets what is waiting when it stops", async () => {
    const clock = new VirtualClock(1000);
    const called: string[] = [];
    clock.after(10, () => called.push("never"));
    clock.stop();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(called).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import { Operations } from "../../src/emulator/arm/operations.js";
import { ArmId } from "@org/azure-catalog";
import { ManualClock, VirtualClock } from "../../src/emulator/clock.js";
import { idOf } from "../support/sandbox.js";

const TARGET = ArmId.tryParse(idOf("Microsoft.Network/bastionHosts", "bastion"));

/** A clock by hand on which no operation takes longer than a minute. */
class HastyClock extends ManualClock {
  public override readonly longestOperation = 60;
}

function begin(seconds: number) {
  if (!TARGET) throw new Error("no id");
  const clock = new HastyClock();
  const operations = new Operations(clock);
  const operation = operations.begin({ kind: "create", target: TARGET, seconds, locks: [], complete: () => undefined });
  return { clock, operation, seconds: () => operations.secondsOf(TARGET.toString()) };
}

describe("the longest operation", () => {
  it("takes five minutes of Azure's, unless a rule or a latency that was asked for is longer", () => {
    expect(new VirtualClock(60).longestOperation).toBe(300);
    expect(new VirtualClock(60, [10, 900]).longestOperation).toBe(900);
    expect(new VirtualClock(60, [10]).longestOperation).toBe(300);
  });

  it("cuts what would take longer, and still counts it in full", () => {
    const { clock, operation, seconds } = begin(600);
    clock.advance(59);
    expect(operation.status).toBe("InProgress");
    clock.advance(1);
    expect(operation.status).toBe("Succeeded");
    expect(seconds()).toBe(600);
  });

  it("leaves what is shorter as it is", () => {
    const { clock, operation } = begin(30);
    clock.advance(30);
    expect(operation.status).toBe("Succeeded");
  });

  it("is no matter to a clock by hand", () => {
    expect(new ManualClock().longestOperation).toBe(Infinity);
  });
});

describe("the seconds that a resource has taken", () => {
  it("are those of the operations that were begun within a period", () => {
    if (!TARGET) throw new Error("no id");
    const operations = new Operations(new ManualClock());
    const before = performance.now();
    operations.begin({ kind: "create", target: TARGET, seconds: 90, locks: [], complete: () => undefined });
    const after = performance.now();
    const within = (start: number, end: number) => operations.secondsOf(TARGET.toString(), { start, end });
    expect(within(before, after)).toBe(90);
    expect(within(0, before - 1)).toBe(0);
    expect(within(after + 1, Infinity)).toBe(0);
    expect(operations.secondsOf(TARGET.toString())).toBe(90);
  });
});

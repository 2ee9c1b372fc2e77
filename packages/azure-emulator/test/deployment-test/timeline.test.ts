import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lengthOf, type Placed, timelineOf } from "../../src/deployment-test/timeline.js";
import { spanOf } from "../support/span.js";

const NO_NEEDS = new Map<string, string[]>();

const criticalIn = (placed: readonly Placed[]) =>
  placed.filter(({ critical }) => critical).map(({ span }) => `${span.stack} ${span.address}`);
const placeOf = (placed: readonly Placed[], address: string) => {
  const one = placed.find(({ span }) => span.address === address);
  return [one?.start, one?.end];
};

describe("the measured timeline", () => {
  it("begins with the first resource", () => {
    const { measured } = timelineOf([spanOf({ address: "a", start: 12, end: 15 })], NO_NEEDS);
    expect(placeOf(measured, "a")).toEqual([0, 3]);
  });

  it("is empty without resources", () => {
    const { measured, estimated } = timelineOf([], NO_NEEDS);
    expect([lengthOf(measured), lengthOf(estimated)]).toEqual([0, 0]);
  });
});

describe("the estimated timeline", () => {
  it("begins each resource as soon as what it needs is there, whenever it was measured", () => {
    const spans = [
      spanOf({ address: "a", azureSeconds: 10 }),
      spanOf({ address: "b", azureSeconds: 20, start: 50, end: 51, needs: ["a"] }),
      spanOf({ address: "c", azureSeconds: 5, start: 70, end: 71 }),
    ];
    const { estimated } = timelineOf(spans, NO_NEEDS);
    expect(["a", "b", "c"].map((one) => placeOf(estimated, one))).toEqual([
      [0, 10],
      [10, 30],
      [0, 5],
    ]);
  });

  it("knows the instances of what is needed", () => {
    const spans = [
      spanOf({ address: "a[0]", azureSeconds: 10 }),
      spanOf({ address: 'a["x"]', azureSeconds: 30 }),
      spanOf({ address: "b[0]", azureSeconds: 1, needs: ["a"] }),
    ];
    expect(placeOf(timelineOf(spans, NO_NEEDS).estimated, "b[0]")).toEqual([30, 31]);
  });

  it("begins a stack behind all that it needs, and others beside it", () => {
    const spans = [
      spanOf({ stack: "dev", address: "d", azureSeconds: 7 }),
      spanOf({ stack: "prod", address: "p", azureSeconds: 9 }),
      spanOf({ stack: "dns", address: "z", azureSeconds: 5 }),
    ];
    const needs = new Map([
      ["dev", ["dns"]],
      ["prod", ["dns"]],
    ]);
    const { estimated } = timelineOf(spans, needs);
    expect(placeOf(estimated, "z")).toEqual([0, 5]);
    expect(placeOf(estimated, "d")).toEqual([5, 12]);
    expect(placeOf(estimated, "p")).toEqual([5, 14]);
  });

  it("ends for resources that need each other in a ring", () => {
    const spans = [spanOf({ address: "a", needs: ["b"] }), spanOf({ address: "b", needs: ["a"] })];
    expect(timelineOf(spans, NO_NEEDS).estimated).toHaveLength(2);
  });
});

describe("the critical path", () => {
  it("is what the last resource waited for longest, back to the start", () => {
    const spans = [
      spanOf({ address: "a", azureSeconds: 10 }),
      spanOf({ address: "b", azureSeconds: 3 }),
      spanOf({ address: "c", azureSeconds: 10, needs: ["a", "b"] }),
      spanOf({ address: "d", azureSeconds: 15 }),
    ];
    expect(criticalIn(timelineOf(spans, NO_NEEDS).estimated)).toEqual(["dev a", "dev c"]);
  });

  it("leads through the stacks that a stack needs", () => {
    const spans = [
      spanOf({ stack: "dns", address: "slow", azureSeconds: 9 }),
      spanOf({ stack: "dns", address: "quick", azureSeconds: 1 }),
      spanOf({ stack: "dev", address: "a", azureSeconds: 2, start: 2, end: 3 }),
    ];
    const { estimated } = timelineOf(spans, new Map([["dev", ["dns"]]]));
    expect(criticalIn(estimated)).toEqual(["dns slow", "dev a"]);
  });

  it("doesn't mix up resources of the same address in two stacks", () => {
    const spans = [
      spanOf({ stack: "dev", address: "a", azureSeconds: 50 }),
      spanOf({ stack: "prod", address: "a", azureSeconds: 1 }),
      spanOf({ stack: "prod", address: "b", azureSeconds: 60, needs: ["a"] }),
    ];
    expect(criticalIn(timelineOf(spans, NO_NEEDS).estimated)).toEqual(["prod a", "prod b"]);
  });

  it("adds up to the length of the whole", () => {
    const anySpans = fc.array(fc.tuple(fc.nat(100), fc.array(fc.nat(20), { maxLength: 3 })), {
      minLength: 1,
      maxLength: 15,
    });
    fc.assert(
      fc.property(anySpans, (given) => {
        const spans = given.map(([azureSeconds, needs], index) =>
          spanOf({
            address: `r.${index}`,
            azureSeconds,
            needs: needs.filter((one) => one < index).map((one) => `r.${one}`),
          }),
        );
        const { estimated } = timelineOf(spans, NO_NEEDS);
        const critical = estimated.filter((one) => one.critical);
        const sum = critical.reduce((seconds, { span }) => seconds + span.azureSeconds, 0);
        expect(sum).toBe(lengthOf(estimated));
      }),
    );
  });
});

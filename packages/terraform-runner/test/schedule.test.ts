import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inOrder } from "../src/schedule.js";

const always = () => true;
/** Lets everything go on that can. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe("inOrder", () => {
  it("does a thing after what it needs", async () => {
    const done: string[] = [];
    const needs = (thing: string) => (thing === "a" ? ["b", "c"] : thing === "b" ? ["c"] : []);
    const work = async (thing: string) => {
      await turn();
      done.push(thing);
    };
    await inOrder(["a", "b", "c"], { needs, most: 9, goOn: always, work });
    expect(done).toEqual(["c", "b", "a"]);
  });

  it("begins at once what needs nothing, in the order given, but not more than it may", async () => {
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const work = (thing: number) => {
      begun.push(thing);
      return new Promise<void>((resolve) => ends.push(resolve));
    };
    const all = inOrder([1, 2, 3], { needs: () => [], most: 2, goOn: always, work });
    expect(begun).toEqual([1, 2]);
    ends[1]?.();
    await turn();
    expect(begun).toEqual([1, 2, 3]);
    ends.forEach((end) => end());
    await all;
  });

  it("takes for done what isn't among the things", async () => {
    const done: string[] = [];
    const work = (thing: string) => Promise.resolve(void done.push(thing));
    await inOrder(["a"], { needs: () => ["elsewhere"], most: 1, goOn: always, work });
    expect(done).toEqual(["a"]);
  });

  it("begins a thing that is released before what it needs has ended", async () => {
    const begun: string[] = [];
    const work = async (thing: string, release: (other: string) => void) => {
      begun.push(thing);
      if (thing === "b") return;
      release("b");
      expect(begun).toEqual(["a", "b"]);
      await turn();
    };
    await inOrder(["a", "b"], { needs: (thing) => (thing === "b" ? ["a"] : []), most: 2, goOn: always, work });
    expect(begun).toEqual(["a", "b"]);
  });

  it("begins nothing more after a failure, and lets what was begun come to its end", async () => {
    const ended: string[] = [];
    const work = async (thing: string) => {
      if (thing === "a") throw new Error("a failed");
      await turn();
      ended.push(thing);
    };
    await expect(inOrder(["a", "b", "c"], { needs: () => [], most: 2, goOn: always, work })).rejects.toThrow(
      "a failed",
    );
    expect(ended).toEqual(["b"]);
  });

  it("begins nothing more when it isn't to go on", async () => {
    const done: string[] = [];
    const work = (thing: string) => Promise.resolve(void done.push(thing));
    await inOrder(["a", "b"], { needs: () => [], most: 1, goOn: () => done.length < 1, work });
    expect(done).toEqual(["a"]);
  });

  it("has nothing to do with nothing", async () => {
    await inOrder([], { needs: () => [], most: 1, goOn: always, work: () => Promise.reject(new Error("never")) });
  });

  it("does everything once, each after what it needs, however many at once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.nat(30), { maxLength: 4 }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        async (edges, most) => {
          const things = edges.map((_, index) => index);
          // Only what comes earlier, so that there are no rings.
          const needs = (thing: number) => (edges[thing] ?? []).filter((need) => need < thing);
          const ended: number[] = [];
          let underway = 0;
          const work = async (thing: number) => {
            underway += 1;
            expect(underway).toBeLessThanOrEqual(most);
            expect(ended).toEqual(expect.arrayContaining(needs(thing)));
            await turn();
            underway -= 1;
            ended.push(thing);
          };
          await inOrder(things, { needs, most, goOn: always, work });
          expect([...ended].sort((one, other) => one - other)).toEqual(things);
        },
      ),
      { numRuns: 50 },
    );
  });
});

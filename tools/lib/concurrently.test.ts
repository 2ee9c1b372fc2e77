import { describe, expect, it } from "vitest";
import { concurrently, oneAfterTheOther } from "./concurrently.mjs";

/** Work that knows how many of its kind run at once. */
function counted() {
  let running = 0;
  const seen = { most: 0 };
  const work = async (item: number) => {
    running += 1;
    seen.most = Math.max(seen.most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return item * 10;
  };
  return { work, seen };
}

describe("concurrently", () => {
  it("runs as many at once as allowed and keeps the order", async () => {
    const { work, seen } = counted();
    expect(await concurrently(2, [1, 2, 3, 4, 5], work)).toEqual([10, 20, 30, 40, 50]);
    expect(seen.most).toBe(2);
  });

  it("fails if one fails", async () => {
    await expect(concurrently(2, [1], () => Promise.reject(new Error("broken")))).rejects.toThrow("broken");
  });
});

describe("concurrently, where one fails", () => {
  it("ends after the others have", async () => {
    let ended = false;
    const work = async (item: string) => {
      if (item === "broken") throw new Error(item);
      await new Promise((resolve) => setImmediate(resolve));
      ended = true;
    };
    await expect(concurrently(2, ["broken", "slow"], work)).rejects.toThrow("broken");
    expect(ended).toBe(true);
  });
});

describe("oneAfterTheOther", () => {
  it("runs one at a time, also after one that failed", async () => {
    const { work, seen } = counted();
    const turn = oneAfterTheOther();
    const failed = turn(() => Promise.reject(new Error("broken")));
    const others = Promise.all([turn(() => work(1)), turn(() => work(2))]);
    await expect(failed).rejects.toThrow("broken");
    expect(await others).toEqual([10, 20]);
    expect(seen.most).toBe(1);
  });
});

import { describe, expect, it } from "vitest";
import { GrowingList } from "../src/internal.js";

describe("GrowingList", () => {
  it("calls back for its items in order, and for those that are added later", () => {
    const list = new GrowingList<string>();
    const [early, late]: [string[], string[]] = [[], []];
    list.forEach((item) => early.push(item));
    list.add("blob");
    list.add("dfs");
    list.forEach((item) => late.push(item));
    list.add("sqlServer");
    expect(early).toEqual(["blob", "dfs", "sqlServer"]);
    expect(late).toEqual(early);
  });
});

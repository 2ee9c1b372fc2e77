import { describe, expect, it } from "vitest";
import { select } from "../../src/deployment-test/selection.js";
import { modelOf, readingStacks } from "../support/model.js";

const namesOf = ({ stacks }: ReturnType<typeof select>) => stacks.map(({ name }) => name);

describe("select", () => {
  it("puts each stack after those whose state it reads", () => {
    const selection = select(readingStacks(), { only: undefined, given: undefined });
    expect(namesOf(selection)).toEqual(["dns", "dev"]);
    expect([...selection.needs]).toEqual([
      ["dns", []],
      ["dev", ["dns"]],
    ]);
  });

  it("lets independent stacks run in parallel", () => {
    const model = modelOf({ a: {}, b: {} });
    expect([...select(model, { only: undefined, given: undefined }).needs.values()]).toEqual([[], []]);
  });

  it("keeps the order in which stacks are given, one after the other", () => {
    const selection = select(modelOf({ a: {}, b: {}, c: {} }), { only: undefined, given: ["c", "a", "b"] });
    expect(namesOf(selection)).toEqual(["c", "a", "b"]);
    expect(selection.needs.get("b")).toEqual(["c", "a"]);
  });

  it("puts what is needed first, in whatever order it's given", () => {
    expect(namesOf(select(readingStacks(), { only: undefined, given: ["dev", "dns"] }))).toEqual(["dns", "dev"]);
  });

  it("selects what is asked for and what that needs", () => {
    expect(namesOf(select(readingStacks(), { only: ["dev"], given: undefined }))).toEqual(["dns", "dev"]);
    expect(namesOf(select(readingStacks(), { only: ["dns"], given: undefined }))).toEqual(["dns"]);
  });

  it("refuses a name that no stack has", () => {
    expect(() => select(readingStacks(), { only: ["prod"], given: undefined })).toThrow(
      "there is no stack prod; there are dns, dev",
    );
  });
});

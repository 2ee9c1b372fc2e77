import { describe, expect, it } from "vitest";
import { levelBetween, reaches, requiredLevel } from "./levels.mjs";

describe("the level that a change asks for", () => {
  it.each([
    ["break", "1.4.0", "major"],
    ["addition", "1.4.0", "minor"],
    ["fix", "1.4.0", "patch"],
    ["break", "0.4.0", "minor"],
    ["addition", "0.4.0", "patch"],
    ["fix", "0.4.0", "patch"],
  ] as const)("of a %s after %s is %s", (weight, released, level) => {
    expect(requiredLevel(weight, released)).toBe(level);
  });
});

describe("the level between two versions", () => {
  it.each([
    ["1.2.3", "2.0.0", "major"],
    ["1.2.3", "1.3.0", "minor"],
    ["1.2.3", "1.2.4", "patch"],
    ["1.2.3", "1.2.3", "none"],
    ["1.2.3", "1.3.0-next.2", "minor"],
    ["0.9.0", "1.0.0-next.0", "major"],
  ] as const)("of %s and %s is %s", (from, to, level) => {
    expect(levelBetween(from, to)).toBe(level);
  });
});

it("is reached by itself and by more", () => {
  expect(reaches("minor", "minor")).toBe(true);
  expect(reaches("major", "minor")).toBe(true);
  expect(reaches("patch", "minor")).toBe(false);
});

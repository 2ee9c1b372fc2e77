import { describe, expect, it } from "vitest";
import { minutes } from "../../src/report/minutes.js";

describe("minutes", () => {
  it.each([
    [0, "0.0 s"],
    [0.44, "0.4 s"],
    [9.94, "9.9 s"],
    [9.96, "10 s"],
    [59.4, "59 s"],
    [59.6, "1 min"],
    [200, "3 min 20 s"],
    [3599.4, "59 min 59 s"],
    [3600, "1 h"],
    [9480, "2 h 38 min"],
  ])("says of %d seconds %s", (seconds, text) => {
    expect(minutes(seconds)).toBe(text);
  });
});

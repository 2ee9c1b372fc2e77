import { describe, expect, it } from "vitest";
import { mayBeMajor } from "../src/rules/configuration.js";

describe("a version constraint", () => {
  it.each([
    ">= 1.5",
    "~> 1.5",
    "~> 1.5.0",
    "1.9.8",
    "= 1.0",
    ">= 0.15",
    "< 2.0",
    "< 1.6",
    "> 1.2, < 1.9",
    "<= 1",
    "!= 1.4.0",
    "",
    "~> 1",
  ])("%j takes a version 1", (constraint) => {
    expect(mayBeMajor(constraint, 1)).toBe(true);
  });

  it.each(["~> 0.12", "~> 0.12.0", "0.15.5", ">= 2.0", "< 1.0", "<= 0.15", "> 1.2, < 1.0.0", "~> 2.1", "~> 2"])(
    "%j takes none",
    (constraint) => {
      expect(mayBeMajor(constraint, 1)).toBe(false);
    },
  );
});

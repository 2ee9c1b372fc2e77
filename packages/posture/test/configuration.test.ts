import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { check } from "../src/index.js";
import { mayBeMajor } from "../src/rules/configuration.js";
import { TODAY } from "./support/found.js";

describe("a provider", () => {
  it.each([
    ["azurerm", "~> 2.99", false],
    ["azurerm", "~> 3.117", true],
    ["azurerm", "~> 4.0", true],
    ["azurerm", "~> 5.0", true],
    ["azurerm", "~> 6.0", false],
    ["azapi", "~> 1.15", true],
    ["azapi", "~> 2.0", true],
    ["azapi", "~> 3.0", false],
  ])("%s %s is supported: %s", (name, version, isSupported) => {
    const terraform = { required_providers: { [name]: { source: `any/${name}`, version } } };
    const { findings } = check(SynthModel.fromStacks({ dev: { terraform } }), { today: TODAY });
    expect(findings.some(({ rule }) => rule === "provider-version")).toBe(!isSupported);
  });
});

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
    "~> 0",
    "< 1.1",
    "< 1.0.1",
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

import { type App, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { everything } from "./all-options.js";

const app = (azurermMajor: 4 | 5): App => {
  const made = Testing.app();
  everything(made, azurermMajor);
  return made;
};

describe("governance with all options", () => {
  it.each([4, 5] as const)("hangs together without errors, for azurerm %d", (azurermMajor) => {
    expect(app(azurermMajor)).toHaveNoErrors();
  });

  it("is synthesized the same each time, without a subscription", () => {
    const text = () => Testing.synth(everything(Testing.app(), 4));
    expect(text()).toBe(text());
    expect(text()).not.toMatch(/\/subscriptions\/[0-9a-f]{8}-/);
  });
});

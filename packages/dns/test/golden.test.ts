import { type App, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { defaults, everything } from "./all-options.js";
import { synthesized } from "./fixture.js";

const build = (make: (app: App, azurermMajor: 4 | 5) => void, azurermMajor: 4 | 5) => {
  const app = Testing.app();
  make(app, azurermMajor);
  return synthesized(app);
};

const addresses = (stacks: ReturnType<typeof build>) =>
  Object.entries(stacks)
    .flatMap(([stack, { resource }]) =>
      Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${stack}/${type}.${name}`)),
    )
    .sort();

const allAddresses = (azurermMajor: 4 | 5) => ({
  defaults: addresses(build(defaults, azurermMajor)),
  everything: addresses(build(everything, azurermMajor)),
});

describe("Terraform addresses", () => {
  it("stay as they are: another address destroys a zone, and every name in it", async () => {
    await expect(`${JSON.stringify(allAddresses(4), null, 2)}\n`).toMatchFileSnapshot("golden/addresses.json");
  });

  it("are the same in azurerm 5", () => {
    expect(allAddresses(5)).toEqual(allAddresses(4));
  });
});

describe("what is synthesized", () => {
  it("is the same each time", () => {
    expect(JSON.stringify(build(everything, 4))).toBe(JSON.stringify(build(everything, 4)));
  });

  it("holds no literal subscription", () => {
    expect(JSON.stringify(build(everything, 4))).not.toMatch(/\/subscriptions\/[0-9a-f]{8}-/);
  });
});

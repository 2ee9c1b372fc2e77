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

describe("Terraform addresses", () => {
  it("are the same in azurerm 5", () => {
    for (const make of [defaults, everything]) expect(addresses(build(make, 5))).toEqual(addresses(build(make, 4)));
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

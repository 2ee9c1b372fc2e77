import { App, TerraformStack, Token } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UniqueRegistry } from "../src/internal.js";

const conflict = (first: string): never => {
  throw new Error(`reserved by ${first}`);
};

describe("UniqueRegistry", () => {
  it("reserves a key once, and names its owner", () => {
    const addresses = new UniqueRegistry();
    addresses.reserve(["10.1.1.20"], "stack/Vault", conflict);
    expect(() => addresses.reserve(["10.1.1.20"], "stack/Storage", conflict)).toThrow("reserved by stack/Vault");
  });

  it("refuses an owner its own key as well", () => {
    const addresses = new UniqueRegistry();
    addresses.reserve(["10.1.1.20"], "stack/Registry", conflict);
    addresses.reserve(["10.1.1.21"], "stack/Registry", conflict);
    expect(() => addresses.reserve(["10.1.1.21"], "stack/Registry", conflict)).toThrow("reserved by stack/Registry");
  });

  it("reserves all keys of a thing or none", () => {
    const targets = new UniqueRegistry();
    targets.reserve(["id"], "one", conflict);
    expect(() => targets.reserve(["path", "id"], "two", conflict)).toThrow("reserved by one");
    targets.reserve(["path"], "three", conflict);
  });

  it("ignores keys that only Terraform knows", () => {
    const addresses = new UniqueRegistry();
    for (const key of [Token.asString({ resolve: () => "10.1.1.20" }), "${var.address}"]) {
      addresses.reserve([key], "stack/Vault", conflict);
      addresses.reserve([key], "stack/Storage", conflict);
    }
  });

  it("is one for each construct and purpose", () => {
    const [app, stack] = [new App(), new TerraformStack(new App(), "stack")];
    UniqueRegistry.of(app, "computes").reserve(["a"], "one", conflict);
    UniqueRegistry.of(app, "endpoints").reserve(["a"], "one", conflict);
    UniqueRegistry.of(stack, "computes").reserve(["a"], "one", conflict);
    expect(() => UniqueRegistry.of(app, "computes").reserve(["a"], "two", conflict)).toThrow("reserved by one");
  });

  it("refuses exactly the keys that are repeated", () => {
    fc.assert(
      fc.property(fc.array(fc.ipV4(), { maxLength: 20 }), (given) => {
        const addresses = new UniqueRegistry();
        const refused = given.filter((address) => {
          try {
            addresses.reserve([address], "owner", conflict);
            return false;
          } catch {
            return true;
          }
        });
        expect(refused).toHaveLength(given.length - new Set(given).size);
      }),
    );
  });
});

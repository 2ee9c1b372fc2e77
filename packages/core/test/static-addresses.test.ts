import { Construct } from "constructs";
import { App, TerraformStack, Testing, Token } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { InvalidInputError, StaticAddresses } from "../src/index.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = new TerraformStack(Testing.app(), "stack");
});

describe("StaticAddresses", () => {
  it("gives an address away once, and says who has it", () => {
    const addresses = new StaticAddresses();
    addresses.claim(new Construct(stack, "Vault"), "privateIpAddress", "10.1.1.20");
    expect(() => addresses.claim(new Construct(stack, "Storage"), "privateIpAddress", "10.1.1.20")).toThrow(
      'stack/Storage.privateIpAddress: got "10.1.1.20"; allowed: an address of the subnet that is free; ' +
        "stack/Vault has this one; fix: use another one, or leave it out of one of the two and Azure takes a free one",
    );
  });

  it("gives a resource each address once as well", () => {
    const addresses = new StaticAddresses();
    const registry = new Construct(stack, "Registry");
    addresses.claim(registry, "privateIpAddress", "10.1.1.20");
    addresses.claim(registry, "privateIpAddress", "10.1.1.21");
    expect(() => addresses.claim(registry, "privateIpAddress", "10.1.1.21")).toThrow(InvalidInputError);
  });

  it("gives the same address away in another subnet", () => {
    const vault = new Construct(stack, "Vault");
    new StaticAddresses().claim(vault, "privateIpAddress", "10.1.1.20");
    new StaticAddresses().claim(vault, "privateIpAddress", "10.1.1.20");
  });

  it("does not judge addresses that only Terraform knows", () => {
    const addresses = new StaticAddresses();
    const address = Token.asString({ resolve: () => "${var.address}" });
    addresses.claim(new Construct(stack, "Vault"), "privateIpAddress", address);
    addresses.claim(new Construct(stack, "Storage"), "privateIpAddress", address);
  });

  it("refuses exactly the addresses that come again", () => {
    const nowhere = new Construct(new App(), "Nowhere");
    fc.assert(
      fc.property(fc.array(fc.ipV4(), { maxLength: 20 }), (given) => {
        const addresses = new StaticAddresses();
        const refused = given.filter((address) => {
          try {
            addresses.claim(nowhere, "privateIpAddress", address);
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

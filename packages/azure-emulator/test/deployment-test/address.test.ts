import { describe, expect, it } from "vitest";
import { withoutKeys } from "../../src/deployment-test/address.js";

describe("withoutKeys", () => {
  it.each([
    ["azurerm_subnet.pe", "azurerm_subnet.pe"],
    ["azurerm_subnet.pe[0]", "azurerm_subnet.pe"],
    ['azurerm_subnet.pe["a.b]"]', "azurerm_subnet.pe"],
    ['azurerm_subnet.pe["say \\"]\\" twice"]', "azurerm_subnet.pe"],
    ['module.net["dev"].azurerm_subnet.pe[1]', "module.net.azurerm_subnet.pe"],
  ])("makes of %s %s", (address, plain) => {
    expect(withoutKeys(address)).toBe(plain);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProductionName } from "../src/index.js";

describe("isProductionName", () => {
  it.each(["prod", "prd", "production", "live", "p", "PROD", "Production", "prod-eu", "weu_prod2", "mlProd", "prd01"])(
    "%s is production",
    (name) => {
      expect(isProductionName(name)).toBe(true);
    },
  );

  it.each(["dev", "dev2", "uat", "staging", "sandbox", "non-prod", "nonprod", "pre-prod", "preprod", "non_production"])(
    "%s is not production",
    (name) => {
      expect(isProductionName(name)).toBe(false);
    },
  );

  it.each(["nonproduction", "notprod", "preproduction", "noprd", "nonlive"])("%s is not production either", (name) => {
    expect(isProductionName(name)).toBe(false);
  });

  it.each(["blue", "product", "delivery", "alive", "", "2027", "prod-test", "dev-live"])(
    "%j says nothing, or contradicts itself",
    (name) => {
      expect(isProductionName(name)).toBeUndefined();
    },
  );

  it("does not depend on letter case or on the separator", () => {
    const word = fc.constantFrom("prod", "dev", "non", "weu", "team", "live", "test");
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const name = words.join("-");
        expect(isProductionName(words.join("_"))).toBe(isProductionName(name));
        expect(isProductionName(name.toUpperCase())).toBe(isProductionName(name));
      }),
    );
  });
});

import { describe, expect, it } from "vitest";
import * as catalog from "../src/index.js";

describe("the catalog", () => {
  it("changes only on purpose: every fact is in the golden file", async () => {
    const facts = Object.fromEntries(Object.entries(catalog).filter(([, value]) => typeof value !== "function"));
    const text = JSON.stringify(facts, (_, value: unknown) => (value instanceof RegExp ? String(value) : value), 2);
    await expect(`${text}\n`).toMatchFileSnapshot("golden/catalog.json");
  });

  it("is plain data, all of which survives JSON but the regular expressions", () => {
    const visit = (value: unknown): void => {
      if (typeof value !== "object" || value === null) expect(["string", "number", "boolean"]).toContain(typeof value);
      else if (!(value instanceof RegExp)) Object.values(value).forEach(visit);
    };
    Object.values(catalog)
      .filter((value) => typeof value !== "function")
      .forEach(visit);
  });
});

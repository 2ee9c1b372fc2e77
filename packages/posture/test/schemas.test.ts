import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { schemas } from "../src/schemas.js";

describe("the published schemas", () => {
  it.each(Object.entries(schemas()))(
    "%s is what the sources say; node scripts/schemas.mjs writes it",
    (name, schema) => {
      const text = readFileSync(join(import.meta.dirname, `../schema/${name}.schema.json`), "utf8");
      expect(JSON.parse(text)).toEqual(schema);
    },
  );
});

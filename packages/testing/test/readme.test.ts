import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { terraformMatchers } from "../src/index.js";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");

describe("the README", () => {
  it("shows the example that is run as a test here", () => {
    expect(read("../README.md").match(/```ts\n(.*?)```/s)?.[1]).toBe(read("readme.example.test.ts"));
  });

  it("lists every matcher", () => {
    const listed = [...read("../README.md").matchAll(/^\| `(to[A-Za-z]+)\(/gm)].map(([, name]) => name);
    expect(listed).toEqual(Object.keys(terraformMatchers));
  });
});

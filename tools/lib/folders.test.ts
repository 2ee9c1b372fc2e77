import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cacheFolder } from "./folders.mjs";

it("keeps what was built in the user's cache folder", () => {
  expect(cacheFolder({ XDG_CACHE_HOME: "/cache" })).toBe(join("/cache", "private-aml-constructs/terraform"));
  expect(cacheFolder({})).toBe(join(homedir(), ".cache/private-aml-constructs/terraform"));
});

import { describe, expect, it } from "vitest";
import { requireEtag } from "../../../src/emulator/arm/refusals.js";
import type { Request } from "../../../src/emulator/http.js";
import type { ArmResource } from "../../../src/index.js";

const there = { etag: '"1"' } as ArmResource;
const asked = (headers: Record<string, string>) => ({ headers }) as unknown as Request;

describe("A condition of a request", () => {
  it.each([
    ["no condition", {}, undefined],
    ["no condition", {}, there],
    ["an empty If-Match", { "if-match": "" }, undefined],
    ["the ETag of what is there", { "if-match": '"1"' }, there],
    ["anything being there", { "if-match": "*" }, there],
    ["nothing being there", { "if-none-match": "*" }, undefined],
  ])("is met by %s", (_, headers, existing) => {
    expect(() => requireEtag(existing, asked(headers))).not.toThrow();
  });

  it.each([
    ["another ETag", { "if-match": '"2"' }, there],
    ["an ETag where nothing is", { "if-match": '"1"' }, undefined],
    ["anything being there where nothing is", { "if-match": "*" }, undefined],
    ["nothing being there where something is", { "if-none-match": "*" }, there],
  ])("isn't met by %s", (_, headers, existing) => {
    expect(() => requireEtag(existing, asked(headers))).toThrow(
      expect.objectContaining({ status: 412, code: "PreconditionFailed" }),
    );
  });
});

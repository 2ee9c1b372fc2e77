import { describe, expect, it } from "vitest";
import { readPlannedChanges } from "../../src/terraform/planned-changes.js";

type Change = Record<string, unknown>;

const read = (change: Change, resource: object = {}) =>
  readPlannedChanges(JSON.stringify({ resource_changes: [{ address: "a.b", mode: "managed", change, ...resource }] }))
    .resources;

const existing = { before: { name: "x" }, after: { name: "x" }, after_unknown: {} };

describe("what a plan changes", () => {
  it.each([
    ["create", ["create"]],
    ["update", ["update"]],
    ["destroy", ["delete"]],
    ["forget", ["forget"]],
    ["replace", ["delete", "create"]],
    ["replace", ["create", "delete"]],
  ])("is to %s for %j", (action, actions) => {
    expect(read({ ...existing, actions })).toEqual([{ action, address: "a.b", changed: [] }]);
  });

  it("is nothing where nothing is done", () => {
    expect(read({ ...existing, actions: ["no-op"] })).toEqual([]);
  });

  it("is an import, or a move, where that is all", () => {
    expect(read({ ...existing, actions: ["no-op"], importing: { id: "x" } })).toMatchObject([{ action: "import" }]);
    expect(read({ ...existing, actions: ["no-op"] }, { previous_address: "a.c" })).toMatchObject([{ action: "move" }]);
  });

  it("is not what is only read", () => {
    expect(read({ ...existing, actions: ["read"] }, { mode: "data" })).toEqual([]);
  });

  it("names the arguments that change or will be known later, in order, without their values", () => {
    const changes = read({
      actions: ["update"],
      before: { tags: { a: "old" }, same: [1], gone: "old", body: {} },
      after: { tags: { a: "new" }, same: [1], body: {} },
      after_unknown: { etag: true, body: { key: [true] }, same: [false] },
    });
    expect(changes).toEqual([{ action: "update", address: "a.b", changed: ["body", "etag", "gone", "tags"] }]);
  });

  it("names outputs that change", () => {
    const outputs = { one: { actions: ["create"] }, two: { actions: ["no-op"] } };
    expect(readPlannedChanges(JSON.stringify({ output_changes: outputs }))).toEqual({
      resources: [],
      outputs: ["one"],
    });
  });
});

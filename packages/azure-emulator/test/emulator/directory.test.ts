import { describe, expect, it } from "vitest";
import { Directory } from "../../src/emulator/directory.js";
import { guidOf } from "../../src/emulator/guid.js";
import { VAULT } from "../support/platform.js";

describe("The directory", () => {
  it("knows who signs in, the same in every run", () => {
    const [one, other] = [new Directory("client"), new Directory("client")];
    expect(one.caller).toEqual(other.caller);
    expect(one.tenantId).toBe(other.tenantId);
    expect(one.get(one.caller.objectId.toUpperCase())).toBe(one.caller);
    expect(one.all()).toEqual([one.caller]);
  });

  it("gives every identity unique ids, the same for the same history", () => {
    const [one, other] = [new Directory("client"), new Directory("client")];
    const first = one.add(VAULT, 5);
    expect(first).toEqual(other.add(VAULT.toUpperCase(), 5) && { ...first, resourceId: VAULT });
    expect(one.add(VAULT, 6).objectId).not.toBe(first.objectId);
    expect(one.get(first.objectId)).toMatchObject({ resourceId: VAULT, createdAt: 5 });
  });

  it("forgets who is removed", () => {
    const directory = new Directory("client");
    const { objectId } = directory.add(VAULT, 0);
    directory.remove(objectId.toUpperCase());
    expect(directory.get(objectId)).toBeUndefined();
  });
});

describe("A GUID made of texts", () => {
  it("is one of version 5, the same for the same texts", () => {
    expect(guidOf("a", "b")).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(guidOf("a", "b")).toBe(guidOf("a", "b"));
    expect(guidOf("a", "b")).not.toBe(guidOf("ab"));
  });
});

import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/emulator/clock.js";
import { createWorld } from "../../src/emulator/world.js";
import { place } from "../support/place.js";
import { VAULT } from "../support/platform.js";

describe("What is soft-deleted", () => {
  it("is found in any casing, by its id and by its type, until it is removed", () => {
    const { softDeleted, ...world } = createWorld(new ManualClock(), {}, () => undefined);
    const resource = place({ softDeleted, ...world }, VAULT);
    softDeleted.add({ resource, deletedAt: 0, retentionDays: 7 });
    expect(softDeleted.get(VAULT.toUpperCase())?.resource).toBe(resource);
    expect(softDeleted.ofType("microsoft.keyvault/vaults")).toHaveLength(1);
    expect(softDeleted.ofType("Microsoft.Storage/storageAccounts")).toEqual([]);
    softDeleted.remove(VAULT.toUpperCase());
    expect(softDeleted.get(VAULT)).toBeUndefined();
    expect(softDeleted.all()).toEqual([]);
  });

  it("is there for its retention, counted from its deletion", () => {
    const clock = new ManualClock();
    const world = createWorld(clock, {}, () => undefined);
    clock.advance(1000);
    world.softDeleted.add({ resource: place(world, VAULT), deletedAt: clock.now(), retentionDays: 2 });
    clock.advance(2 * 24 * 3600 - 1);
    expect(world.softDeleted.all()).toHaveLength(1);
    clock.advance(1);
    expect(world.softDeleted.all()).toEqual([]);
    expect(world.softDeleted.get(VAULT)).toBeUndefined();
  });
});

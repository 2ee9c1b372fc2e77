import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/emulator/clock.js";
import { createEmulatorState } from "../../src/emulator/emulator-state.js";
import { place } from "../support/place.js";
import { VAULT } from "../support/platform.js";

describe("What is soft-deleted", () => {
  it("is found in any casing, by its id and by its type, until it is removed", () => {
    const { softDeleted, ...state } = createEmulatorState(new ManualClock(), {}, () => undefined);
    const resource = place({ softDeleted, ...state }, VAULT);
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
    const state = createEmulatorState(clock, {}, () => undefined);
    clock.advance(1000);
    state.softDeleted.add({ resource: place(state, VAULT), deletedAt: clock.now(), retentionDays: 2 });
    clock.advance(2 * 24 * 3600 - 1);
    expect(state.softDeleted.all()).toHaveLength(1);
    clock.advance(1);
    expect(state.softDeleted.all()).toEqual([]);
    expect(state.softDeleted.get(VAULT)).toBeUndefined();
  });
});

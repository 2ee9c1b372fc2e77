import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ManualClock } from "../../../src/emulator/clock.js";
import { createEmulatorState } from "../../../src/emulator/emulator-state.js";
import { place } from "../../support/place.js";
import { GROUP, idOf } from "../../support/sandbox.js";

const state = () => createEmulatorState(new ManualClock(), {}, () => undefined);
const NETWORK = idOf("Microsoft.Network/virtualNetworks", "vnet");

describe("The resources", () => {
  it("are found in any casing", () => {
    const { resources } = someResources();
    expect(resources.get(NETWORK.toUpperCase())?.id.name).toBe("vnet");
    expect(resources.get(undefined)).toBeUndefined();
  });

  it("know what is directly below one, and all that is below it, the deepest first", () => {
    const { resources } = someResources();
    const group = resources.get(GROUP)?.id;
    const names = (found: readonly { id: { name: string } }[]) => found.map(({ id }) => id.name);
    expect(names(resources.childrenOf(group))).toEqual(["vnet"]);
    expect(group && names(resources.below(group))).toEqual(["lock", "pe", "vm", "vnet"]);
    expect(names(resources.childrenOf(undefined))).toEqual([]);
  });

  it("are listed by their type", () => {
    const { resources } = someResources();
    expect(resources.ofType("microsoft.network/VIRTUALNETWORKS/subnets").map(({ id }) => id.name)).toEqual([
      "pe",
      "vm",
    ]);
  });

  it("are what was put and not deleted since", () => {
    const step = fc.record({ name: fc.constantFrom("a", "b", "A", "c", "d"), put: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const one = state();
        const expected = new Set<string>();
        for (const { name, put } of steps) {
          const resource = place(one, idOf("Contoso.Things/things", name));
          if (put) expected.add(name.toLowerCase());
          else {
            expected.delete(name.toLowerCase());
            one.resources.delete(resource.id);
          }
        }
        const left = one.resources.all().map(({ id }) => id.name.toLowerCase());
        expect(new Set(left)).toEqual(expected);
        expect(left).toHaveLength(expected.size);
        expect(one.resources.ofType("Contoso.Things/things")).toHaveLength(expected.size);
      }),
    );
  });
});

/** A group with a network of two subnets, one of them locked. */
function someResources() {
  const one = state();
  place(one, GROUP);
  place(one, NETWORK);
  place(one, `${NETWORK}/subnets/pe`);
  place(one, `${NETWORK}/subnets/vm`);
  place(one, `${NETWORK}/subnets/pe/providers/Microsoft.Authorization/locks/lock`);
  return one;
}

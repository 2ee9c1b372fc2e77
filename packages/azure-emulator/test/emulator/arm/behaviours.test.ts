import { describe, expect, it } from "vitest";
import { Behaviours } from "../../../src/emulator/arm/behaviours.js";
import { ArmId } from "@org/azure-catalog";
import type { ResourceProvider, ResourceType, Write } from "../../../src/emulator/arm/resource-type.js";
import type { Request } from "../../../src/emulator/http.js";
import type { EmulatorState } from "../../../src/emulator/emulator-state.js";
import { GROUP, idOf, SUBSCRIPTION } from "../../support/sandbox.js";

const THING = "Contoso.Things/things";
const state = {} as EmulatorState;
const request = {} as Request;
const id = ArmId.tryParse(idOf(THING, "one")) as ArmId;

function write(existing = false): Write {
  return {
    id,
    apiVersion: "",
    principal: "",
    existing: existing ? ({} as never) : undefined,
    body: { properties: {} },
  };
}

function provider(type: Partial<ResourceType>): ResourceProvider {
  return { namespace: "Contoso.Things", types: [{ type: THING, ...type }] };
}

describe("What is special about a type", () => {
  it("is found in any casing, and nothing is for a type that nobody describes", () => {
    const behaviours = new Behaviours([provider({ tracked: true })]);
    expect(behaviours.has("contoso.THINGS/things")).toBe(true);
    expect(behaviours.of("contoso.THINGS/things").tracked).toBe(true);
    expect(behaviours.has("Contoso.Things/parts")).toBe(false);
    expect(behaviours.of("Contoso.Things/parts")).toEqual({ type: "Contoso.Things/parts" });
  });
});

describe("The seconds of a write", () => {
  it("are what is usual for the type", () => {
    const behaviours = new Behaviours([provider({ latency: { create: 10, update: 5, delete: 3 } })]);
    expect(behaviours.secondsOf(write(), state)).toBe(10);
    expect(behaviours.secondsOf(write(true), state)).toBe(5);
    expect(behaviours.secondsOfDelete(THING)).toBe(3);
  });

  it("are what the write itself demands, before that", () => {
    const behaviours = new Behaviours([provider({ latency: { create: 10, update: 5 }, latencyOf: () => 60 })]);
    expect(behaviours.secondsOf(write(), state)).toBe(60);
    const undecided = new Behaviours([provider({ latency: { create: 10 }, latencyOf: () => undefined })]);
    expect(undecided.secondsOf(write(), state)).toBe(10);
  });

  it("are what was given for the type, before all", () => {
    const given = { "contoso.things/THINGS": { create: 1, delete: 2 } };
    const behaviours = new Behaviours([provider({ latency: { create: 10, update: 5 }, latencyOf: () => 60 })], given);
    expect(behaviours.secondsOf(write(), state)).toBe(1);
    expect(behaviours.secondsOf(write(true), state)).toBe(60);
    expect(behaviours.secondsOfDelete(THING)).toBe(2);
  });

  it("are empty without a description", () => {
    const behaviours = new Behaviours([]);
    expect(behaviours.secondsOf(write(), state)).toBe(0);
    expect(behaviours.secondsOfDelete(THING)).toBe(0);
  });
});

describe("An endpoint", () => {
  const behaviours = new Behaviours([
    {
      namespace: "Contoso.Things",
      types: [],
      endpoints: [
        {
          method: "GET",
          path: "locations/{location}/lost/{thing}",
          answer: (parameters) => ({ status: 200, body: parameters }),
        },
      ],
    },
    {
      namespace: "",
      types: [],
      endpoints: [{ method: "GET", path: "weather", answer: ({ scope }) => ({ status: 200, body: scope }) }],
    },
  ]);

  it("is found by its method and path, in any casing, and receives the values of its placeholders", () => {
    const path = `${GROUP}/providers/contoso.things/LOCATIONS/here/lost/One`;
    const called = behaviours.endpointFor("GET", path);
    expect(called?.id?.toString()).toBe(GROUP);
    expect(called?.answer(state, request)).toEqual({
      status: 200,
      body: { scope: GROUP, location: "here", thing: "One" },
    });
  });

  it("is not found by another method or path", () => {
    const path = `${SUBSCRIPTION}/providers/Contoso.Things/locations/here/lost`;
    expect(behaviours.endpointFor("GET", path)).toBeUndefined();
    expect(behaviours.endpointFor("POST", `${path}/one`)).toBeUndefined();
    expect(behaviours.endpointFor("GET", `${path}/one/more`)).toBeUndefined();
    expect(behaviours.endpointFor("GET", `${path}/one`.replace("Contoso.Things", "ContosoXThings"))).toBeUndefined();
  });

  it("of the tenant has no scope", () => {
    const called = behaviours.endpointFor("GET", "/weather");
    expect([called?.id, called?.answer(state, request)]).toEqual([undefined, { status: 200, body: "" }]);
  });
});

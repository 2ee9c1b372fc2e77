import { describe, expect, it } from "vitest";
import {
  notFound,
  requireFree,
  requireGroupKept,
  requireLocation,
  requireParent,
  requireUnlocked,
} from "../../../src/emulator/arm/refusals.js";
import { ArmId } from "@org/azure-catalog";
import { ManualClock } from "../../../src/emulator/clock.js";
import { createEmulatorState, type EmulatorState } from "../../../src/emulator/emulator-state.js";
import { place } from "../../support/place.js";
import { GROUP, idOf, SUBSCRIPTION } from "../../support/sandbox.js";

const THING = idOf("Contoso.Things/things", "one");
const PART = `${THING}/parts/left`;
const id = (text: string) => ArmId.tryParse(text) as ArmId;
const refusal = (status: number, code: string, message: string) => expect.objectContaining({ status, code, message });

function state(...ids: readonly string[]): EmulatorState {
  const made = createEmulatorState(new ManualClock(), {}, () => undefined);
  for (const one of ids) place(made, one);
  return made;
}

/** Begins an operation on a resource. */
function begin(where: EmulatorState, kind: "create" | "delete", target: string): string {
  const complete = () => undefined;
  return where.operations.begin({ kind, target: id(target), seconds: 60, locks: [id(target).key], complete }).name;
}

describe("A resource's parents", () => {
  const noGroup = refusal(404, "ResourceGroupNotFound", "Resource group 'rg' could not be found.");

  it("have to be there", () => {
    const noParent = refusal(
      404,
      "ParentResourceNotFound",
      `Failed to perform 'write' on resource(s) of type 'things/parts', because the parent resource '${THING}' could not be found.`,
    );
    expect(() => requireParent(id(PART), state(GROUP, THING), "write")).not.toThrow();
    expect(() => requireParent(id(PART), state(GROUP), "write")).toThrow(noParent);
    expect(() => requireParent(id(PART), state(), "write")).toThrow(noGroup);
    expect(() => requireParent(id(THING), state(), "write")).toThrow(noGroup);
  });

  it("may be a subscription, which always is, or nothing", () => {
    expect(() => requireParent(id(GROUP), state(), "write")).not.toThrow();
    expect(() => requireParent(id("/providers/Contoso.Things/things/one"), state(), "write")).not.toThrow();
  });
});

describe("A group that is being deleted", () => {
  it("takes nothing in", () => {
    const where = state(GROUP);
    expect(() => requireGroupKept(id(THING), where)).not.toThrow();
    begin(where, "delete", GROUP);
    const message = "The resource group 'rg' is in deprovisioning state and cannot perform this operation.";
    expect(() => requireGroupKept(id(THING), where)).toThrow(refusal(409, "ResourceGroupBeingDeleted", message));
    expect(() => requireGroupKept(id(SUBSCRIPTION), where)).not.toThrow();
  });

  it("is not one that is being created", () => {
    const where = state(GROUP);
    begin(where, "create", GROUP);
    expect(() => requireGroupKept(id(THING), where)).not.toThrow();
  });
});

describe("What another operation works on", () => {
  it("is held off, with where to look how far that is", () => {
    const where = state(GROUP, THING);
    const name = begin(where, "create", THING);
    const message = `Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: https://management.azure.com${SUBSCRIPTION}/providers/Contoso.Things/operationStatuses/${name}.`;
    expect(() => requireFree([id(THING).key], where)).toThrow(refusal(409, "AnotherOperationInProgress", message));
    expect(() => requireFree([id(PART).key], where)).not.toThrow();
  });
});

describe("A lock", () => {
  const LOCK = "providers/Microsoft.Authorization/locks/lock";

  function locked(scope: string, level: string): EmulatorState {
    const where = state(GROUP, THING, PART);
    place(where, `${scope}/${LOCK}`, { level });
    return where;
  }

  it.each([GROUP, THING, PART, SUBSCRIPTION])("on %s holds a resource off its deletion", (scope) => {
    const message = `The scope '${THING}' cannot perform delete operation because following scope(s) are locked: '${scope}'. Please remove the lock and try again.`;
    const where = locked(scope, "CanNotDelete");
    expect(() => requireUnlocked(id(THING), "delete", where)).toThrow(refusal(409, "ScopeLocked", message));
    expect(() => requireUnlocked(id(THING), "write", where)).not.toThrow();
  });

  it.each([
    [GROUP, true],
    [THING, true],
    [PART, false],
  ])("that is read-only, on %s, holds a resource off its change: %s", (scope, held) => {
    const attempt = expect(() => requireUnlocked(id(THING), "write", locked(scope, "ReadOnly")));
    if (held) attempt.toThrow("cannot perform write operation");
    else attempt.not.toThrow();
  });

  it("holds nothing beside it, and no lock", () => {
    const where = locked(THING, "ReadOnly");
    expect(() => requireUnlocked(id(`${THING}2`), "delete", where)).not.toThrow();
    for (const operation of ["write", "delete"] as const) {
      expect(() => requireUnlocked(id(`${THING}/${LOCK}`), operation, where)).not.toThrow();
    }
  });
});

describe("A location", () => {
  const body = (location?: string) => ({ properties: {}, ...(location === undefined ? {} : { location }) });

  it("has to be given where the type has one", () => {
    const missing = refusal(400, "LocationRequired", "The location property is required for this definition.");
    expect(() => requireLocation(id(THING), true, body(), undefined)).toThrow(missing);
    expect(() => requireLocation(id(THING), true, body("eastus"), undefined)).not.toThrow();
    expect(() => requireLocation(id(THING), false, body(), undefined)).not.toThrow();
  });

  it("stays, in whatever spelling", () => {
    const where = state();
    const existing = place(where, THING, {}, "Canada Central");
    const message =
      "The resource 'one' already exists in location 'Canada Central' in resource group 'rg'. A resource with the same name cannot be created in location 'eastus'. Please select a new resource name.";
    expect(() => requireLocation(id(THING), true, body("canadacentral"), existing)).not.toThrow();
    expect(() => requireLocation(id(THING), false, body(), existing)).not.toThrow();
    expect(() => requireLocation(id(THING), true, body("eastus"), existing)).toThrow(
      refusal(409, "InvalidResourceLocation", message),
    );
    expect(() => requireLocation(id(THING), true, body("eastus"), place(where, PART))).not.toThrow();
  });
});

describe("What isn't there", () => {
  it("is named by its group and its type, a group by itself, a tenant's resource by its type", () => {
    const words = (text: string) =>
      `The Resource 'Contoso.Things/things/one' under resource group '${text}' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix`;
    expect(notFound(id(THING))).toEqual(refusal(404, "ResourceNotFound", words("rg")));
    expect(notFound(id("/providers/Contoso.Things/things/one"))).toEqual(
      refusal(404, "ResourceNotFound", words("<null>")),
    );
    expect(notFound(id(GROUP))).toEqual(
      refusal(404, "ResourceGroupNotFound", "Resource group 'rg' could not be found."),
    );
  });
});

import { describe, expect, it } from "vitest";
import { isolationProblems } from "../../src/plans/isolation-changes.js";

const workspace = (isolationMode: string) => ({ properties: { managedNetwork: { isolationMode } } });

function problemsOf(before: unknown, after: unknown, type = "Microsoft.MachineLearningServices/workspaces@2025-12-01") {
  return isolationProblems("aml-dev", {
    resource_changes: [
      {
        address: "azapi_resource.Workspace",
        type: "azapi_resource",
        mode: "managed",
        change: {
          actions: ["update"],
          before: { type, body: before },
          after: { type, body: after },
          after_unknown: {},
        },
      },
    ],
  });
}

describe("a change of a deployed workspace's network", () => {
  it.each([
    ["AllowOnlyApprovedOutbound", "Disabled", "the managed network, which Azure never disables"],
    ["AllowInternetOutbound", "Disabled", "the managed network, which Azure never disables"],
    ["Disabled", "AllowOnlyApprovedOutbound", "your own virtual network: Azure adds no managed network"],
    ["AllowOnlyApprovedOutbound", "AllowInternetOutbound", "approved destinations only, which Azure doesn't relax"],
  ])("from %s to %s is rejected", (before, after, allowed) => {
    expect(problemsOf(workspace(before), workspace(after))).toEqual([
      {
        path: "aml-dev/azapi_resource.Workspace",
        value: `isolationMode ${before} -> ${after}`,
        allowed: expect.stringContaining(allowed),
        fix: "undo the change, or create another workspace and promote to it what you need",
      },
    ]);
  });

  it("is found in a body that azapi keeps as JSON", () => {
    const text = (mode: string) => JSON.stringify(workspace(mode));
    expect(problemsOf(text("AllowInternetOutbound"), text("Disabled"))).toHaveLength(1);
  });

  it("to fewer destinations is accepted, and so is a workspace or another resource without one", () => {
    expect(problemsOf(workspace("AllowInternetOutbound"), workspace("AllowOnlyApprovedOutbound"))).toEqual([]);
    expect(problemsOf(workspace("Disabled"), workspace("Disabled"))).toEqual([]);
    expect(problemsOf({ properties: {} }, {})).toEqual([]);
    expect(
      problemsOf(workspace("AllowInternetOutbound"), workspace("Disabled"), "Microsoft.Other/things@2025"),
    ).toEqual([]);
  });
});

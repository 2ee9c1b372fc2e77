import { describe, expect, it } from "vitest";
import { prove } from "../support/prove.js";
import type { SmallPlatform } from "../support/small-platform.js";

const proof = (change?: (platform: SmallPlatform) => void) => prove("order", change);

describe("order", () => {
  it("holds where gates stand between roles and what needs them", () => {
    const { holds, evidence } = proof();
    expect(holds).toBe(true);
    expect(evidence).toContain("mlwdev waits for 1 role behind 1 gate");
    expect(evidence).toContain(
      "rule Allow-dev waits for Azure AI Enterprise Network Connection Approver on mlrdev behind a gate",
    );
    expect(evidence).toContain("mlwprod is written by one after the other: Allow-prod, Allow-dev");
  });

  it("is refuted by a workspace that doesn't wait for its identity's role", () => {
    const { against } = proof(({ dev }) => void (dev["resource"].azapi_resource.workspace.depends_on = []));
    expect(against).toContain(
      "mlwdev can be created before id-workspace-dev has Storage Blob Data Contributor on stdev",
    );
  });

  it("is refuted by a workspace that waits for the role but not for its propagation", () => {
    const { against } = proof(({ dev }) => {
      dev["resource"].azapi_resource.workspace.depends_on = ["azurerm_role_assignment.storage"];
    });
    expect(against).toContain(
      "mlwdev can be created before id-workspace-dev has Storage Blob Data Contributor on stdev: it waits for the assignment, not for its propagation",
    );
  });

  it("is refuted by a gate that doesn't wait", () => {
    const { against } = proof(({ dev }) => void (dev["resource"].time_sleep.workspace.create_duration = "0s"));
    expect(against).toHaveLength(1);
  });

  it("is refuted by a compute that doesn't wait for its identity's role on the workspace's storage", () => {
    const { against, ways } = proof(({ dev }) => void (dev["resource"].azapi_resource.cluster.depends_on = []));
    expect(against).toEqual([
      "cluster-dev can be created before id-compute-dev has Storage Blob Data Contributor on stdev",
    ]);
    expect(ways).toEqual([["dev/azapi_resource.cluster", "dev/azurerm_role_assignment.compute"]]);
  });

  it("S0-OUT-06 is refuted by a rule whose endpoint nobody approves", () => {
    const { against } = proof(({ prod }) => {
      delete prod["resource"].azurerm_role_assignment.other_approver;
      prod["resource"].time_sleep.approver.depends_on = ["azurerm_role_assignment.approver"];
    });
    expect(against).toEqual([
      "nobody approves the endpoint of rule Allow-dev: the identity of mlwprod has no approver role on mlrdev",
    ]);
  });

  it("S0-OUT-06 is refuted by a rule that can be made before its approver role has propagated", () => {
    const { against } = proof(
      ({ prod }) => void (prod["resource"].azapi_resource.other_rule.depends_on = ["azapi_resource.rule.id"]),
    );
    expect(against).toEqual([]);
    const early = proof(({ dev }) => void (dev["resource"].azapi_resource.rule.depends_on = []));
    expect(early.against).toEqual([
      "rule Allow-dev of mlwdev can be made before Azure AI Enterprise Network Connection Approver on mlrdev has propagated, and its endpoint then stays pending",
    ]);
  });

  it("is refuted by writes of one workspace in no order", () => {
    const { against } = proof(({ dev }) => void (dev["resource"].azapi_resource.rule.depends_on = []));
    expect(against).toEqual([
      "rule Allow-dev of mlwdev can be made before Azure AI Enterprise Network Connection Approver on mlrdev has propagated, and its endpoint then stays pending",
    ]);
  });

  it("is refuted by writes of one workspace in no order", () => {
    const { against } = proof(({ prod }) => {
      prod["resource"].azapi_resource.other_rule.depends_on = ["time_sleep.approver"];
    });
    expect(against).toEqual([
      "mlwprod may be written by Allow-dev and Allow-prod at once: rules written in parallel remove each other",
    ]);
  });

  it("puts the update of a workspace into the order", () => {
    const { against } = proof(({ dev }) => {
      dev["resource"].azapi_update_resource = {
        build: {
          type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
          resource_id: "${azapi_resource.workspace.id}",
          body: { properties: { imageBuildCompute: "cluster" } },
        },
      };
    });
    expect(against).toEqual([
      "mlwdev may be written by build and Allow-dev at once: rules written in parallel remove each other",
    ]);
  });
});

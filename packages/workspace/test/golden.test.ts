import { synthesized } from "@org/aml-testing";
import { expect, it } from "vitest";
import { SmallPlatform, SOMEONE } from "./fixture.js";

it("keeps the Terraform addresses of a workspace with computes and rules", async () => {
  const platform = new SmallPlatform();
  const workspace = platform.workspace();
  workspace.addFqdnPreset("python");
  workspace.addComputeCluster("Cluster");
  workspace.addComputeInstance("Instance", {
    name: "ci-dev-anna",
    assignedUser: { objectId: SOMEONE, tenantId: SOMEONE },
  });
  const addresses = synthesized(platform)
    .resources()
    .filter(({ constructPath }) => constructPath?.startsWith("aml-dev/Workspace/"))
    .map(({ address }) => address)
    .sort();
  await expect(`${JSON.stringify(addresses, null, 2)}\n`).toMatchFileSnapshot("golden/addresses.json");
});

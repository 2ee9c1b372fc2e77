/** Shows that the deployment test detects what a workspace's data stores need: one thing is taken away at a time. */
import { describe, expect, it } from "vitest";
import type { DeploymentTestOptions } from "../../src/index.js";
import type { EditedStack } from "./edited-stack.js";
import { lateRole, waitOf } from "./environment.js";
import { experiment, SLOW } from "./experiment.js";

const LAKE_APPROVER = /\/Data-lake\/WorkspaceIdentity\/StorageAccountConnectionApprover\//;
const LAKE_WAIT = /\/Data-lake\/RolePropagation\//;
const APPROVE = "privateEndpointConnectionsApproval/action";

/** The example with data stores, limited to a lake with one datastore, after a change. */
function lake(edit: (dev: EditedStack) => unknown, options: Partial<DeploymentTestOptions> = {}) {
  return experiment(
    (dev) => {
      dev.keep([
        dev.one("azapi_resource", /\/Datastore-raw\/Resource$/),
        dev.one("azurerm_storage_container", /\/lake\/FileSystem-raw$/),
      ]);
      edit(dev);
    },
    { platform: "platformWithData", ...options },
  );
}

function ruleTo(dev: EditedStack, name: string): string {
  return dev.one("azapi_resource", new RegExp(`/OutboundRules/${name}$`));
}

describe.concurrent("A data lake of a workspace", () => {
  it("passes with everything in place, without a refused write (S3-DAT-01, S3-DAT-08)", async () => {
    const { report, refused } = await lake(() => undefined);
    expect(report.problems).toEqual([]);
    expect(report.unknown).toEqual([]);
    expect(refused).toBe(0);
  });

  it("fails without the approver role on it (S3-DAT-06)", { tags: "ci" }, async () => {
    const { problem } = await lake((dev) => {
      dev.impatient().remove(dev.one("azurerm_role_assignment", LAKE_APPROVER));
    });
    expect(problem).toContain(`Microsoft.Storage/storageAccounts/${APPROVE}`);
  });

  it("fails without the wait behind the approver role, and without the rule's retry", async () => {
    const { problem } = await lake(
      (dev) => {
        lateRole(dev, LAKE_APPROVER).withoutRetry(ruleTo(dev, "lake-blob"));
        dev.remove(waitOf(dev, LAKE_WAIT));
      },
      { speed: SLOW },
    );
    expect(problem).toContain(`Microsoft.Storage/storageAccounts/${APPROVE}`);
  });

  it("converges by retry without the wait behind the approver role, after writes that failed", async () => {
    const { report, refused } = await lake((dev) => lateRole(dev, LAKE_APPROVER).remove(waitOf(dev, LAKE_WAIT)), {
      speed: SLOW,
    });
    expect(report.problems).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  });

  it("is reported without the role with which the workspace reads it (S3-DAT-06)", async () => {
    const { problem } = await lake((dev) =>
      dev.remove(dev.one("azurerm_role_assignment", /\/Data-lake\/WorkspaceIdentity\/StorageBlobDataReader\//)),
    );
    expect(problem).toContain("has no role to read blobs of storage account");
  });

  it("is reported without the rule to dfs (S3-DAT-04)", async () => {
    const { problem } = await lake((dev) => dev.remove(ruleTo(dev, "lake-dfs")));
    expect(problem).toContain("has no active rule to dfs of storage account");
  });
});

describe.concurrent("A SQL database of a workspace", () => {
  it("fails without the approver role on its server (S3-DAT-06)", async () => {
    const { problem } = await experiment(
      (dev) => {
        dev.keep([dev.one("azapi_resource", /\/Datastore-sales\/Resource$/)]).impatient();
        dev.remove(
          dev.one("azurerm_role_assignment", /\/Data-sales\/WorkspaceIdentity\/SqlServerConnectionApprover\//),
        );
      },
      { platform: "platformWithData" },
    );
    expect(problem).toContain(`Microsoft.Sql/servers/${APPROVE}`);
  });
});

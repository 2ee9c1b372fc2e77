/** Shows that the deployment test detects what a workspace's data stores need: one thing is taken away at a time. */
import { describe, expect, it } from "vitest";
import type { AzureEmulator, DeploymentTestOptions } from "../../src/index.js";
import { requestTo } from "../support/request.js";
import { Deployment, DONE } from "./deployment.js";
import type { EditedStack } from "./edited-stack.js";
import { development, firstRule, lateRole, waitOf } from "./environment.js";
import { experiment, SLOW } from "./experiment.js";

const LAKE_APPROVER = /\/Data-lake\/WorkspaceIdentity\/StorageAccountConnectionApprover\//;
const LAKE_WAIT = /\/Data-lake\/RolePropagation\//;
const APPROVE = "privateEndpointConnectionsApproval/action";
const COMPUTES = /\/ComputeIdentity\/Resource$/;
const WORKSPACE = /\/Workspace\/Identity\/Resource$/;

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

describe.concurrent("A data lake that the studio previews", () => {
  const READER = /\/Data-lake\/EndpointReader-/;
  const preview = (edit: (dev: EditedStack) => unknown) =>
    experiment(
      (dev) => {
        dev.keep([
          dev.one("azapi_resource", /\/Datastore-raw\/Resource$/),
          dev.one("azurerm_storage_container", /\/lake\/FileSystem-raw$/),
          ...dev.find("azurerm_private_endpoint"),
          ...dev.find("azurerm_role_assignment", READER),
        ]);
        edit(dev);
      },
      { platform: "platformWithData", kept: /\/Data-lake\/|\/Workspace\/Endpoint\// },
    );

  it("passes with everything in place, with its private endpoints and that of the workspace", async () => {
    const { report } = await preview((dev) => {
      expect(dev.find("azurerm_private_endpoint")).toHaveLength(3);
      expect(dev.find("azurerm_role_assignment", READER)).toHaveLength(2);
    });
    expect(report.problems).toEqual([]);
    expect(report.unknown).toEqual([]);
  });

  it.each(["blob", "dfs"])("is reported without the role on its private endpoint to %s", async (subResource) => {
    const { problem } = await preview((dev) =>
      dev.remove(dev.one("azurerm_role_assignment", new RegExp(`/Data-lake/EndpointReader-${subResource}/`))),
    );
    expect(problem).toMatch(new RegExp(`has no role to read private endpoint \\w+${subResource} of storage account`));
  });
});

describe.concurrent("A data lake that jobs write to", () => {
  /**
   * The statuses with which the storage service answers the identities of the computes and of the workspace, which write
   * to the lake as soon as the datastore is deployed. The role of the computes is assigned only after the rules, so that
   * no time passes between the two.
   */
  async function writesAfter(edit: (dev: EditedStack) => unknown): Promise<readonly number[]> {
    const dev = development("platformWithData");
    dev.keep([
      dev.one("azapi_resource", /\/Datastore-curated\/Resource$/),
      dev.one("azurerm_storage_container", /\/lake\/FileSystem-curated$/),
    ]);
    const writer = dev.one("azurerm_role_assignment", /\/Data-lake\/ComputeIdentity-Write\//);
    dev.after(writer, ruleTo(dev, "lake-dfs"));
    edit(dev);
    const options = { speed: SLOW, failureModes: { "role-propagation": 85 } };
    return requestsFrom([COMPUTES, WORKSPACE], dev, options, "PUT", "curated/features.csv?resource=file");
  }

  const withoutRole = (identity: string) =>
    writesAfter((dev) =>
      dev.remove(dev.one("azurerm_role_assignment", new RegExp(`/Data-lake/${identity}-Write/StorageBlobData`))),
    );

  it("is written to as soon as it is deployed (S3-DAT-06)", async () => {
    expect(await writesAfter(() => undefined)).toEqual([201, 201]);
  });

  it("refuses writes right after an apply without the wait behind the role to write", async () => {
    const [computes] = await writesAfter((dev) => dev.remove(waitOf(dev, /\/Data-lake\/WritePropagation\//)));
    expect(computes).toBe(403);
  });

  it("refuses writes without the role of the computes' identity", async () => {
    expect(await withoutRole("ComputeIdentity")).toEqual([403, 201]);
  });

  it("refuses writes without the role of the workspace's identity", async () => {
    expect(await withoutRole("WorkspaceIdentity")).toEqual([201, 403]);
  });
});

describe.concurrent("A data lake that jobs read", () => {
  /** The status with which the storage service answers the identity of the computes, which lists the lake. */
  async function readsAfter(edit: (dev: EditedStack) => unknown): Promise<number> {
    const dev = development("platformWithData");
    dev.keep([
      dev.one("azapi_resource", /\/Datastore-raw\/Resource$/),
      dev.one("azurerm_storage_container", /\/lake\/FileSystem-raw$/),
    ]);
    edit(dev);
    const [status = 0] = await requestsFrom([COMPUTES], dev, {}, "GET", "raw?resource=filesystem&recursive=false");
    return status;
  }

  it("is read once it is deployed (S3-DAT-06)", async () => {
    expect(await readsAfter(() => undefined)).toBe(200);
  });

  it("refuses reads without the role of the computes' identity", async () => {
    const reader = /\/Data-lake\/ComputeIdentity\/StorageBlobDataReader\//;
    expect(await readsAfter((dev) => dev.remove(dev.one("azurerm_role_assignment", reader)))).toBe(403);
  });
});

describe.concurrent("A data lake that serverless Spark reads", () => {
  const spark = (edit: (dev: EditedStack) => unknown) =>
    experiment(
      (dev) => {
        firstRule(dev, ruleTo(dev, "collected-blob"));
        dev.keep([dev.one("azapi_resource_action", /\/Spark\.Network$/), ruleTo(dev, "collected-dfs")]);
        edit(dev);
      },
      { platform: "platformWithData" },
    );

  it("passes in a managed network that is provisioned for Spark (S3-DAT-04)", async () => {
    const { report, refused } = await spark(() => undefined);
    expect(report.problems).toEqual([]);
    expect(refused).toBe(0);
  });

  it("is reported in one that isn't", async () => {
    const { problem } = await spark((dev) => dev.remove(dev.one("azapi_resource_action", /\/Spark\.Network$/)));
    expect(problem).toContain("is Inactive for serverless Spark");
  });
});

describe.concurrent("A SQL database of a workspace", () => {
  const APPROVER = /\/Data-sales\/WorkspaceIdentity\/SqlServerConnectionApprover\//;
  const WAIT = /\/Data-sales\/RolePropagation\//;
  const sql = (edit: (dev: EditedStack) => unknown, options: Partial<DeploymentTestOptions> = {}) =>
    experiment(
      (dev) => {
        firstRule(dev, ruleTo(dev, "sales-sqlServer"));
        dev.keep([
          dev.one("azapi_resource", /\/Datastore-sales\/Resource$/),
          dev.one("azurerm_mssql_database", /\/sales\/Database$/),
        ]);
        edit(dev);
      },
      { platform: "platformWithData", ...options },
    );

  it("passes with everything in place, without a refused write (S3-DAT-03)", async () => {
    const { report, refused } = await sql(() => undefined);
    expect(report.problems).toEqual([]);
    expect(report.unknown).toEqual([]);
    expect(refused).toBe(0);
  });

  it("fails without the approver role on its server (S3-DAT-06)", async () => {
    const { problem } = await sql((dev) => dev.impatient().remove(dev.one("azurerm_role_assignment", APPROVER)));
    expect(problem).toContain(`Microsoft.Sql/servers/${APPROVE}`);
  });

  it("fails without the wait behind the approver role, and without the rule's retry", async () => {
    const { problem } = await sql(
      (dev) => {
        lateRole(dev, APPROVER).withoutRetry(ruleTo(dev, "sales-sqlServer"));
        dev.remove(waitOf(dev, WAIT));
      },
      { speed: SLOW },
    );
    expect(problem).toContain(`Microsoft.Sql/servers/${APPROVE}`);
  });

  it("converges by retry without the wait behind the approver role, after writes that failed", async () => {
    const { report, refused } = await sql((dev) => lateRole(dev, APPROVER).remove(waitOf(dev, WAIT)), { speed: SLOW });
    expect(report.problems).toEqual([]);
    expect(refused).toBeGreaterThan(0);
  });

  it("is reported without the rule to its server (S3-DAT-04)", async () => {
    const { problem } = await sql((dev) => dev.remove(ruleTo(dev, "sales-sqlServer")));
    expect(problem).toContain("has no active rule to sqlServer of SQL server");
  });
});

/** Sends a request to the deployed lake as each of the identities, and returns the statuses. */
async function requestsFrom(
  identities: readonly RegExp[],
  dev: EditedStack,
  options: Partial<DeploymentTestOptions>,
  method: string,
  path: string,
): Promise<readonly number[]> {
  const account = dev.one("azurerm_storage_account", /\/lake\/Account\/Resource$/);
  const url = `https://${String(dev.block(account)["name"])}.dfs.core.windows.net/${path}`;
  const statuses: number[] = [];
  await Deployment.use(dev, options, async (deployment) => {
    expect(await deployment.apply()).toMatchObject(DONE);
    for (const identity of identities) {
      const { name } = dev.block(dev.one("azurerm_user_assigned_identity", identity));
      statuses.push(await requestAs(deployment.azure, String(name), method, url));
    }
  });
  return statuses;
}

/** Sends a request as an identity, inside the network, and returns the status. */
async function requestAs(azure: AzureEmulator, identity: string, method: string, url: string): Promise<number> {
  const clientId = azure.resources.find(({ id }) => id.name === identity)?.body.properties["clientId"];
  const send = (verb: string, to: string, text = "", headers = {}) =>
    azure.answer({ ...requestTo(verb, to), inside: true, text, headers });
  const form = { client_id: String(clientId), client_assertion: "emulator", grant_type: "client_credentials" };
  const signIn = await send(
    "POST",
    `https://login.microsoftonline.com/${azure.identity.tenantId}/oauth2/v2.0/token`,
    String(new URLSearchParams(form)),
  );
  const { access_token: token } = (signIn as { body: { access_token: string } }).body;
  return (await send(method, url, "", { authorization: `Bearer ${token}` }))?.status ?? 0;
}

import { describe, expect, it } from "vitest";
import { environmentDiagram } from "../src/report/html/topology-diagrams.js";
import { broken, found, reportOf } from "./support/found.js";
import type { SmallPlatform, Stack } from "./support/small-platform.js";
import { withStores } from "./support/stores.js";

const stores =
  (change: (resource: Stack) => unknown = () => undefined) =>
  (platform: SmallPlatform): void =>
    void change(withStores(platform));

describe("A workspace with a data lake and a SQL database", () => {
  const report = reportOf(stores());

  it("passes every rule (S3-DAT-01, S3-DAT-03)", () => {
    expect(report.findings).toEqual([]);
  });

  it("reaches them by its rules, which the egress check lists (S3-DAT-04)", () => {
    const egress = report.checks.find(({ id }) => id === "egress");
    expect(egress?.outcome).toBe("satisfied");
    const [evidence = ""] = (egress?.evidence ?? []).map(({ text }) => text).filter((text) => text.includes("mlwdev"));
    for (const rule of ["stlakedev (blob)", "stlakedev (dfs)", "sqldev (sqlServer)"]) expect(evidence).toContain(rule);
  });

  it("is drawn with them, and the rules lead to them", () => {
    const workspace = report.topology.workspaces.find(({ name }) => name === "mlwdev");
    expect(workspace?.datastores).toMatchObject([
      { name: "raw", kind: "data lake", store: "stlakedev", environment: "dev" },
      { name: "features", kind: "SQL database", store: "sqldev", environment: "dev" },
    ]);
    const diagram = environmentDiagram(report, "dev");
    const box = diagram?.boxes.find(({ lines }) => lines[0] === "stlakedev");
    expect(box).toMatchObject({ kind: "store", lines: ["stlakedev", "data lake: raw"] });
    const leading = diagram?.lines.filter(({ to }) => to === box?.id).map(({ label }) => label);
    expect(leading).toEqual(["lake-blob", "lake-dfs"]);
  });

  it("is drawn with a store that its datastore names by a literal, and needs the rule to it", () => {
    const literal = (change: (resource: Stack) => unknown) =>
      stores((resource) => {
        resource["azapi_resource"].features.body.properties.contents.serverName = "SqlDev";
        change(resource);
      });
    const report = reportOf(literal(() => undefined));
    expect(report.findings).toEqual([]);
    expect(report.topology.workspaces[0]?.datastores[1]).toMatchObject({ name: "features", store: "sqldev" });
    const missing = found(literal((resource) => delete resource["azapi_resource"].sql));
    expect(missing).toMatchObject([
      { rule: "ml-datastore-rule-missing", message: expect.stringContaining("no outbound rule for sqlServer") },
    ]);
  });

  describe("of which one exists already", () => {
    const id = (name: string) =>
      `/subscriptions/s/resourceGroups/rg-orders/providers/Microsoft.Storage/storageAccounts/${name}`;
    const existing = (target: string) =>
      stores(({ azapi_resource: { raw, lake_dfs } }) => {
        raw.body.properties.datastoreType = "AzureBlob";
        raw.body.properties.accountName = "storders";
        lake_dfs.body.properties.destination = { serviceResourceId: target, subresourceTarget: "blob" };
      });

    it("needs a rule to it, too", () => {
      const missing = (target: string) =>
        found(existing(target)).filter(({ rule }) => rule === "ml-datastore-rule-missing");
      expect(missing(id("stOrders"))).toEqual([]);
      expect(missing("${var.password}")).toEqual([]);
      expect(missing(id("stother"))).toMatchObject([{ message: expect.stringContaining("is on storders") }]);
    });

    it("is drawn with it, and the rule leads to it", () => {
      const diagram = environmentDiagram(reportOf(existing(id("storders"))), "dev");
      const box = diagram?.boxes.find(({ lines }) => lines[0] === "storders");
      expect(box).toMatchObject({ kind: "store", lines: ["storders", "blob container: raw"] });
      expect(diagram?.lines.find(({ to }) => to === box?.id)).toMatchObject({ label: "lake-dfs" });
    });
  });

  it("is drawn with the data in its own account, to which no rule leads", () => {
    const { topology } = reportOf(
      stores(({ azapi_resource: { raw } }) => {
        raw.body.properties = {
          datastoreType: "AzureBlob",
          accountName: "${azurerm_storage_account.main.name}",
          containerName: "models",
          credentials: { credentialsType: "None" },
        };
      }),
    );
    expect(topology.workspaces[0]?.datastores[0]).toMatchObject({ kind: "blob container", store: "stdev" });
  });
});

describe("The egress check", () => {
  it("knows the sub-resource of a SQL server", () => {
    const wrong = stores(({ azapi_resource: { sql } }) => {
      sql.body.properties.destination.subresourceTarget = "blob";
    });
    const findings = found(wrong).filter(({ rule }) => rule === "check-egress");
    expect(findings.map(({ message }) => message).join()).toContain("names blob");
  });
});

describe("A SQL server", () => {
  it("of azapi has the same rules, with Azure's defaults", () => {
    const open = stores((resource) => {
      const { name, tags, location } = resource["azurerm_mssql_server"].data as Stack;
      resource["azurerm_mssql_server"].data.name = "other";
      resource["azapi_resource"].server = {
        type: "Microsoft.Sql/servers@2023-08-01",
        name,
        parent_id: "${azurerm_resource_group.main.id}",
        location,
        tags,
        body: { properties: { administrators: { azureADOnlyAuthentication: true } } },
      };
    });
    expect(broken(open)).toEqual(
      expect.arrayContaining(["private-endpoint-missing", "sql-auditing", "sql-public-access", "sql-tls"]),
    );
    expect(broken(open)).not.toContain("sql-entra-only");
  });

  it("isn't audited by a policy that is off, and undecided by one that isn't known", () => {
    const policy = (enabled: unknown) =>
      found(stores((resource) => (resource["azurerm_mssql_server_extended_auditing_policy"].data.enabled = enabled)));
    expect(policy(false)).toMatchObject([
      { rule: "sql-auditing", message: expect.stringContaining("enabled is false") },
    ]);
    expect(policy("${var.password}")).toMatchObject([{ rule: "sql-auditing", state: "undecided" }]);
  });

  it("isn't audited by a policy that sends the events nowhere", () => {
    const policy = (over: Stack) =>
      found(stores((resource) => Object.assign(resource["azurerm_mssql_server_extended_auditing_policy"].data, over)));
    const toStorage = { storage_endpoint: "https://staudit.blob.core.windows.net/" };
    expect(policy({ log_monitoring_enabled: false })).toMatchObject([
      { rule: "sql-auditing", message: expect.stringContaining("neither to Azure Monitor nor to a storage account") },
    ]);
    expect(policy({ log_monitoring_enabled: false, ...toStorage })).toEqual([]);
  });
});

describe("A datastore of azurerm", () => {
  it("is on the account of its container", () => {
    const azurerm = stores((resource) => {
      resource["azurerm_storage_container"] = {
        raw: { name: "raw", storage_account_id: "${azurerm_storage_account.lake.id}" },
      };
      resource["azurerm_machine_learning_datastore_datalake_gen2"] = {
        curated: {
          name: "curated",
          workspace_id: "${azapi_resource.workspace.id}",
          storage_container_id: "${azurerm_storage_container.raw.id}",
          client_secret: "${var.password}",
        },
      };
      delete resource["azapi_resource"].raw;
      delete resource["azapi_resource"].lake_dfs;
      resource["azapi_resource"].sql.depends_on = ["time_sleep.stores", "azapi_resource.lake_blob"];
    });
    const messages = found(azurerm).map(({ rule, message }) => [rule, message]);
    expect(messages).toContainEqual([
      "ml-datastore-rule-missing",
      expect.stringMatching(/is on stlakedev, to which the workspace has no outbound rule for dfs/),
    ]);
    expect(messages).toContainEqual(["ml-datastore-credentials", expect.stringContaining("client_secret")]);
  });
});

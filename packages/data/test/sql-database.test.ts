import { ManagedIdentity, Principal } from "@org/aml-rbac";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { PlatformSubnet } from "@org/aml-network";
import { CustomerManagedKey } from "@org/aml-workspace";
import { App, TerraformOutput } from "cdktf";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { SqlDatabase, type SqlDatabaseProps } from "../src/index.js";
import { at, DATASTORES, OUTBOUND_RULES, rolesBelow, SmallPlatform, SOMEONE } from "./fixture.js";

const SERVER = `/subscriptions/${SOMEONE}/resourceGroups/rg-sales/providers/Microsoft.Sql/servers/sql-sales`;
const administrator = { loginName: "database administrators", objectId: SOMEONE };

function databaseIn(platform: SmallPlatform, props: Partial<SqlDatabaseProps> = {}): SqlDatabase {
  return new SqlDatabase(platform, "Sales", { ...platform.common, administrator, ...props });
}

function databaseWith(props: Partial<SqlDatabaseProps> = {}, environment = "dev"): SynthModel {
  const platform = new SmallPlatform(environment);
  databaseIn(platform, props);
  return synthesized(platform);
}

describe("SqlDatabase", () => {
  let model: SynthModel;

  beforeAll(() => {
    model = databaseWith();
  });

  it("is on a private server that accepts Entra identities only (S3-DAT-03)", () => {
    expect(model).toHaveResource("azurerm_mssql_server", {
      name: "sql-aml-sales-dev-cc-01",
      version: "12.0",
      minimum_tls_version: "1.2",
      public_network_access_enabled: false,
      azuread_administrator: {
        login_username: "database administrators",
        object_id: SOMEONE,
        azuread_authentication_only: true,
      },
    });
    expect(at(model, "Sales/Server").get("administrator_login")).toBeUndefined();
  });

  it("has a small SKU, backups in the region, and restores to any point of the last 7 days (S3-DAT-03)", () => {
    expect(model).toHaveResource("azurerm_mssql_database", {
      name: "sales",
      sku_name: "S0",
      storage_account_type: "Local",
      short_term_retention_policy: { retention_days: 7 },
    });
  });

  it("has a private endpoint, registered in the zone of databases (S3-DAT-05)", () => {
    const endpoint = at(model, "Sales/Endpoint-sqlServer/Resource");
    expect(endpoint.get("name")).toBe("pesql-aml-sales-dev-cc-01sqlServer");
    expect(endpoint).toDependOn(at(model, "Network/PrivateDnsLinks/sql"));
  });

  it("audits the server, and sends logs and metrics of the database", () => {
    expect(model).toHaveResource("azurerm_mssql_server_extended_auditing_policy", { log_monitoring_enabled: true });
    expect(at(model, "Sales/AuditDiagnostics/Resource").get("target_resource_id")).toMatch(/\/databases\/master$/);
    expect(at(model, "Sales/Diagnostics/Resource").get("enabled_log")).toContainEqual({ category: "Errors" });
  });

  it("takes a SKU, a size, redundancy and backups (S3-DAT-03)", () => {
    const recovery = { pointInTimeRestoreDays: 35, weeklyRetention: "P4W", yearlyRetention: "P5Y", weekOfYear: 1 };
    const serverless = { skuName: "GP_S_Gen5_1", minCapacity: 0.5 };
    expect(
      databaseWith({ ...serverless, recovery, maxSizeGb: 32, zoneRedundant: true, backupStorage: "Geo" }),
    ).toHaveResource("azurerm_mssql_database", {
      sku_name: "GP_S_Gen5_1",
      auto_pause_delay_in_minutes: -1,
      min_capacity: 0.5,
      max_size_gb: 32,
      zone_redundant: true,
      storage_account_type: "Geo",
      short_term_retention_policy: { retention_days: 35 },
      long_term_retention_policy: { weekly_retention: "P4W", yearly_retention: "P5Y", week_of_year: 1 },
    });
    expect(() => databaseWith({ recovery: { pointInTimeRestoreDays: 36 } })).toThrow(
      "a whole number of days from 1 to 35",
    );
    expect(() => databaseWith({ recovery: { yearlyRetention: "P5Y" } })).toThrow("set weekOfYear to 1");
  });

  it("pauses where it can: a serverless one, after an hour, unless backups are kept (S3-DAT-03)", () => {
    const pause = (props: Partial<SqlDatabaseProps>) =>
      at(databaseWith(props), "Sales/Database").get("auto_pause_delay_in_minutes");
    expect(pause({ skuName: "GP_S_Gen5_1" })).toBe(60);
    expect(pause({ skuName: "GP_S_Gen5_1", recovery: { weeklyRetention: "P4W" } })).toBe(-1);
    expect(pause({})).toBeUndefined();
  });

  it.each<[string, object, string]>([
    ["a pool that it isn't in", { skuName: "ElasticPool" }, 'skuName: got "ElasticPool"'],
    [
      "a size that the SKU doesn't have",
      { maxSizeGb: 32 },
      "maxSizeGb: got 32; allowed: one of the sizes of the SKU S0",
    ],
    [
      "backups that the SKU doesn't keep",
      { skuName: "Basic", recovery: { pointInTimeRestoreDays: 14 } },
      "recovery.pointInTimeRestoreDays: got 14; allowed: a whole number of days from 1 to 7",
    ],
    [
      "a redundancy that Azure doesn't have",
      { backupStorage: "GRS" },
      'backupStorage: got "GRS"; allowed: Local, Zone, Geo, GeoZone',
    ],
    [
      "an administrator without a name",
      { administrator: { loginName: "", objectId: SOMEONE } },
      'administrator.loginName: got ""',
    ],
    [
      "a tenant that isn't a GUID",
      { administrator: { ...administrator, tenantId: "contoso" } },
      "administrator.tenantId",
    ],
    [
      "a login that Azure reserves",
      { sqlAuthentication: { administratorLogin: "sa", administratorLoginPassword: "${var.password}" } },
      'sqlAuthentication.administratorLogin: got "sa"',
    ],
    [
      "a version that isn't a whole number",
      {
        sqlAuthentication: {
          administratorLogin: "platform",
          administratorLoginPassword: "${var.password}",
          passwordVersion: 1.5,
        },
      },
      "sqlAuthentication.passwordVersion: got 1.5; allowed: a whole number from 1 to 1000000",
    ],
    ["an address without a list", { ipAllowlist: "203.0.113.7" }, 'ipAllowlist: got "203.0.113.7"; allowed: a list'],
    [
      "an address that is there twice",
      { publicNetworkAccess: "SelectedNetworks", ipAllowlist: ["203.0.113.7", "203.0.113.7"] },
      'ipAllowlist: got "203.0.113.7"; allowed: each network once',
    ],
  ])("fails on %s", (_, props, text) => {
    expect(() => databaseIn(new SmallPlatform(), props)).toThrow(text);
  });

  it("fails on a grant to nobody", () => {
    expect(() => databaseIn(new SmallPlatform()).grantRead(undefined as never)).toThrow(
      "Sales.grant: got nothing; allowed: a principal as the first argument",
    );
  });

  it("fails on a SKU that Azure doesn't have, and takes one that only Terraform knows", () => {
    expect(() => databaseWith({ skuName: "Huge" })).toThrow(
      /Sales\.skuName: got "Huge"; allowed: a service objective of a single database: Basic, S0 to S12.*; fix: use S0/,
    );
    expect(databaseWith({ skuName: "${var.sku}" })).toHaveResource("azurerm_mssql_database", {
      sku_name: "${var.sku}",
    });
  });

  it("is encrypted with a key of your own once the key's role is in effect", () => {
    const platform = new SmallPlatform();
    const { resourceGroup } = platform.common;
    const customerManagedKey = CustomerManagedKey.fromKeyAttributes(platform, "Key", {
      keyVaultId: `/subscriptions/${SOMEONE}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-keys`,
      keyIdentifier: "https://kv-keys.vault.azure.net/keys/ml/0123456789abcdef0123456789abcdef",
      identity: new ManagedIdentity(platform, "KeyIdentity", { resourceGroup, name: "id-keys" }),
      environmentName: "dev",
    });
    databaseIn(platform, { customerManagedKey });
    const encrypted = synthesized(platform);
    expect(encrypted).toHaveResource("azurerm_mssql_server", {
      transparent_data_encryption_key_vault_key_id: customerManagedKey.keyIdentifier,
      identity: expect.objectContaining({ type: "UserAssigned" }),
      primary_user_assigned_identity_id: expect.stringContaining("KeyIdentity"),
    });
    expect(at(encrypted, "Sales/Server")).toDependOn(at(encrypted, "Key/Propagation/Resource"));
  });

  it("accepts a login where asked, whose password isn't in the state (S3-DAT-10)", () => {
    const login = { administratorLogin: "platform", administratorLoginPassword: "${var.sql_password}" };
    expect(databaseWith({ sqlAuthentication: login })).toHaveResource("azurerm_mssql_server", {
      administrator_login: "platform",
      administrator_login_password_wo: "${var.sql_password}",
      administrator_login_password_wo_version: 1,
      azuread_administrator: expect.objectContaining({ azuread_authentication_only: false }),
    });
    const literal = { ...login, administratorLoginPassword: "S3cret-of-nobody" };
    expect(() => databaseWith({ sqlAuthentication: literal })).toThrow(
      'sqlAuthentication.administratorLoginPassword: got "a literal, not shown"; allowed: a value that only Terraform knows',
    );
  });

  it("opens its public endpoint to selected networks only where a prop says so (S3-PRV-02, S3-PRV-04)", () => {
    const platform = new SmallPlatform();
    const subnet = PlatformSubnet.fromSubnetAttributes(platform, "Clients", { subnetId: "${var.subnet}" });
    const networks = { ipAllowlist: ["203.0.113.7", "198.51.100.0/24"], subnetAllowlist: [subnet] };
    databaseIn(platform, { ...networks, publicNetworkAccess: "SelectedNetworks" });
    const open = synthesized(platform);
    expect(open).toHaveResource("azurerm_mssql_server", { public_network_access_enabled: true });
    expect(open).toHaveResource("azurerm_mssql_firewall_rule", {
      name: "allow-203.0.113.7",
      start_ip_address: "203.0.113.7",
      end_ip_address: "203.0.113.7",
    });
    expect(open).toHaveResource("azurerm_mssql_firewall_rule", {
      name: "allow-198.51.100.0-24",
      start_ip_address: '${cidrhost("198.51.100.0/24", 0)}',
      end_ip_address: '${cidrhost("198.51.100.0/24", -1)}',
    });
    expect(open).toHaveResource("azurerm_mssql_virtual_network_rule", { subnet_id: "${var.subnet}" });
    expect(() => databaseWith({ ipAllowlist: ["203.0.113.7"] })).toThrow("networks only together with");
    expect(() => databaseWith({ publicNetworkAccess: "SelectedNetworks", ipAllowlist: ["0.0.0.0"] })).toThrow(
      "0.0.0.0 and /0 would open the store to everybody",
    );
  });

  it("isn't destroyed where protected", () => {
    const kept = databaseWith({ preventDestroy: true });
    for (const path of ["Sales/Server", "Sales/Database"]) {
      expect(at(kept, path).get("lifecycle.prevent_destroy")).toBe(true);
    }
  });

  it("fails on an administrator without a GUID", () => {
    const wrong = { loginName: "anna", objectId: "anna@example.com" };
    expect(() => databaseWith({ administrator: wrong })).toThrow("administrator.objectId");
  });

  it("accepts exactly the names of Azure's patterns", () => {
    const platform = new SmallPlatform();
    const place = { ...platform.common, vnet: undefined, zones: undefined, monitoring: undefined };
    let count = 0;
    const create = (props: Partial<SqlDatabaseProps>) => () =>
      new SqlDatabase(platform, `S${(count += 1)}`, { ...place, administrator, ...props });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."aZ0-_. ?"), minLength: 1, maxLength: 6 }), (name) => {
        const server = create({ serverName: name });
        if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) expect(server).not.toThrow();
        else expect(server).toThrow("the name of a SQL server");
        const database = create({ databaseName: name });
        if (/^[^<>*%&:\\/?]{0,127}[^<>*%&:\\/?.\s]$/.test(name)) expect(database).not.toThrow();
        else expect(database).toThrow("the name of a SQL database");
      }),
      { numRuns: 40 },
    );
    expect(create({ databaseName: "master" })).toThrow("is not a name that Azure reserves");
  });
});

describe("databases of a server, used by a workspace", () => {
  it("share its rule and role, and have users of their own (S3-DAT-06)", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const sales = databaseIn(platform);
    const returns = SqlDatabase.fromSqlDatabaseAttributes(platform, "Returns", {
      sqlServerId: sales.sqlServerId,
      databaseName: "returns",
    });
    workspace.addDatastore(sales, { name: "sales" });
    workspace.addDatastore(returns, { name: "returns", access: "ReadWrite" });
    expect(sales.accessScript).not.toContain("db_datawriter");
    expect(returns.accessScript.match(/db_datawriter/g)).toHaveLength(2);
    const model = synthesized(platform);
    expect(model.resources({ armType: OUTBOUND_RULES }).map((rule) => rule.get("name"))).toEqual(["Sales-sqlServer"]);
    expect(rolesBelow(model, "Workspace/Data-Sales")).toEqual(["WorkspaceIdentity/SqlServerConnectionApprover"]);
    const datastore = at(model, "Workspace/Datastore-returns/Resource");
    expect(datastore.get("body.properties.contents.databaseName")).toBe("returns");
    expect(datastore).toDependOn(at(model, "Workspace/OutboundRules/Sales-sqlServer"));
  });
});

describe("a SQL database of a workspace", () => {
  let model: SynthModel;

  beforeAll(() => {
    const platform = new SmallPlatform();
    const database = databaseIn(platform);
    platform.workspace().addDatastore(database, { name: "sales", access: "ReadWrite" });
    database.grantRead(Principal.group({ objectId: SOMEONE, name: "analysts [east]" }));
    new TerraformOutput(platform, "script", { value: database.accessScript });
    model = synthesized(platform);
  });

  it("is reached after the workspace's identity can approve its endpoint (S3-DAT-04, S3-DAT-06)", () => {
    expect(rolesBelow(model, "Workspace/Data-Sales")).toEqual(["WorkspaceIdentity/SqlServerConnectionApprover"]);
    const rule = model.resource({ armType: OUTBOUND_RULES });
    expect(rule.get("name")).toBe("Sales-sqlServer");
    expect(rule.get("body.properties.destination.subresourceTarget")).toBe("sqlServer");
    expect(rule).toDependOn(at(model, "Workspace/Data-Sales/RolePropagation/Resource"));
  });

  it("has a datastore, after the rule, without credentials (S3-DAT-08)", () => {
    expect(model).toHaveAzapiResource(`${DATASTORES}@2021-03-01-preview`, {
      properties: {
        contents: {
          contentsType: "AzureSqlDatabase",
          serverName: "sql-aml-sales-dev-cc-01",
          databaseName: "sales",
          endpoint: "database.windows.net",
          portNumber: 1433,
          credentials: { credentialsType: "None" },
        },
      },
      schema_validation_enabled: false,
    });
    expect(at(model, "Workspace/Datastore-sales/Resource")).toDependOn(model.resource({ armType: OUTBOUND_RULES }));
  });

  it("has users for the identities and for people, by a script that can be run again (S3-DAT-06)", () => {
    const script = String(model.stacks[0]?.outputs[0]?.get("value"));
    expect(script).toMatch(
      /CREATE USER \[\$\{element\(split\("\/", azurerm_user_assigned_identity\.\w+\.id\), 8\)\}\] FROM/,
    );
    expect(script.match(/CREATE USER/g)).toHaveLength(3);
    expect(script.match(/ALTER ROLE db_datawriter/g)).toHaveLength(2);
    expect(script).toContain("CREATE USER [analysts [east]]] FROM EXTERNAL PROVIDER;");
    expect(script).toContain("WHERE name = N'analysts [east]')");
  });

  it("accepts a SQL login only if the server does (S3-DAT-10)", () => {
    const login = { type: "SqlLogin", userName: "reader", password: "${var.reader_password}" } as const;
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const entraOnly = databaseIn(platform, { databaseName: "entra" });
    expect(() => workspace.addDatastore(entraOnly, { name: "one", credentials: login })).toThrow(
      "allowed: no login: aml-dev/Sales accepts Entra identities only",
    );
    const existing = SqlDatabase.fromSqlDatabaseAttributes(platform, "Old", {
      sqlServerId: SERVER,
      databaseName: "old",
    });
    workspace.addDatastore(existing, { name: "two", credentials: login });
    expect(synthesized(platform)).toHaveAzapiResource(DATASTORES, {
      properties: { contents: { credentials: { credentialsType: "SqlAdmin", userId: "reader" } } },
      sensitive_body: {
        properties: {
          contents: { credentials: { secrets: { secretsType: "SqlAdmin", password: "${var.reader_password}" } } },
        },
      },
    });
    expect(() =>
      workspace.addDatastore(existing, { name: "three", credentials: { ...login, password: "S3cret" } }),
    ).toThrow('credentials.password: got "a literal, not shown"');
  });

  it("is the whole database: no container, no file system", () => {
    const platform = new SmallPlatform();
    const workspace = platform.workspace();
    const sales = databaseIn(platform);
    expect(() => workspace.addDatastore(sales, { name: "one", containerName: "x" })).toThrow(
      'Datastore-one.containerName: got "x"; allowed: nothing for a SQL database',
    );
    expect(() => workspace.addDatastore(sales, { name: "two", filesystem: "x" })).toThrow(
      'Datastore-two.filesystem: got "x"; allowed: nothing for a SQL database',
    );
  });

  it("exists already, in any subscription (S3-DAT-03)", () => {
    const platform = new SmallPlatform();
    const attributes = { sqlServerId: SERVER, databaseName: "sales", environmentName: "dev" };
    const existing = SqlDatabase.fromSqlDatabaseAttributes(platform, "Sales", attributes);
    platform.workspace().addDatastore(existing, { name: "sales" });
    expect(synthesized(platform)).toHaveAzapiResource(DATASTORES, {
      properties: { contents: { serverName: "sql-sales", databaseName: "sales" } },
    });
    expect(() =>
      SqlDatabase.fromSqlDatabaseAttributes(new SmallPlatform("dev", new App()), "Wrong", {
        ...attributes,
        sqlServerId: `${SERVER}/databases/sales`,
      }),
    ).toThrow("providers/Microsoft.Sql/servers/<name>");
  });
});

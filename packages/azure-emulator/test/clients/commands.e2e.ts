/** Commands of the Azure CLI that people use beside those of the runbooks. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { RehearsedPlatform } from "./rehearsed-platform.js";
import { readRunbook } from "./runbook.js";

const AZURE_CLI = inject("azureCli");

describe.skipIf(AZURE_CLI === "")("The Azure CLI", { concurrent: true }, () => {
  let platform: RehearsedPlatform;

  beforeAll(async () => {
    platform = await RehearsedPlatform.open();
    await platform.signIn(AZURE_CLI);
  });

  afterAll(() => platform.close());

  /** Runs a command, and returns what it prints as JSON. */
  async function az(...args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await platform.run(AZURE_CLI, "az", [...args, "--output", "json"]);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  it("finds vaults and container registries by their names alone", async () => {
    for (const [group, output] of [
      ["keyvault", "key_vault_name"],
      ["acr", "container_registry_name"],
    ] as const) {
      const name = platform.output("dev", output);
      expect(await az(group, "show", "--name", name, "--query", "name")).toBe(name);
    }
  });

  it("lists the resources of a group, and says whether it exists", async () => {
    const group = platform.output("dev", "registry_resource_group_name");
    expect(await az("resource", "list", "--resource-group", group, "--query", "[].name")).toContain("mlrdevcc01");
    expect(await az("group", "exists", "--name", group)).toBe(true);
    expect(await az("group", "exists", "--name", `${group}-none`)).toBe(false);
  });

  it("lists private endpoints, and the connections of a vault", async () => {
    const group = platform.output("dev", "vnet_resource_group_name");
    const endpoints = await az(
      "network",
      "private-endpoint",
      "list",
      "--resource-group",
      group,
      "--query",
      "[].subnet.id",
    );
    expect(new Set(endpoints as string[]).size).toBe(1);
    const vault = platform.output("dev", "key_vault_id");
    const query = "[].properties.privateLinkServiceConnectionState.status";
    const list = ["network", "private-endpoint-connection", "list", "--id", vault, "--query", query];
    expect(new Set((await az(...list)) as string[])).toEqual(new Set(["Approved"]));
  });

  it("approves the private endpoint of a SQL server by hand, as docs/runbooks/data.md does (S3-DAT-07)", async () => {
    // The workspace's identity has no role in this group.
    const group = `/subscriptions/${platform.azure.identity.subscriptionId}/resourceGroups/rg-sales`;
    const server = `${group}/providers/Microsoft.Sql/servers/sql-sales`;
    await platform.azure.put(group, { location: "canadacentral" });
    const login = { administratorLogin: "boss", administratorLoginPassword: "not-a-password" };
    await platform.azure.put(server, { location: "canadacentral", properties: login });
    const rule = `${platform.output("dev", "workspace_id")}/outboundRules/sales`;
    const destination = { serviceResourceId: server, subresourceTarget: "sqlServer" };
    const properties = { type: "PrivateEndpoint", category: "UserDefined", destination };
    const status = async () => {
      const { body } = await platform.azure.request("GET", `${rule}?api-version=2025-12-01`);
      return (body as { properties: { status: string } }).properties.status;
    };
    await expect(platform.azure.put(rule, { properties })).rejects.toThrow("AuthorizationFailed");
    expect(await status()).toBe("Failed");

    const [block] =
      readRunbook("data.md").find(({ title }) => title === "Approve a private endpoint by hand")?.blocks ?? [];
    const [list = [], approve = []] = (block?.text.replaceAll("\\\n", "") ?? "")
      .trim()
      .split("\n")
      .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "").slice(1));
    const given = (words: readonly string[], id: string) => words.map((word) => word.replace(/^<id of .*>$/, id));
    const json = given(list, server).slice(0, -2);
    const [pending] = (await az(...json)) as { id: string; state: string }[];
    expect(pending?.state).toBe("Pending");
    await az(...given(approve, pending?.id ?? ""));
    expect(await status()).toBe("Active");
  });

  it("lists the records of a zone", async () => {
    const { dns_resource_group_name: group } = platform.outputs("aml-dns-shared");
    const zone = ["--resource-group", String(group?.value), "--zone-name", "privatelink.vaultcore.azure.net"];
    const records = await az("network", "private-dns", "record-set", "list", ...zone, "--query", "[].name");
    const vaults = ["dev", "prod"].map((environment) => platform.output(environment, "key_vault_name"));
    expect(records).toEqual(expect.arrayContaining(["@", ...vaults]));
  });

  it("deploys an ARM template", async () => {
    const group = platform.output("dev", "vnet_resource_group_name");
    const file = join(platform.folder, "template.json");
    const address = {
      type: "Microsoft.Network/publicIPAddresses",
      apiVersion: "2024-05-01",
      sku: { name: "Standard" },
    };
    const template = {
      $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
      contentVersion: "1.0.0.0",
      parameters: { prefix: { type: "string" } },
      resources: [
        {
          ...address,
          name: "[concat(parameters('prefix'), '-new')]",
          location: "[resourceGroup().location]",
          properties: { publicIPAllocationMethod: "Static" },
        },
      ],
      outputs: { method: { type: "string", value: "[reference('pip-new').publicIPAllocationMethod]" } },
    };
    writeFileSync(file, JSON.stringify(template));
    const options = ["--resource-group", group, "--name", "one"];
    const query = ["--query", "[properties.provisioningState, properties.outputs.method.value]"];
    const create = ["--template-file", file, "--parameters", "prefix=pip", ...query];
    expect(await az("deployment", "group", "create", ...options, ...create)).toEqual(["Succeeded", "Static"]);
    const targets = ["--query", "[].properties.targetResource.resourceName"];
    expect(await az("deployment", "operation", "group", "list", ...options, ...targets)).toEqual(["pip-new"]);
  });

  it("names the principals of roles, and the tags of a resource", async () => {
    const registry = platform.output("dev", "registry_id");
    const names = await az("role", "assignment", "list", "--scope", registry, "--query", "[].principalName");
    expect((names as (string | null)[]).filter((name) => name === null)).toEqual([]);
    const tags = await az("tag", "list", "--resource-id", registry, "--query", "properties.tags.project");
    expect(tags).toBe("private-aml");
  });
});

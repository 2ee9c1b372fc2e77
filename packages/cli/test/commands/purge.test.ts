import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createHttpHeaders, type HttpClient } from "@azure/core-rest-pipeline";
import { AzureClient } from "@org/azure-client";
import { beforeEach, describe, expect, it } from "vitest";
import { purge } from "../../src/commands/purge.js";
import type { CommandContext } from "../../src/context.js";
import { RefusalError, UsageError } from "../../src/errors.js";
import { Workbench } from "./support.js";

const SUBSCRIPTION = "00000000-0000-4000-8000-00000000000a";
const HOST = `https://management.azure.com/subscriptions/${SUBSCRIPTION}`;
const WORKSPACE = `${HOST}/resourceGroups/rg-aml-ws-dev-cc-01/providers/Microsoft.MachineLearningServices/workspaces/mlwdevcc01`;
const DELETED = `${HOST}/providers/Microsoft.KeyVault/deletedVaults`;

/** Answers of Azure by URL without its query; everything else is not found. */
let answers: Record<string, { readonly status: number; readonly body?: object }>;
let sent: string[];
let printed: string[];
let answer: string;
/** What happens while the question waits. */
let meanwhile: () => void;
let interactive: boolean;

const httpClient: HttpClient = {
  sendRequest: (request) => {
    const [url = "", query = ""] = request.url.split("?");
    if (request.method !== "GET") sent.push(`${request.method} ${url.replace(HOST, "")} ${query}`);
    const missing = { status: 404, body: { error: { code: "ResourceNotFound", message: "not found" } } };
    const { status, body } = answers[`${request.method} ${url}`] ?? answers[url] ?? missing;
    const bodyAsText = body === undefined ? "" : JSON.stringify(body);
    return Promise.resolve({ request, status, headers: createHttpHeaders(), bodyAsText });
  },
};

const vaultId = (name: string, group: string) =>
  `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${name}`;
const vault = (name: string, more = {}) => ({
  name,
  properties: {
    vaultId: vaultId(name, "rg-aml-ws-dev-cc-01"),
    location: "canadacentral",
    scheduledPurgeDate: "2027-01-08",
    ...more,
  },
});

function run(...args: readonly string[]): Promise<number> {
  const credential = {
    getToken: () => Promise.resolve({ token: "token", expiresOnTimestamp: Date.now() + 3_600_000 }),
  };
  const context: Partial<CommandContext> = {
    cwd: new Workbench().folder,
    env: {},
    interactive,
    print: (line) => void printed.push(line),
    ask: () => {
      meanwhile();
      return Promise.resolve(answer);
    },
    azureClient: (_, access) => Promise.resolve(new AzureClient({ credential, access, httpClient })),
  };
  return purge(args, context as CommandContext);
}

beforeEach(() => {
  sent = [];
  printed = [];
  answer = "yes";
  meanwhile = () => undefined;
  interactive = true;
  answers = {
    [DELETED]: { status: 200, body: { value: [vault("kvdevcc01"), vault("kvofothers")] } },
    [`POST ${HOST}/providers/Microsoft.KeyVault/locations/canadacentral/deletedVaults/kvdevcc01/purge`]: {
      status: 202,
    },
    [`DELETE ${WORKSPACE}`]: { status: 202 },
  };
});

describe("purge", () => {
  it("shows the environment's soft-deleted vaults and workspace, asks, and purges only them (SX-07)", async () => {
    expect(await run("dev", "--subscription", SUBSCRIPTION)).toBe(0);
    expect(printed.slice(0, 2)).toEqual([
      "  vault kvdevcc01, with its keys and secrets",
      "  workspace mlwdevcc01 in rg-aml-ws-dev-cc-01, if it is soft-deleted, with its runs and models",
    ]);
    expect(sent).toEqual([
      "POST /providers/Microsoft.KeyVault/locations/canadacentral/deletedVaults/kvdevcc01/purge api-version=2023-07-01",
      expect.stringMatching(/^DELETE .*\/workspaces\/mlwdevcc01 api-version=[\d-]+&forceToPurge=true$/),
    ]);
  });

  it("changes nothing without a yes", async () => {
    answer = "y";
    expect(await run("dev", "--subscription", SUBSCRIPTION)).toBe(1);
    expect(sent).toEqual([]);
  });

  it("only lists without a terminal", async () => {
    interactive = false;
    expect(await run("dev", "--subscription", SUBSCRIPTION)).toBe(1);
    expect(printed).toEqual([
      expect.stringContaining("vault kvdevcc01"),
      expect.stringContaining("workspace mlwdevcc01"),
      expect.stringContaining("Add --auto-approve"),
    ]);
    expect(sent).toEqual([]);
  });

  it("refuses production, before it signs in (SX-07)", async () => {
    const refusal = run("prod", "--subscription", SUBSCRIPTION, "--auto-approve");
    await expect(refusal).rejects.toThrow(RefusalError);
    await expect(refusal).rejects.toThrow("prod can't be purged");
    expect(sent).toEqual([]);
  });

  it("refuses a workspace that exists", async () => {
    answers[`GET ${WORKSPACE}`] = { status: 200, body: { id: "w" } };
    await expect(run("dev", "--subscription", SUBSCRIPTION, "--auto-approve")).rejects.toThrow(
      "the workspace mlwdevcc01 can't be purged",
    );
    expect(sent).toEqual([]);
  });

  it("doesn't delete a workspace that somebody creates while the question waits", async () => {
    answers[DELETED] = { status: 200, body: { value: [] } };
    meanwhile = () => (answers[`GET ${WORKSPACE}`] = { status: 200, body: { id: "w" } });
    await expect(run("dev", "--subscription", SUBSCRIPTION)).rejects.toThrow(
      "the workspace mlwdevcc01 can't be purged",
    );
    expect(sent).toEqual([]);
  });

  it("leaves a vault of the same name that was in another team's resource group", async () => {
    const others = { vaultId: vaultId("kvdevcc01", "rg-others") };
    answers[DELETED] = { status: 200, body: { value: [vault("kvdevcc01", others)] } };
    answers[`GET ${WORKSPACE}`] = { status: 404, body: { error: { code: "ResourceGroupNotFound", message: "none" } } };
    expect(await run("dev", "--subscription", SUBSCRIPTION)).toBe(0);
    expect(printed[0]).toContain("vault kvdevcc01 is left: it was in rg-others");
    expect(sent).toEqual([]);
  });

  it("refuses another subscription than that of the environment", async () => {
    const folder = new Workbench().folder;
    const dev = { subscription: "ml", addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
    const other = "00000000-0000-4000-8000-00000000000b";
    const configuration = { subscriptions: { ml: other }, environments: { dev } };
    writeFileSync(join(folder, "ml.config.json"), JSON.stringify(configuration));
    const refusal = run("dev", "--config", join(folder, "ml.config.json"), "--subscription", SUBSCRIPTION);
    await expect(refusal).rejects.toThrow("dev isn't in this subscription");
  });

  it("leaves vaults with purge protection, and says until when Azure keeps them", async () => {
    answers[DELETED] = { status: 200, body: { value: [vault("kvdevcc01", { purgeProtectionEnabled: true })] } };
    answers[`GET ${WORKSPACE}`] = { status: 404, body: { error: { code: "ResourceGroupNotFound", message: "none" } } };
    expect(await run("dev", "--subscription", SUBSCRIPTION)).toBe(0);
    expect(printed).toEqual([
      "  vault kvdevcc01 has purge protection: Azure keeps it until 2027-01-08",
      `nothing of dev is soft-deleted in ${SUBSCRIPTION}`,
    ]);
  });

  it("says which role is missing", async () => {
    answers[DELETED] = { status: 403, body: { error: { code: "AuthorizationFailed", message: "no" } } };
    const refusal = (await run("dev", "--subscription", SUBSCRIPTION).catch((error: unknown) => error)) as RefusalError;
    expect(refusal.problems[0]?.fix).toBe("sign in with a role that contains Microsoft.KeyVault/deletedVaults/read");
  });

  it.each([
    ["no environment", []],
    ["an unknown one", ["qa"]],
    ["two", ["dev", "prod"]],
    ["no subscription", ["dev"]],
    ["a subscription that is no GUID", ["dev", "--subscription", "mine"]],
  ])("needs one environment and its subscription: not %s", async (_, args) => {
    await expect(run(...args)).rejects.toThrow(UsageError);
  });
});

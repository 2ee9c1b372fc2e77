import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHttpHeaders, RestError } from "@azure/core-rest-pipeline";
import { readStates } from "@org/aml-synth-model";
import type { AzureClient } from "@org/azure-client";
import { AzureEmulator } from "@org/azure-emulator";
import { onTestFinished } from "vitest";
import { verify, type VerifyOptions } from "../../src/index.js";
import { clientOf } from "./in-process.js";

const azure = new AzureEmulator();
const { subscriptionId, tenantId } = azure.identity;
export const GROUP = `/subscriptions/${subscriptionId}/resourceGroups/rg-dev`;
export const VAULT = `${GROUP}/providers/Microsoft.KeyVault/vaults/kv-dev`;
const REGISTRY = `${GROUP}/providers/Microsoft.MachineLearningServices/registries/mlr-dev`;

/** The resources of a stack `dev`, as Terraform has them and as Azure has them. */
const RESOURCES = {
  "azurerm_resource_group.main": {
    values: { id: GROUP, name: "rg-dev", location: "canadacentral", tags: { environment: "dev" } },
    body: { location: "canadacentral", tags: { environment: "dev" }, properties: {} },
  },
  "azurerm_key_vault.main": {
    values: {
      id: VAULT,
      name: "kv-dev",
      location: "canadacentral",
      resource_group_name: "rg-dev",
      tenant_id: tenantId,
      sku_name: "standard",
      public_network_access_enabled: false,
      rbac_authorization_enabled: true,
      purge_protection_enabled: true,
      soft_delete_retention_days: 90,
      network_acls: [{ default_action: "Deny", bypass: "AzureServices" }],
      tags: { environment: "dev" },
    },
    body: {
      location: "Canada Central",
      tags: { environment: "dev" },
      properties: {
        tenantId,
        sku: { family: "A", name: "Standard" },
        publicNetworkAccess: "Disabled",
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        softDeleteRetentionInDays: 90,
        networkAcls: { defaultAction: "Deny", bypass: "AzureServices", ipRules: [], virtualNetworkRules: [] },
      },
    },
  },
  "azapi_resource.registry": {
    values: {
      id: REGISTRY,
      name: "mlr-dev",
      type: "Microsoft.MachineLearningServices/registries@2025-12-01",
      parent_id: GROUP,
      location: "canadacentral",
      identity: [{ type: "SystemAssigned", identity_ids: [] }],
      body: { properties: { publicNetworkAccess: "Disabled", discoveryUrl: "hidden-before" } },
      tags: { environment: "dev" },
    },
    body: {
      location: "canadacentral",
      identity: { type: "SystemAssigned" },
      tags: { environment: "dev" },
      properties: { publicNetworkAccess: "Disabled", discoveryUrl: "hidden-before" },
    },
  },
} as const;

/** Changes of a verification of the small stack. */
export interface Changes {
  /** Bodies in Azure by id; undefined for what isn't there. */
  readonly live?: Readonly<Record<string, object | undefined>>;
  /** How Azure answers a path instead. */
  readonly answers?: (
    path: string,
  ) => { readonly status: number; readonly body: unknown } | "no connection" | undefined;
  /** What Terraform has in its state, by address, in addition; undefined for what it hasn't. */
  readonly state?: Readonly<Record<string, object | undefined>>;
  readonly client?: AzureClient;
  readonly options?: Partial<VerifyOptions>;
}

/** Verifies the small stack. */
export async function verifySmall({ live = {}, answers, state = {}, client, options }: Changes = {}) {
  const directory = mkdtempSync(join(tmpdir(), "verify-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const declared: Record<string, Record<string, object>> = {};
  for (const [address, { values }] of Object.entries(RESOURCES)) {
    const [type = "", name = ""] = address.split(".");
    declared[type] = { ...declared[type], [name]: values };
  }
  mkdirSync(join(directory, "dev"));
  writeFileSync(join(directory, "dev/cdk.tf.json"), JSON.stringify({ resource: declared }));

  const there = {
    ...Object.fromEntries(Object.values(RESOURCES).map(({ values, body }) => [values.id, body])),
    ...live,
  };
  const emulator = new AzureEmulator({
    snapshot: {
      principals: [],
      resources: Object.entries(there).flatMap(([id, body]) =>
        body
          ? [{ id, origin: "request" as const, apiVersion: "", etag: "", body: body as Record<string, unknown> }]
          : [],
      ),
    },
  });
  const values = { ...Object.fromEntries(Object.entries(RESOURCES).map(([key, one]) => [key, one.values])), ...state };
  const resources = Object.entries(values).flatMap(([address, attributes]) => {
    const [type, name] = address.split(".");
    const secret = [
      [
        { type: "get_attr", value: "body" },
        { type: "get_attr", value: "properties" },
        { type: "get_attr", value: "discoveryUrl" },
      ],
    ];
    const instance = { attributes, sensitive_attributes: type === "azapi_resource" ? secret : [] };
    return attributes ? [{ mode: "managed", type, name, instances: [instance] }] : [];
  });
  const { report, requests } = await verify({
    states: readStates([{ name: "dev", text: JSON.stringify({ version: 4, lineage: "1", outputs: {}, resources }) }]),
    directory,
    client: client ?? (answers ? answering(emulator, answers) : clientOf(emulator)),
    ...options,
  });
  const found = report.findings.filter(({ rule }) => rule.startsWith("verify/"));
  return { report, requests, found: found.map(({ rule, address, message }) => `${rule} ${address}: ${message}`) };
}

/** A client of an emulator that answers some paths otherwise. */
function answering(emulator: AzureEmulator, answers: NonNullable<Changes["answers"]>): AzureClient {
  return clientOf(emulator, {
    retry: { maxRetries: 0 },
    httpClient: {
      sendRequest: async (request) => {
        const { pathname, search } = new URL(request.url);
        const given = answers(pathname) ?? (await emulator.request("GET", pathname + search));
        if (given === "no connection") throw new RestError("socket hang up", { code: "ECONNRESET", request });
        return { request, status: given.status, headers: createHttpHeaders(), bodyAsText: JSON.stringify(given.body) };
      },
    },
  });
}

/** The body of a resource of the small stack in Azure, with other properties. */
export function changed(address: keyof typeof RESOURCES, properties: object, top: object = {}): Record<string, object> {
  const { values, body } = RESOURCES[address];
  return { [values.id]: { ...body, ...top, properties: { ...body.properties, ...properties } } };
}

import { ArmError } from "../arm/arm-error.js";
import { objectOf, textOf } from "../arm/body.js";
import type { ResourceProvider, ResourceType } from "../arm/resource-type.js";
import { guidOf } from "../guid.js";
import { nameCheck } from "./name-check.js";
import { endpointConnections } from "./endpoint-connections.js";
import { connectionsTo, keep, makeBeside, nameTaken, withDefaults } from "./shared.js";

const ACCOUNTS = "Microsoft.Storage/storageAccounts";
const SERVICES = ["blob", "file", "queue", "table"] as const;

/** Blob containers; in an account with a hierarchical namespace they are also its file systems. */
const containers: ResourceType = {
  type: `${ACCOUNTS}/blobServices/containers`,
  provisioningState: false,
  write({ id, body }, state) {
    const account = state.resources.get(id.parent?.parent);
    const isPublic = (textOf(body.properties["publicAccess"]) ?? "None") !== "None";
    if (isPublic && account?.body.properties["allowBlobPublicAccess"] === false) {
      throw new ArmError(409, "PublicAccessNotPermitted", "Public access is not permitted on this storage account.");
    }
    body.properties = withDefaults(body.properties, {
      defaultEncryptionScope: "$account-encryption-key",
      denyEncryptionScopeOverride: false,
      hasImmutabilityPolicy: false,
      hasLegalHold: false,
      leaseState: "Available",
      leaseStatus: "Unlocked",
      publicAccess: "None",
    });
    return () => state.blobs.addContainer(account?.id.name ?? "", id.name);
  },
  deleted({ id }, { blobs }) {
    blobs.removeContainer(id.parent?.parent?.name ?? "", id.name);
  },
};

/** Storage accounts with their four services. */
export const storage: ResourceProvider = {
  namespace: "Microsoft.Storage",
  types: [
    {
      type: ACCOUNTS,
      tracked: true,
      createdStatus: 202,
      latency: { create: 30 },
      write(write, state) {
        const { id, body } = write;
        if (nameTaken(write, state)) {
          throw new ArmError(
            409,
            "StorageAccountAlreadyTaken",
            `The storage account named ${id.name} is already taken.`,
          );
        }
        keep(write, ["creationTime", "keyCreationTime"]);
        const now = state.clock.date().toISOString();
        const hosts = [...SERVICES, "dfs", "web"].map((service) => [
          service,
          `https://${id.name}.${service}.core.windows.net/`,
        ]);
        body.kind ??= "StorageV2";
        body.sku = { ...body.sku, tier: textOf(objectOf(body.sku)["name"])?.split("_")[0] ?? "Standard" };
        body.properties = {
          ...withDefaults(body.properties, {
            accessTier: "Hot",
            allowBlobPublicAccess: false,
            creationTime: now,
            keyCreationTime: { key1: now, key2: now },
            encryption: {
              services: { blob: { enabled: true, keyType: "Account" }, file: { enabled: true, keyType: "Account" } },
              keySource: "Microsoft.Storage",
            },
            minimumTlsVersion: "TLS1_2",
            networkAcls: { bypass: "AzureServices", defaultAction: "Allow", ipRules: [], virtualNetworkRules: [] },
            supportsHttpsTrafficOnly: true,
          }),
          primaryEndpoints: Object.fromEntries(hosts),
          primaryLocation: body.location,
          statusOfPrimary: "available",
        };
        return () => {
          for (const service of SERVICES) {
            const part = id.child(`${service}Services`, "default");
            if (state.resources.get(part)) continue;
            makeBeside(state, part, {
              properties: service === "file" ? { shareDeleteRetentionPolicy: { enabled: true, days: 7 } } : {},
            });
          }
        };
      },
      view: (account, state) => ({
        ...account.body,
        properties: { ...account.body.properties, privateEndpointConnections: connectionsTo(account, state) },
      }),
      actions: {
        listkeys: ({ id }) => ({
          status: 200,
          body: {
            keys: ["key1", "key2"].map((keyName) => ({
              keyName,
              value: Buffer.from(guidOf(id.key, keyName)).toString("base64"),
              permissions: "FULL",
            })),
          },
        }),
      },
    },
    ...SERVICES.map((service) => ({ type: `${ACCOUNTS}/${service}Services`, provisioningState: false })),
    containers,
    { type: `${ACCOUNTS}/fileServices/shares`, provisioningState: false },
    { type: `${ACCOUNTS}/managementPolicies`, provisioningState: false },
    endpointConnections(ACCOUNTS),
  ],
  endpoints: [
    nameCheck((name, state) => {
      const taken = state.resources.named(ACCOUNTS, name);
      return taken && `The storage account named ${name} is already taken.`;
    }),
  ],
};

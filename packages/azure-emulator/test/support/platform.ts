import { ROLES } from "@org/azure-catalog";
import { GROUP, idOf, type Reply, type Sandbox, SUBSCRIPTION } from "./sandbox.js";

/** Where everything lies. */
export const CANADA = { location: "canadacentral" };

export const NETWORK = idOf("Microsoft.Network/virtualNetworks", "vnet");
export const SUBNET = idOf("Microsoft.Network/virtualNetworks/subnets", "vnet/pe");
export const VAULT = idOf("Microsoft.KeyVault/vaults", "kv-dev");
export const ACCOUNT = idOf("Microsoft.Storage/storageAccounts", "stdev");
export const IMAGES = idOf("Microsoft.ContainerRegistry/registries", "acrdev");
export const INSIGHTS = idOf("Microsoft.Insights/components", "appi-dev");
export const IDENTITY = idOf("Microsoft.ManagedIdentity/userAssignedIdentities", "id-dev");
export const WORKSPACE = idOf("Microsoft.MachineLearningServices/workspaces", "mlw-dev");
export const REGISTRY = idOf("Microsoft.MachineLearningServices/registries", "mlr-shared");

/** A network of 10.1.0.0/16 with subnets, by default one for endpoints. */
export async function makeNetwork(
  sandbox: Sandbox,
  subnets: Record<string, string> = { pe: "10.1.1.0/24" },
  network = NETWORK,
): Promise<string> {
  await sandbox.make(network, {
    ...CANADA,
    properties: {
      addressSpace: { addressPrefixes: ["10.1.0.0/16"] },
      subnets: Object.entries(subnets).map(([name, addressPrefix]) => ({ name, properties: { addressPrefix } })),
    },
  });
  return network;
}

export async function makeVault(sandbox: Sandbox, properties: object = {}): Promise<string> {
  const { tenantId } = sandbox.azure.identity;
  const sku = { family: "A", name: "standard" };
  await sandbox.make(VAULT, {
    ...CANADA,
    properties: { tenantId, sku, publicNetworkAccess: "Disabled", ...properties },
  });
  return VAULT;
}

export async function makeAccount(sandbox: Sandbox, properties: object = {}): Promise<string> {
  await sandbox.make(ACCOUNT, {
    ...CANADA,
    sku: { name: "Standard_LRS" },
    properties: { publicNetworkAccess: "Disabled", ...properties },
  });
  return ACCOUNT;
}

/** A container registry. */
export async function makeImages(sandbox: Sandbox, properties: object = {}): Promise<string> {
  await sandbox.make(IMAGES, {
    ...CANADA,
    sku: { name: "Premium" },
    properties: { publicNetworkAccess: "Disabled", ...properties },
  });
  return IMAGES;
}

/** A user-assigned identity and its object id. */
export async function makeIdentity(sandbox: Sandbox, id = IDENTITY): Promise<string> {
  return (await sandbox.make(id, CANADA)).properties.principalId;
}

/** The body of an assignment of a role. */
export function assignment(role: { readonly id: string }, principalId: string): object {
  return {
    properties: {
      roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${role.id}`,
      principalId,
      principalType: "ServicePrincipal",
    },
  };
}

/** Assigns a role, at a name made of role and scope; it isn't in effect yet. */
export async function assign(
  sandbox: Sandbox,
  role: { readonly id: string },
  scope: string,
  principalId: string,
): Promise<Reply> {
  const name = `${role.id.slice(0, 24)}${Buffer.from(scope)
    .reduce((sum, byte) => (sum * 31 + byte) % 16 ** 12, 7)
    .toString(16)
    .padStart(12, "0")}`;
  return sandbox.put(
    `${scope}/providers/Microsoft.Authorization/roleAssignments/${name}`,
    assignment(role, principalId),
  );
}

/** The dependent resources of a private workspace, with the roles that its identity needs, not in effect yet. */
export async function makeDependentResources(sandbox: Sandbox): Promise<string> {
  await makeVault(sandbox);
  await makeAccount(sandbox);
  await makeImages(sandbox);
  await sandbox.make(INSIGHTS, { ...CANADA, kind: "web", properties: { Application_Type: "web" } });
  const principal = await makeIdentity(sandbox);
  await assign(sandbox, ROLES.keyVaultReader, VAULT, principal);
  await assign(sandbox, ROLES.keyVaultSecretsUser, VAULT, principal);
  await assign(sandbox, ROLES.storageBlobDataContributor, ACCOUNT, principal);
  return principal;
}

/** The body of a private workspace with a managed network. */
export function workspaceBody(properties: object = {}): object {
  return {
    ...CANADA,
    identity: { type: "UserAssigned", userAssignedIdentities: { [IDENTITY]: {} } },
    properties: {
      keyVault: VAULT,
      storageAccount: ACCOUNT,
      containerRegistry: IMAGES,
      applicationInsights: INSIGHTS,
      primaryUserAssignedIdentity: IDENTITY,
      publicNetworkAccess: "Disabled",
      managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
      ...properties,
    },
  };
}

/** A private workspace whose managed network has been made; gives its identity's object id. */
export async function makeWorkspace(sandbox: Sandbox, properties: object = {}): Promise<string> {
  const principal = await makeDependentResources(sandbox);
  sandbox.wait();
  await sandbox.make(WORKSPACE, workspaceBody(properties));
  await sandbox.post(`${WORKSPACE}/provisionManagedNetwork`);
  sandbox.wait();
  return principal;
}

/** The body of a private Azure Machine Learning registry. */
export function registryBody(): object {
  return {
    ...CANADA,
    identity: { type: "SystemAssigned" },
    properties: {
      publicNetworkAccess: "Disabled",
      regionDetails: [
        {
          location: "canadacentral",
          acrDetails: [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }],
          storageAccountDetails: [
            { systemCreatedStorageAccount: { storageAccountType: "Standard_LRS", storageAccountHnsEnabled: false } },
          ],
        },
      ],
    },
  };
}

export async function makeRegistry(sandbox: Sandbox): Promise<string> {
  await sandbox.make(REGISTRY, registryBody());
  return REGISTRY;
}

/** The body of an outbound rule that leads to a resource by a private endpoint. */
export function endpointRule(serviceResourceId: string, subresourceTarget?: string): object {
  const destination = { serviceResourceId, sparkEnabled: false, ...(subresourceTarget && { subresourceTarget }) };
  return { properties: { type: "PrivateEndpoint", category: "UserDefined", destination } };
}

/** The id of an outbound rule of the workspace. */
export function ruleId(name: string): string {
  return `${WORKSPACE}/outboundRules/${name}`;
}

/** The body of a private endpoint in the subnet. */
export function endpointBody(target: string, group: string, properties: object = {}): object {
  return {
    ...CANADA,
    properties: {
      subnet: { id: SUBNET },
      privateLinkServiceConnections: [{ name: group, properties: { privateLinkServiceId: target, groupIds: [group] } }],
      ...properties,
    },
  };
}

export function endpointId(name: string): string {
  return idOf("Microsoft.Network/privateEndpoints", name);
}

export function zoneId(name: string): string {
  return `${GROUP}/providers/Microsoft.Network/privateDnsZones/${name}`;
}

/** Zones with a group of the endpoint that writes into them. */
export async function makeZones(sandbox: Sandbox, endpoint: string, ...zones: readonly string[]): Promise<void> {
  for (const zone of zones) await sandbox.make(zoneId(zone), { location: "global" });
  await sandbox.make(`${endpoint}/privateDnsZoneGroups/default`, {
    properties: {
      privateDnsZoneConfigs: zones.map((zone) => ({ name: zone, properties: { privateDnsZoneId: zoneId(zone) } })),
    },
  });
}

/** Links a zone to a network. */
export async function link(sandbox: Sandbox, zone: string, network: string, properties: object = {}): Promise<void> {
  const name = network.slice(network.lastIndexOf("/") + 1);
  await sandbox.make(`${zoneId(zone)}/virtualNetworkLinks/${name}`, {
    location: "global",
    properties: { virtualNetwork: { id: network }, registrationEnabled: false, ...properties },
  });
}

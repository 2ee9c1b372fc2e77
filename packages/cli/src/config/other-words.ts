/** Other words for fields. */
export const OTHER_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^(existing)?(vnet|virtualNetwork|network)(Id)?$/i, "existingNetwork"],
  [/^(existing)?(privateDns)?zone(Id)?s$/i, "existingZones"],
  [/^(hub|peers?|peering)$/i, "peerings"],
  [/^region$/i, "location"],
  [/^(cmk|encryption|encryptionKey|customerManagedKeys)$/i, "customerManagedKey"],
  [/^subscriptionId$/i, "subscription"],
  [/^dnsProxy$/i, "dnsProxyEnabled"],
  [/^(clients?|clientPool|addressPool)$/i, "clientAddressPool"],
  [/^(publicKey|sshKey)$/i, "sshPublicKey"],
  [/^(vm)?(size|sku)$/i, "vmSize"],
  [/^vmSize$/i, "size"],
  [/^(users|groups|principals)$/i, "people"],
  [/^(node)?(min|minimum)(Nodes|Count)?$/i, "minNodeCount"],
  [/^(node)?(max|maximum)(Nodes|Count)?$/i, "maxNodeCount"],
  [/^cidr$/i, "subnet"],
  [/^(sourceImageId|imageId)$/i, "image"],
  [/^(acr|cr)$/i, "containerRegistry"],
  [/^kv$/i, "keyVault"],
  [/^(st|sa|storageAccounts?)$/i, "storage"],
  [/^nsg$/i, "networkSecurityGroup"],
  [/^rg$/i, "resourceGroup"],
  [/^vm$/i, "virtualMachine"],
  [/^nic$/i, "networkInterface"],
  [/^pip$/i, "publicIp"],
  [/^(mlw|amlWorkspace)$/i, "workspace"],
];

/** Names of values that are set elsewhere, by a Terraform variable. */
export const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [
    /^subscriptionId$/i,
    "remove it: the subscription is the Terraform variable subscription_id (TF_VAR_subscription_id); further ones are named in subscriptions",
  ],
  [
    /^(defenderPlans|costAnomalyAlert)$/,
    "move it to the field governance of the platform, beside environments: it is about a whole subscription",
  ],
  [
    /^(pat|token|accessToken|personalAccessToken)$/i,
    'remove it: a secret is a sensitive Terraform variable, that of agents with "useToken": true is agent_token (TF_VAR_agent_token)',
  ],
  [/^tenantId$/i, "remove it: the tenant is the Terraform variable tenant_id (TF_VAR_tenant_id)"],
  [
    /^(adminPassword|password)$/i,
    "remove it: a password is a sensitive Terraform variable, that of the jumpbox TF_VAR_jumpbox_admin_password, that of a datastore one of its own",
  ],
];

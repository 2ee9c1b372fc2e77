import type { IManagedIdentity } from "@org/aml-core";
import {
  azapiOptions,
  dependOn,
  isPublicAddressRange,
  isUnresolved,
  refuse,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { API_VERSIONS } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Annotations, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { DependentResources } from "./dependencies.js";
import { isProduction, preventsDestroy } from "./dependent-resources.js";
import type { WorkspaceBody, WorkspaceProperties } from "./workspace-body.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";

/** Resources that a workspace needs. */
export interface WorkspaceParts extends DependentResources {
  readonly name: string;
  readonly environmentName: string;
  readonly identity: IManagedIdentity;
  /** Other resources that have to exist first: the identity's roles in effect. */
  readonly dependsOn: readonly ITerraformDependable[];
}

const EXPORTED = {
  workspaceId: "properties.workspaceId",
  discoveryUrl: "properties.discoveryUrl",
  mlFlowTrackingUri: "properties.mlFlowTrackingUri",
  notebookHost: "properties.notebookInfo.fqdn",
} as const;

/**
 * Creates the workspace itself: private, with a user-assigned identity, and with its managed network provisioned at
 * once.
 * @param scope the workspace's construct, in which the resource gets the id `Resource`
 * @throws InvalidInputError for a name that Azure rejects, `purgeOnDestroy` in production, and a public endpoint in
 * production or without an allowlist
 */
export function createWorkspaceResource(scope: Construct, props: AmlWorkspaceProps, parts: WorkspaceParts): Resource {
  assertName("workspace", parts.name, `${scope.node.path}.workspaceName`);
  const production = isProduction(props);
  const preventDestroy = preventsDestroy(props);
  requireNoPurge(scope, props, production);
  requirePrivate(scope, props, production);
  requireOneNetwork(scope, props);
  warnOpenOutbound(scope, props);
  warnPrivateKeyVault(scope, props);

  const body: WorkspaceBody = { kind: "Default", properties: propertiesOf(props, parts) };
  const resource = new Resource(scope, "Resource", {
    type: `Microsoft.MachineLearningServices/workspaces@${props.apiVersion ?? API_VERSIONS.machineLearning}`,
    parentId: props.resourceGroup.id,
    name: parts.name,
    location: props.resourceGroup.location,
    identity: [{ type: "UserAssigned", identityIds: [parts.identity.id] }],
    body,
    // Azure returns ids in another letter case, such as Microsoft.insights or Microsoft.Keyvault.
    ignoreCasing: true,
    responseExportValues: props.responseExportValues ?? EXPORTED,
    deleteQueryParameters: props.purgeOnDestroy ? { forceToPurge: ["true"] } : undefined,
    tags: props.tags,
    lifecycle:
      props.ignoreTagChanges || preventDestroy
        ? { ignoreChanges: props.ignoreTagChanges ? ["tags"] : undefined, preventDestroy: preventDestroy || undefined }
        : undefined,
    ...azapiOptions(props, { create: "90m", update: "90m", delete: "90m" }),
  });
  dependOn(resource, [
    ...(props.resourceGroup.dependencies ?? []),
    ...parts.applicationInsights.dependencies,
    ...parts.storage.dependencies,
    ...parts.keyVault.dependencies,
    ...parts.containerRegistry.dependencies,
    ...parts.dependsOn,
    ...(props.customerNetwork?.trainingSubnet.dependencies ?? []),
    ...(props.customerManagedKey?.dependencies ?? []),
  ]);
  return resource;
}

function propertiesOf(props: AmlWorkspaceProps, parts: WorkspaceParts): WorkspaceProperties {
  const { customerManagedKey: key } = props;
  return {
    friendlyName: props.friendlyName ?? parts.name,
    description: props.description,
    storageAccount: parts.storage.resourceId,
    keyVault: parts.keyVault.resourceId,
    containerRegistry: parts.containerRegistry.resourceId,
    applicationInsights: parts.applicationInsights.resourceId,
    publicNetworkAccess: props.publicNetworkAccess ?? "Disabled",
    ipAllowlist: props.ipAllowlist,
    ...networkOf(props),
    primaryUserAssignedIdentity: parts.identity.id,
    systemDatastoresAuthMode: "Identity",
    v1LegacyMode: props.v1LegacyMode ?? false,
    hbiWorkspace: props.hbiWorkspace,
    enableServiceSideCMKEncryption: key && (props.serviceSideEncryption ?? true),
    encryption: key && {
      status: "Enabled",
      identity: { userAssignedIdentity: parts.identity.id },
      keyVaultProperties: {
        keyVaultArmId: key.keyVaultId,
        keyIdentifier: key.keyIdentifier,
        identityClientId: parts.identity.clientId,
      },
    },
  };
}

/** The managed network, or your own. */
function networkOf({
  customerNetwork,
  isolationMode = "AllowOnlyApprovedOutbound",
  firewallSku,
}: AmlWorkspaceProps): Pick<
  WorkspaceProperties,
  "managedNetwork" | "provisionNetworkNow" | "serverlessComputeSettings"
> {
  if (!customerNetwork) return { managedNetwork: { isolationMode, firewallSku }, provisionNetworkNow: true };
  return {
    managedNetwork: { isolationMode: "Disabled" },
    serverlessComputeSettings: {
      serverlessComputeCustomSubnet: customerNetwork.trainingSubnet.subnetId,
      serverlessComputeNoPublicIP: !customerNetwork.publicNodes,
    },
  };
}

/** Props of the managed network. */
const MANAGED_NETWORK_PROPS = ["isolationMode", "firewallSku"] as const;

function requireOneNetwork(scope: Construct, props: AmlWorkspaceProps): void {
  if (!props.customerNetwork) return;
  requireProps({ node: { path: `${scope.node.path}.customerNetwork` } }, props.customerNetwork, "trainingSubnet");
  const set = MANAGED_NETWORK_PROPS.find((prop) => props[prop] !== undefined);
  if (set === undefined) return;
  refuse(scope, set, {
    value: props[set],
    allowed: `${set} or customerNetwork, not both: it is a property of the managed network`,
    fix: "leave it out; the security groups and the firewall of your network determine outbound access",
  });
}

function requireNoPurge(scope: Construct, props: AmlWorkspaceProps, production: boolean): void {
  if (!props.purgeOnDestroy || !production) return;
  refuse(scope, "purgeOnDestroy", {
    value: true,
    allowed: "false in production: a purged workspace and its data cannot be recovered",
    fix: "leave it out, or set production: false for an environment that may be lost",
  });
}

function requirePrivate(scope: Construct, props: AmlWorkspaceProps, production: boolean): void {
  const { ipAllowlist = [] } = props;
  if ((props.publicNetworkAccess ?? "Disabled") === "Disabled") {
    if (ipAllowlist.length === 0) return;
    refuse(scope, "ipAllowlist", {
      value: ipAllowlist,
      allowed: 'addresses only together with publicNetworkAccess: "Enabled"',
      fix: "omit it: without public access, no address can connect",
    });
  }
  if (production) {
    refuse(scope, "publicNetworkAccess", {
      value: props.publicNetworkAccess,
      allowed: "Disabled in production",
      fix: "leave it out, and connect through Bastion",
    });
  }
  if (ipAllowlist.length === 0) {
    refuse(scope, "publicNetworkAccess", {
      value: props.publicNetworkAccess,
      allowed: "Disabled, or Enabled with the addresses that may connect",
      fix: 'set ipAllowlist, ["203.0.113.0/24"]; without it, the workspace would be open to everybody',
    });
  }
  const wrong = ipAllowlist.find((range) => !isUnresolved(range) && !isPublicAddressRange(range));
  if (wrong !== undefined) {
    refuse(scope, "ipAllowlist", {
      value: wrong,
      allowed: "public IPv4 addresses and blocks in CIDR notation, /1 to /32",
      fix: 'use "203.0.113.7" or "203.0.113.0/24"; /0 would open the workspace to everybody',
    });
  }
  if (!isUnresolved(props.apiVersion) && !props.apiVersion?.endsWith("-preview")) {
    refuse(scope, "apiVersion", {
      value: props.apiVersion ?? API_VERSIONS.machineLearning,
      allowed: "a preview api-version together with ipAllowlist: no stable one supports it",
      fix: `use "${API_VERSIONS.machineLearningPreview}" for this workspace`,
    });
  }
}

/** Source: https://learn.microsoft.com/azure/machine-learning/concept-customer-managed-keys (limitations, May 2024) */
function warnPrivateKeyVault(
  scope: Construct,
  { customerManagedKey: key, serviceSideEncryption = true }: AmlWorkspaceProps,
): void {
  if (!serviceSideEncryption || key?.keyVaultPublicNetworkAccess !== false) return;
  Annotations.of(scope).addWarning(
    "the customer-managed key is in a vault without public network access, which Microsoft's page of May 2024 doesn't " +
      "support for service-side encryption. The key can't be changed later: try it in a workspace that may be lost, or " +
      "set serviceSideEncryption to false (docs/runbooks/cmk.md)",
  );
}

function warnOpenOutbound(scope: Construct, props: AmlWorkspaceProps): void {
  if (props.isolationMode !== "AllowInternetOutbound") return;
  Annotations.of(scope).addWarning(
    "the managed network allows all outbound traffic to the internet, so data can be exfiltrated. Use AllowOnlyApprovedOutbound and outbound rules",
  );
}

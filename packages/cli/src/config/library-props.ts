import type { AzureDevOpsService, BuildAgentsOptions, GitHubService } from "@org/aml-agents";
import type {
  AddBastionOptions,
  AddExpressRouteGatewayOptions,
  AddJumpboxOptions,
  AddVpnGatewayOptions,
  FirewallOptions,
} from "@org/aml-network";
import type {
  EnvironmentBaseProps,
  EnvironmentKubernetesOptions,
  EnvironmentRegistryOptions,
  EnvironmentWorkspaceOptions,
  PrivateMlEnvironmentProps,
} from "@org/aml-platform";
import type { AddComputeClusterOptions, ComputeInstanceOptions } from "@org/aml-workspace";
import type { EnvironmentConfiguration } from "./schema.js";

/** The objects that a field takes. */
type ObjectOf<Field> = Extract<NonNullable<Field>, object>;
type KeysOf<Fields> = Fields extends object ? keyof Fields : never;

/** The field that sets a prop. `null` is a prop that only code sets; undefined is one that needs no field. */
type FieldOfProp = string | null | undefined;

/**
 * The props of a library that have no field of the same name. A new prop without a field and without an entry here is
 * an error of the compiler.
 */
type WithoutField<Props, Fields> = Readonly<Record<Exclude<keyof Props & string, KeysOf<Fields>>, FieldOfProp>>;

/** Derived from several fields. */
const DERIVED = undefined;
/** A Terraform variable. */
const VARIABLE = undefined;

const ENVIRONMENT: WithoutField<PrivateMlEnvironmentProps & EnvironmentBaseProps, EnvironmentConfiguration> = {
  base: DERIVED,
  connection: "waits",
  deploymentPrincipal: "deploymentRoles",
  flowLogs: null,
  hub: "hub",
  ignoreTagChanges: "ignoreTagChanges",
  logQueryAudit: "governance",
  people: "people",
  resourceGroups: DERIVED,
  tenantId: VARIABLE,
  workspace: DERIVED,
  zones: "dns",
};

const WORKSPACE: WithoutField<EnvironmentWorkspaceOptions, EnvironmentConfiguration> = {
  apiVersion: "publicAccessIpAllowlist",
  applicationInsights: null,
  computeIdentityRoles: null,
  containerRegistry: "containerRegistryId",
  description: null,
  friendlyName: null,
  hbiWorkspace: null,
  identity: "workspaceIdentity",
  identityResourceGroup: null,
  identityRoles: null,
  ignoreTagChanges: "ignoreTagChanges",
  ipAllowlist: "publicAccessIpAllowlist",
  isolationMode: null,
  keyVault: "keyVaultId",
  preventDestroy: "production",
  publicNetworkAccess: "publicAccessIpAllowlist",
  purgeOnDestroy: "autoPurge",
  responseExportValues: null,
  retry: null,
  serviceSideEncryption: "customerManagedKey",
  storage: "storageAccountId",
  timeouts: null,
  v1LegacyMode: null,
  workspaceName: "names",
};

const REGISTRY: WithoutField<EnvironmentRegistryOptions, ObjectOf<EnvironmentConfiguration["registry"]>> = {
  apiVersion: null,
  endpoint: null,
  hierarchicalNamespace: null,
  lock: null,
  lockName: "names",
  preventDestroy: "production",
  registryName: "names",
  retry: null,
  storageAccountType: null,
  timeouts: null,
  waits: null,
};

const BASTION: WithoutField<AddBastionOptions, ObjectOf<EnvironmentConfiguration["bastion"]>> = {
  bastionName: "names",
  ipConnectEnabled: null,
  kerberosEnabled: null,
  privateOnly: null,
  publicIpName: null,
  securityGroup: null,
  sessionRecordingEnabled: null,
  shareableLinkEnabled: null,
  zones: null,
};

const JUMPBOX: WithoutField<AddJumpboxOptions, ObjectOf<EnvironmentConfiguration["jumpbox"]>> = {
  adminPassword: VARIABLE,
  adminUsername: VARIABLE,
  computerName: "names",
  diskEncryptionSetId: "customerManagedKey",
  image: "imageId",
  jumpboxName: "names",
  networkInterfaceName: "names",
  osDiskName: "names",
  osDiskSizeInGb: null,
  resourceGroup: null,
  zone: null,
};

const CLUSTER: WithoutField<AddComputeClusterOptions, ObjectOf<EnvironmentConfiguration["computeCluster"]>> = {
  apiVersion: null,
  description: null,
  imageBuild: null,
  retry: null,
  sshPublicKey: null,
  subnet: null,
  tags: null,
  timeouts: null,
};

const INSTANCE: WithoutField<ComputeInstanceOptions, EnvironmentConfiguration["computeInstances"][number]> = {
  apiVersion: null,
  assignedUser: "assignedUserObjectId",
  description: null,
  retry: null,
  schedules: null,
  sshPublicKey: null,
  subnet: null,
  tags: null,
  timeouts: null,
};

type Kubernetes = ObjectOf<EnvironmentConfiguration["kubernetes"]>;
type ExtensionOptions = ObjectOf<EnvironmentKubernetesOptions["extension"]>;
type NodePoolOptions = NonNullable<EnvironmentKubernetesOptions["nodePools"]>[string];
type Agents = ObjectOf<EnvironmentConfiguration["agents"]>;

const KUBERNETES: WithoutField<EnvironmentKubernetesOptions & Omit<ExtensionOptions, "version">, Kubernetes> = {
  apiVersion: null,
  authorizedIpRanges: null,
  clusterName: "names",
  compute: null,
  configurationSettings: null,
  diskEncryptionSetId: null,
  extension: "inference",
  identity: null,
  installNvidiaDevicePlugin: null,
  networkPlugin: null,
  networkPolicy: null,
  privateCluster: null,
  retry: null,
  rolePropagation: null,
  timeouts: null,
};

const NODE_POOL: WithoutField<NodePoolOptions, ObjectOf<Kubernetes["systemNodePool"]> & { nodeTaints?: unknown }> = {
  hostEncryptionEnabled: null,
  nodeLabels: null,
  osDiskSizeGb: null,
  spot: null,
  zones: null,
};

const INFERENCE: WithoutField<ObjectOf<ExtensionOptions["inference"]>, ObjectOf<Kubernetes["inference"]>> = {};

const AGENTS: WithoutField<BuildAgentsOptions, Agents> = {
  adminSshPublicKey: "sshPublicKey",
  diskEncryptionSetId: null,
  identity: null,
  imageId: null,
  osDiskSizeInGb: null,
  service: "azureDevOps or gitHub",
  zones: null,
};

const AZURE_DEVOPS: WithoutField<AzureDevOpsService, ObjectOf<Agents["azureDevOps"]>> = {
  release: null,
  token: "useToken of agents",
  type: DERIVED,
};

const GITHUB: WithoutField<GitHubService, ObjectOf<Agents["gitHub"]>> = {
  release: null,
  token: "useToken of agents",
  type: DERIVED,
};

const FIREWALL: WithoutField<FirewallOptions, ObjectOf<EnvironmentConfiguration["firewall"]>> = {
  sourceAddresses: null,
};

const VPN: WithoutField<AddVpnGatewayOptions, ObjectOf<EnvironmentConfiguration["vpnGateway"]>> = {
  authorityHost: null,
  gatewayName: "names",
  publicIpName: "names",
};

const EXPRESS_ROUTE: WithoutField<
  AddExpressRouteGatewayOptions,
  ObjectOf<EnvironmentConfiguration["expressRouteGateway"]>
> = { gatewayName: "names", publicIpName: "names" };

/** The props without a field, by the object of the configuration, and what takes them in the library. */
const OBJECTS: readonly (readonly [path: RegExp, takenBy: string, props: Readonly<Record<string, FieldOfProp>>])[] = [
  [/^registr(y|ies\.[^.]+)$/, "AmlRegistry, @org/aml-registry", REGISTRY],
  [/^bastion$/, "addBastion(), @org/aml-network", BASTION],
  [/^jumpbox$/, "addJumpbox(), @org/aml-network", JUMPBOX],
  [/(^|\.)computeClusters?(\.\d+)?$/, "addComputeCluster(), @org/aml-workspace", CLUSTER],
  [/(^|\.)computeInstances\.\d+$/, "addComputeInstance(), @org/aml-workspace", INSTANCE],
  [/^kubernetes$/, "AksCluster, @org/aml-kubernetes", KUBERNETES],
  [/^kubernetes\.(systemNodePool|nodePools\.[^.]+)$/, "AksCluster, @org/aml-kubernetes", NODE_POOL],
  [/^kubernetes\.inference$/, "AksCluster, @org/aml-kubernetes", INFERENCE],
  [/^agents$/, "BuildAgents, @org/aml-agents", AGENTS],
  [/^agents\.azureDevOps$/, "BuildAgents, @org/aml-agents", AZURE_DEVOPS],
  [/^agents\.gitHub$/, "BuildAgents, @org/aml-agents", GITHUB],
  [/^firewall$/, "PlatformVnet, @org/aml-network", FIREWALL],
  [/^vpnGateway$/, "addVpnGateway(), @org/aml-network", VPN],
  [/^expressRouteGateway$/, "addExpressRouteGateway(), @org/aml-network", EXPRESS_ROUTE],
  [/^$/, "PrivateMlEnvironment, @org/aml-platform", ENVIRONMENT],
  [/^(workspaces\.[^.]+)?$/, "AmlWorkspace, @org/aml-workspace", WORKSPACE],
];

/** How to set a prop of the library that has no field of its name in an object of the configuration. */
export function fixOfProp(path: readonly PropertyKey[], key: string): string | undefined {
  const [top, ...rest] = path.map(String);
  if (top !== "environments" && top !== "hub") return undefined;
  const within = rest.slice(top === "hub" ? 0 : 1).join(".");
  for (const [object, takenBy, props] of OBJECTS) {
    if (!object.test(within) || !Object.hasOwn(props, key)) continue;
    const field = props[key];
    if (field === null) return `only in the library: ${key} of ${takenBy}`;
    return field === undefined ? undefined : `use the field ${field}`;
  }
  return undefined;
}

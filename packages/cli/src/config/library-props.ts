import type { AddBastionOptions, AddJumpboxOptions } from "@org/aml-network";
import type {
  EnvironmentBaseProps,
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

/** The props without a field, by the object of the configuration, and what takes them in the library. */
const OBJECTS: readonly (readonly [path: RegExp, takenBy: string, props: Readonly<Record<string, FieldOfProp>>])[] = [
  [/^registr(y|ies\.[^.]+)$/, "AmlRegistry, @org/aml-registry", REGISTRY],
  [/^bastion$/, "addBastion(), @org/aml-network", BASTION],
  [/^jumpbox$/, "addJumpbox(), @org/aml-network", JUMPBOX],
  [/(^|\.)computeClusters?(\.\d+)?$/, "addComputeCluster(), @org/aml-workspace", CLUSTER],
  [/(^|\.)computeInstances\.\d+$/, "addComputeInstance(), @org/aml-workspace", INSTANCE],
  [/^$/, "PrivateMlEnvironment, @org/aml-platform", ENVIRONMENT],
  [/^(workspaces\.[^.]+)?$/, "AmlWorkspace, @org/aml-workspace", WORKSPACE],
];

/** How to set a prop of the library that has no field of its name in an object of the configuration. */
export function fixOfProp(path: readonly PropertyKey[], key: string): string | undefined {
  const [environments, , ...inEnvironment] = path.map(String);
  if (environments !== "environments") return undefined;
  const within = inEnvironment.join(".");
  for (const [object, takenBy, props] of OBJECTS) {
    if (!object.test(within) || !Object.hasOwn(props, key)) continue;
    const field = props[key];
    if (field === null) return `only in the library: ${key} of ${takenBy}`;
    return field === undefined ? undefined : `use the field ${field}`;
  }
  return undefined;
}

import { groupBy, isJsonList, type Json, type Resource } from "@org/aml-synth-model";
import { ROLES } from "@org/azure-catalog";
import { armTypeOf } from "../domain/arm-types.js";
import { nameOf } from "../domain/network.js";
import { leadsTo, storeOf } from "../domain/datastore.js";
import { isArm, isNotKnown, pointTo, read, valueAt, type Pointer, type Reading } from "../domain/reader.js";
import { isProject } from "../domain/managed-network.js";
import { ownSubnets } from "../domain/own-network.js";
import { enabled, isWritten, settingOf } from "../domain/setting.js";
import { notKnown, type Rule } from "./rule.js";
import { settingRule, type SettingRule } from "./setting-rule.js";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";

const rule =
  (on: string) =>
  (given: Omit<SettingRule, "on" | "subject">): Rule =>
    settingRule({ ...given, on, subject: "machine learning" });
/** A project of an AI Foundry hub inherits the hub's network, identity and keys if it doesn't set its own. */
const workspace = (given: Omit<SettingRule, "on" | "subject">): Rule =>
  rule(WORKSPACES)({ of: (resource) => !isProject(resource) || isWritten(resource, given.setting), ...given });
const registry = rule(REGISTRIES);
const compute = rule(COMPUTES);

/** Arguments of azurerm's datastores with which they sign in. */
const SECRETS = ["account_key", "shared_access_signature", "client_secret"];

const lower = (value: Json | undefined): string => String(value).toLowerCase();
const isCluster = (resource: Resource): boolean => computeType(resource) === "AmlCompute";
const isInstance = (resource: Resource): boolean => computeType(resource) === "ComputeInstance";

/** Workspaces, registries and computes of Azure Machine Learning. */
export const MACHINE_LEARNING_RULES: readonly Rule[] = [
  workspace({
    id: "ml-workspace-public-access",
    severity: "error",
    title: "A workspace has no public network access",
    rationale: "The studio, jobs and endpoints should be reachable only from the virtual network.",
    fix: 'Set publicNetworkAccess = "Disabled".',
    sameAs: {
      checkov: ["CKV_AZURE_144"],
      psrule: ["Azure.ML.PublicAccess"],
      azurePolicy: ["Azure Machine Learning Workspaces should disable public network access"],
    },
    setting: {
      argument: ["public_network_access_enabled", "public_network_access"],
      toArm: enabled,
      arm: "properties.publicNetworkAccess",
      absent: "Enabled",
    },
    wants: ["Disabled"],
  }),
  workspace({
    id: "ml-workspace-isolation",
    severity: "error",
    title: "A workspace's computes reach only approved destinations",
    rationale: "Otherwise a job can send data anywhere on the internet.",
    fix: 'Set managedNetwork.isolationMode = "AllowOnlyApprovedOutbound".',
    sameAs: { checkov: ["CKV2_AZURE_49"] },
    setting: {
      argument: "managed_network.isolation_mode",
      arm: "properties.managedNetwork.isolationMode",
      absent: "Disabled",
    },
    wants: ["AllowOnlyApprovedOutbound"],
    // The check of egress follows the traffic of computes in a network of yours.
    of: (resource, platform) =>
      !isProject(resource) &&
      !platform.workspaces.some((one) => one.resource === resource && ownSubnets(platform, one)),
  }),
  workspace({
    id: "ml-workspace-identity",
    severity: "warning",
    title: "A workspace has a user-assigned identity",
    rationale: "Its roles can then be assigned and take effect before the workspace is created.",
    fix: "Give it an identity of type UserAssigned and set primaryUserAssignedIdentity.",
    sameAs: {
      psrule: ["Azure.ML.UserManagedIdentity"],
      azurePolicy: ["Azure Machine Learning workspaces should use user-assigned managed identity"],
    },
    setting: { argument: "primary_user_assigned_identity", arm: "properties.primaryUserAssignedIdentity" },
    wants: "anything",
  }),
  workspace({
    id: "ml-workspace-datastore-identity",
    severity: "error",
    title: "A workspace's datastores use identities, not keys",
    rationale: "Otherwise the workspace's vault contains the account key, which gives full access.",
    fix: 'Set systemDatastoresAuthMode = "Identity".',
    sameAs: {},
    setting: {
      argument: "storage_account_access_type",
      arm: "properties.systemDatastoresAuthMode",
      absent: "AccessKey",
    },
    wants: (value) => ["identity", "userdelegationsas"].includes(lower(value)),
  }),
  workspace({
    id: "ml-workspace-legacy-mode",
    severity: "warning",
    title: "A workspace isn't in v1 legacy mode",
    rationale: "Legacy mode blocks version 2 of the API.",
    fix: "Set v1LegacyMode = false.",
    sameAs: {},
    setting: { argument: "v1_legacy_mode_enabled", arm: "properties.v1LegacyMode", absent: false },
    wants: [false],
  }),
  workspace({
    id: "ml-workspace-customer-managed-key",
    severity: "note",
    title: "A workspace is encrypted with your own key",
    rationale: "Microsoft's keys, the default, are sufficient unless a regulation requires your own.",
    fix: "Add encryption with a key from your vault.",
    sameAs: {
      azurePolicy: ["Azure Machine Learning workspaces should be encrypted with a customer-managed key"],
    },
    setting: { argument: "encryption", arm: "properties.encryption" },
    wants: "anything",
  }),
  {
    id: "ml-workspace-image-build",
    subject: "machine learning",
    severity: "warning",
    title: "A workspace with a private container registry builds its images on a compute",
    rationale:
      "Azure's builders can't reach a private container registry, so images of new environments can't be built.",
    fix: "Set imageBuildCompute to a CPU cluster of the workspace.",
    sameAs: {},
    *check(platform) {
      for (const one of platform.workspaces) {
        const to = one.dependencies.find(({ kind }) => kind === "container registry")?.to.resource;
        if (to === undefined || publicAccess(to) !== "Disabled") continue;
        const own = valueAt(one.resource, "image_build_compute_name", "properties.imageBuildCompute");
        const later = one.updates.some((update) => update.properties?.["imageBuildCompute"] !== undefined);
        if (own !== undefined || later) continue;
        yield {
          resource: one.resource,
          path: one.resource.armType === undefined ? "image_build_compute_name" : "body.properties.imageBuildCompute",
          message: `no image-build compute is set, and ${to.address} doesn't allow public access`,
        };
      }
    },
  },
  registry({
    id: "ml-registry-public-access",
    severity: "error",
    title: "A registry of Azure Machine Learning has no public network access",
    rationale: "Models and environments should be shared only through private endpoints.",
    fix: 'Set publicNetworkAccess = "Disabled".',
    sameAs: { azurePolicy: ["Azure Machine Learning registries should disable public network access"] },
    setting: { argument: "public_network_access_enabled", arm: "properties.publicNetworkAccess", absent: "Enabled" },
    wants: ["Disabled"],
  }),
  {
    id: "ml-registry-managed-premium",
    subject: "machine learning",
    severity: "error",
    title: "The container registry of a registry has the Premium SKU",
    rationale: "Only Premium supports private endpoints.",
    fix: 'Set acrAccountSku = "Premium" in every region.',
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.created(REGISTRIES)) {
        const regions = valueAt(resource, "", "properties.regionDetails");
        const details = isJsonList(regions) ? regions : [];
        for (const [index] of details.entries()) {
          const path = `properties.regionDetails[${String(index)}].acrDetails[0].systemCreatedAcrAccount.acrAccountSku`;
          const sku = read(resource, "", path);
          if (isNotKnown(sku)) yield notKnown(resource, `body.${path}`, sku);
          if (isNotKnown(sku) || sku === undefined || sku === "Premium") continue;
          yield { resource, path: `body.${path}`, message: `body.${path} is ${JSON.stringify(sku)}` };
        }
      }
    },
  },
  registry({
    id: "ml-registry-deployer",
    severity: "note",
    title: "A registry's managed resource group is accessible to the deployment principal",
    rationale: "Azure denies access to all others, so private endpoints to the registry's resources would fail.",
    fix: "List the deploying principal in managedResourceGroupSettings.assignedIdentities.",
    sameAs: {},
    setting: { argument: "assigned_identities", arm: "properties.managedResourceGroupSettings.assignedIdentities" },
    wants: "anything",
  }),
  {
    id: "ml-registry-rule-missing",
    subject: "machine learning",
    severity: "warning",
    title: "A workspace reaches the registry of its environment",
    rationale: "Without an outbound rule, jobs can neither use nor publish shared assets.",
    fix: "Add an outbound rule of type PrivateEndpoint with the sub-resource amlregistry.",
    sameAs: {},
    *check(platform) {
      const registries = groupBy(platform.inventory.created(REGISTRIES), (one) => platform.environments.nameOf(one));
      for (const { resource, rules, environment, isolationMode } of platform.workspaces) {
        if (isolationMode !== "AllowOnlyApprovedOutbound") continue;
        for (const target of registries.get(environment.name) ?? []) {
          if (rules.some((one) => one.target?.resource === target)) continue;
          yield { resource, message: `has no outbound rule to ${nameOf(target)}, the registry of ${environment.name}` };
        }
      }
    },
  },
  {
    id: "ml-registry-user-missing",
    subject: "machine learning",
    severity: "warning",
    title: "Computes have a role on the registries that their workspace reaches",
    rationale: "The outbound rule is useless without the role.",
    fix: "Assign AzureML Registry User on the registry to the compute's identity.",
    sameAs: {},
    *check(platform) {
      const users = groupBy(
        platform.assignments.filter(({ role }) => role.key === ROLES.azureMlRegistryUser.id || role.definition),
        ({ scope }) => scope.resource,
      );
      for (const { rules, computes, name } of platform.workspaces) {
        if (computes.length === 0) continue;
        const identities = new Set(computes.flatMap((one) => one.dependencies().map(({ id }) => id)));
        for (const { resource, target, name: rule } of rules) {
          const registry = target?.resource;
          if (!registry || armTypeOf(registry) !== REGISTRIES.toLowerCase()) continue;
          if ((users.get(registry) ?? []).some(({ principal }) => identities.has(principal.key))) continue;
          yield { resource, message: `${rule} leads to ${nameOf(registry)}, which no compute of ${name} may use` };
        }
      }
    },
  },
  {
    id: "ml-datastore-rule-missing",
    subject: "machine learning",
    severity: "error",
    title: "A workspace reaches the stores of its datastores",
    rationale: "Without an outbound rule for each of their sub-resources, jobs can't read the data.",
    fix: "Add outbound rules of type PrivateEndpoint: blob for blobs, dfs and blob for a data lake, file for a share, sqlServer for a SQL database.",
    sameAs: {},
    *check(platform) {
      for (const { rules, datastores, dependencies, isolationMode } of platform.workspaces) {
        if (isolationMode !== "AllowOnlyApprovedOutbound") continue;
        const own = dependencies.find(({ kind }) => kind === "storage")?.to;
        for (const datastore of datastores) {
          const store = storeOf(datastore, platform.inventory);
          if (store.name === undefined || (own && leadsTo(own, store) !== false)) continue;
          const reached = rules
            .filter(({ target }) => target && leadsTo(target, store) !== false)
            .map(({ target, subResource }) => (target && leadsTo(target, store) ? subResource : undefined));
          if (reached.some((subResource) => subResource === undefined || isNotKnown(subResource))) continue;
          const missing = store.subResources.filter((name) => !reached.includes(name));
          if (missing.length === 0) continue;
          const message = `is on ${store.name}, to which the workspace has no outbound rule for ${missing.join(" and ")}`;
          yield { resource: datastore, message };
        }
      }
    },
  },
  {
    id: "ml-rule-lake",
    subject: "machine learning",
    severity: "error",
    title: "An outbound rule to dfs comes with one to blob",
    rationale: "Azure redirects some operations on files and folders of a data lake to its blob endpoint.",
    fix: "Add an outbound rule with the sub-resource blob to the same account.",
    sameAs: {},
    *check({ workspaces }) {
      for (const { rules } of workspaces) {
        for (const { resource, name, target, subResource } of rules) {
          if (subResource !== "dfs" || !target) continue;
          const same = rules.filter((other) => isSameTarget(other.target, target)).map((other) => other.subResource);
          if (same.includes("blob") || same.some(isNotKnown)) continue;
          const account = target.resource ? nameOf(target.resource) : target.shape;
          yield { resource, message: `${name} leads to dfs of ${account}, and no rule to blob` };
        }
      }
    },
  },
  {
    id: "ml-datastore-credentials",
    subject: "machine learning",
    severity: "warning",
    title: "A datastore contains no credentials",
    rationale: "Anyone who may use the workspace can use its key or password, whatever their own roles are.",
    fix: 'Set credentialsType = "None", and assign data roles to identities.',
    sameAs: {},
    *check({ workspaces }) {
      for (const resource of workspaces.flatMap(({ datastores }) => datastores)) {
        const { path, value } = credentialsOf(resource);
        if (isNotKnown(value)) yield notKnown(resource, path, value);
        else if (value !== "None") yield { resource, path, message: `signs in with ${String(value)}` };
      }
    },
  },
  compute({
    id: "ml-compute-local-auth",
    severity: "error",
    title: "A compute doesn't allow local users",
    rationale: "A local SSH key bypasses Entra and all roles.",
    fix: "Set disableLocalAuth = true.",
    sameAs: {
      checkov: ["CKV_AZURE_142"],
      psrule: ["Azure.ML.DisableLocalAuth"],
      azurePolicy: ["Azure Machine Learning Computes should have local authentication methods disabled"],
    },
    setting: {
      argument: "local_auth_enabled",
      isOpposite: true,
      arm: "properties.disableLocalAuth",
      absent: false,
    },
    wants: [true],
  }),
  compute({
    id: "ml-compute-public-address",
    severity: "error",
    title: "A compute's nodes have no public addresses",
    rationale: "Each node would be exposed to the internet.",
    fix: "Set enableNodePublicIp = false.",
    sameAs: {},
    setting: { argument: "node_public_ip_enabled", arm: "properties.properties.enableNodePublicIp", absent: true },
    wants: [false],
    of: (resource) => isCluster(resource) || isInstance(resource),
  }),
  compute({
    id: "ml-compute-remote-login",
    severity: "error",
    title: "A compute's SSH port isn't open to the internet",
    rationale: "Anyone with the key could sign in from anywhere.",
    fix: 'Set remoteLoginPortPublicAccess, or sshSettings.sshPublicAccess, to "Disabled".',
    sameAs: {},
    setting: {
      argument: "ssh_public_access_enabled",
      toArm: enabled,
      arm: "properties.properties.remoteLoginPortPublicAccess",
      absent: "Disabled",
    },
    wants: ["Disabled", "NotSpecified"],
  }),
  compute({
    id: "ml-compute-ssh",
    severity: "error",
    title: "A compute instance's SSH port isn't open to the internet",
    rationale: "Anyone with the key could sign in from anywhere.",
    fix: 'Set sshSettings.sshPublicAccess = "Disabled".',
    sameAs: {},
    setting: { argument: "ssh", arm: "properties.properties.sshSettings.sshPublicAccess", absent: "Disabled" },
    wants: ["Disabled"],
    of: isInstance,
  }),
  compute({
    id: "ml-compute-min-nodes",
    severity: "warning",
    title: "A cluster scales down to zero nodes",
    rationale: "Idle nodes cost money and aren't updated.",
    fix: "Set minNodeCount = 0.",
    sameAs: { checkov: ["CKV_AZURE_150"] },
    setting: {
      argument: "scale_settings.min_node_count",
      arm: "properties.properties.scaleSettings.minNodeCount",
      absent: 0,
    },
    wants: [0],
    of: isCluster,
  }),
  compute({
    id: "ml-compute-idle-shutdown",
    severity: "warning",
    title: "A compute instance shuts itself down when idle",
    rationale: "A running instance costs money and isn't updated.",
    fix: 'Set idleTimeBeforeShutdown, such as "PT60M".',
    sameAs: { psrule: ["Azure.ML.ComputeIdleShutdown"] },
    setting: { argument: "idle_time_before_shutdown", arm: "properties.properties.idleTimeBeforeShutdown" },
    wants: "anything",
    of: isInstance,
  }),
  compute({
    id: "ml-compute-identity",
    severity: "warning",
    title: "A compute has a user-assigned identity",
    rationale: "Jobs then run with the identity's roles instead of the permissions of the submitting user.",
    fix: "Give it an identity of type UserAssigned.",
    sameAs: {},
    setting: { argument: "identity.type", arm: "identity.type" },
    wants: (value) => String(value).includes("UserAssigned"),
    of: (resource) => isCluster(resource) || isInstance(resource),
  }),
  {
    id: "ml-compute-network",
    subject: "machine learning",
    severity: "error",
    title: "A compute is in the managed network or in your subnet",
    rationale: "Otherwise its traffic isn't restricted by any rule.",
    fix: "Enable the workspace's managed network, or set the compute's subnet.",
    sameAs: {
      psrule: ["Azure.ML.ComputeVnet"],
      azurePolicy: ["Azure Machine Learning Computes should be in a virtual network"],
    },
    *check(platform) {
      for (const one of platform.workspaces) {
        if (one.isolationMode !== "Disabled") continue;
        for (const resource of one.computes) {
          // An attached cluster has its own subnet.
          if (ATTACHED.test(computeType(resource) ?? "")) continue;
          if (pointTo(resource, "subnet_resource_id", "properties.properties.subnet.id")) continue;
          yield { resource, message: `is in no subnet, and the managed network of ${one.name} is off` };
        }
      }
    },
  },
];

/** Types of computes that are clusters outside of the workspace. */
const ATTACHED = /^(AKS|Kubernetes)$/i;

function computeType(resource: Resource): string | undefined {
  if (resource.type === "azurerm_machine_learning_compute_cluster") return "AmlCompute";
  if (resource.type === "azurerm_machine_learning_compute_instance") return "ComputeInstance";
  const type = read(resource, "", "properties.computeType");
  return typeof type === "string" ? type : undefined;
}

function publicAccess(resource: Resource): unknown {
  return settingOf(resource, {
    argument: "public_network_access_enabled",
    toArm: enabled,
    arm: "properties.publicNetworkAccess",
    absent: "Enabled",
  });
}

/** How a datastore signs in to its store. */
function credentialsOf(datastore: Resource): { readonly path: string; readonly value: Reading } {
  if (!isArm(datastore)) {
    const path = SECRETS.find((argument) => datastore.get(argument) !== undefined);
    return { path: path ?? "", value: path ?? "None" };
  }
  const paths = ["properties.contents.credentials.credentialsType", "properties.credentials.credentialsType"];
  const path = paths.find((one) => read(datastore, "", one) !== undefined);
  return { path: `body.${path ?? ""}`, value: path === undefined ? "None" : read(datastore, "", path) };
}

function isSameTarget(one: Pointer | undefined, other: Pointer): boolean {
  return one !== undefined && (one.resource ?? one.shape) === (other.resource ?? other.shape);
}

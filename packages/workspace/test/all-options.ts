import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { type AzurermMajor, constrainProviders, type IKubernetesCluster, Monitoring } from "@org/aml-core";
import { CentralPrivateDns } from "@org/aml-dns";
import { PlatformNaming } from "@org/aml-naming";
import { PlatformVnet, type PlatformVnetProps } from "@org/aml-network";
import { ManagedIdentity, Principal } from "@org/aml-rbac";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { type App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";
import {
  AmlWorkspace,
  type AmlWorkspaceProps,
  CustomerManagedKey,
  DiskEncryption,
  WorkspaceContainerRegistry,
  WorkspaceInsights,
  WorkspaceKeyVault,
  WorkspaceStorage,
} from "../src/index.js";

const SOMEONE = "00000000-0000-4000-8000-000000000001";
const existing = (type: string, name: string) =>
  `/subscriptions/${SOMEONE}/resourceGroups/rg-existing/providers/${type}/${name}`;

/** A subnet for jobs. */
const JOBS = { addressPrefix: "10.1.8.0/24", natGateway: true };

/** A cluster without local accounts. */
class Cluster extends Construct implements IKubernetesCluster {
  public readonly clusterId = existing("Microsoft.ContainerService/managedClusters", "aks");
  public readonly location = undefined;
  public readonly environmentName = undefined;
  public readonly trustedAccess = true;
  public readonly dependencies = [];
}

class Stack extends TerraformStack {
  public readonly names;
  public readonly common: Pick<
    AmlWorkspaceProps,
    "names" | "resourceGroup" | "vnet" | "zones" | "monitoring" | "tenantId"
  >;

  public readonly vnet: PlatformVnet;

  constructor(
    app: App,
    environment: string,
    azurermMajor: AzurermMajor,
    network: Pick<PlatformVnetProps, "natGateway"> = {},
  ) {
    super(app, `workspace-${environment}`);
    constrainProviders(this, ["azurerm", "azapi", "time"], { azurermMajor });
    new LocalBackend(this, { path: `${environment}.tfstate` });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzapiProvider(this, "azapi");
    new TimeProvider(this, "time");
    const tenantId = new TerraformVariable(this, "tenant_id", { type: "string" }).stringValue;
    const names = new PlatformNaming().environment(environment);
    const resourceGroup = new ResourceGroup(this, "Group", { name: "rg-all", location: "canadacentral" });
    const monitoring = new Monitoring(this, "Monitoring", {
      resourceGroup,
      workspaceName: names.logAnalyticsWorkspace,
    });
    const vnet = new PlatformVnet(this, "Network", { resourceGroup, names, addressSpace: "10.1.0.0/16", ...network });
    this.vnet = vnet;
    const zones = new CentralPrivateDns(this, "Zones", { resourceGroup });
    zones.linkTo(vnet);
    this.names = names;
    this.common = { names, resourceGroup, vnet, zones, monitoring, tenantId };
  }
}

/** A workspace by default. */
export function defaults(app: App, azurermMajor: AzurermMajor): void {
  const stack = new Stack(app, "dev", azurermMajor);
  new AmlWorkspace(stack, "Workspace", stack.common).addComputeCluster("Cluster");
}

/** A workspace with every option, and one on what exists already. */
export function everything(app: App, azurermMajor: AzurermMajor): void {
  const stack = new Stack(app, "all", azurermMajor);
  const { common, names } = stack;
  const identity = new ManagedIdentity(stack, "Identity", {
    resourceGroup: common.resourceGroup,
    name: names.workspaceIdentity,
  });
  const customerManagedKey = new CustomerManagedKey(stack, "Key", {
    resourceGroup: common.resourceGroup,
    keyVaultName: "kvcmkallcc01",
    tenantId: common.tenantId,
    vnet: common.vnet,
    zones: common.zones,
    names,
    identity,
    monitoring: common.monitoring,
    tags: { purpose: "encryption" },
  });
  const dataKey = CustomerManagedKey.fromKeyAttributes(stack, "DataKey", {
    keyVaultId: customerManagedKey.keyVaultId,
    keyIdentifier: customerManagedKey.keyIdentifier,
    identity: new ManagedIdentity(stack, "EncryptionIdentity", {
      resourceGroup: common.resourceGroup,
      name: names.encryptionIdentity,
    }),
    environmentName: names.environmentName,
  });
  new DiskEncryption(stack, "DiskEncryption", {
    resourceGroup: common.resourceGroup,
    name: names.diskEncryptionSet,
    customerManagedKey: dataKey,
    tags: { purpose: "encryption" },
  });
  const workspace = new AmlWorkspace(stack, "Workspace", {
    ...common,
    identity,
    customerManagedKey,
    serviceSideEncryption: true,
    production: false,
    purgeOnDestroy: true,
    identityRoles: { keyVaultAdministrator: true, containerRegistryContributor: true, keyVaultSecretsOfficer: false },
    computeIdentityRoles: { allowAcrPush: false, keyVaultSecretsUser: false },
    storage: {
      customerManagedKey: dataKey,
      replication: "GRS",
      recovery: { softDeleteDays: 30, versioning: true, pointInTimeRestoreDays: 7 },
      lifecycle: { coolAfterDays: 30, archiveAfterDays: 90, deleteAfterDays: 365 },
    },
    keyVault: { sku: "premium", purgeProtection: false, softDeleteRetentionDays: 7 },
    containerRegistry: { zoneRedundancy: true, customerManagedKey: dataKey },
    friendlyName: "Everything",
    description: "every option",
    isolationMode: "AllowInternetOutbound",
    firewallSku: "Basic",
    hbiWorkspace: true,
    v1LegacyMode: true,
    waits: {
      rolePropagation: "120s",
      workspaceNameRelease: "0s",
      computeRolePropagation: "30s",
      imageBuildCompute: "60s",
    },
    responseExportValues: ["properties.workspaceId"],
    ignoreTagChanges: true,
    apiVersion: "2025-12-01",
    timeouts: { create: "2h" },
    retry: { errorMessageRegex: ["Conflict"], intervalSeconds: 20, maxIntervalSeconds: 60 },
    tags: { environment: "all" },
  });
  workspace.outboundRules.addServiceTagRule({
    name: "factory",
    serviceTag: "DataFactory",
    protocol: "TCP",
    ports: [443],
  });
  workspace.outboundRules.addPrivateEndpointRule({
    name: "file",
    target: workspace.storage.target,
    subresourceTarget: "file",
    sparkEnabled: true,
  });
  workspace.addFqdnPreset("python");
  workspace.enableRegistrySharing({ registryId: existing("Microsoft.MachineLearningServices/registries", "mlrall") });
  workspace.addComputeCluster("Gpu", {
    name: "gpu",
    vmSize: "Standard_NC4as_T4_v3",
    vmPriority: "LowPriority",
    minNodeCount: 1,
    maxNodeCount: 2,
    nodeIdleTimeBeforeScaleDown: "PT30M",
    description: "training",
    imageBuild: false,
  });
  workspace.addComputeCluster("Cpu", { name: "cpu" });
  workspace.addComputeInstance("Instance", {
    name: "ci-all-anna",
    assignedUser: { objectId: SOMEONE, tenantId: common.tenantId },
    idleTimeBeforeShutdown: "PT30M",
    schedules: [{ action: "Stop", expression: "0 19 * * 1-5", timeZone: "Eastern Standard Time" }],
  });

  workspace.addDatastore(workspace.storage, {
    name: "orders",
    containerName: "orders",
    serviceDataAccessAuthIdentity: "None",
    cloud: "public",
    description: "orders by day",
    tags: { owner: "sales" },
  });
  const lake = WorkspaceStorage.fromStorageAccountId(
    stack,
    "Lake",
    existing("Microsoft.Storage/storageAccounts", "stlake"),
    { isHnsEnabled: true },
  );
  workspace.addDatastore(lake, {
    name: "lake",
    filesystem: "raw",
    ruleName: "central-lake",
    access: "ReadWrite",
    readers: [Principal.group({ objectId: SOMEONE, name: "scientists" })],
    sparkEnabled: true,
    rolePropagation: "120s",
  });
  workspace.addDatastore(
    WorkspaceStorage.fromStorageAccountId(stack, "Shared", existing("Microsoft.Storage/storageAccounts", "stshared")),
    {
      name: "shared",
      containerName: "shared",
      grantRoles: false,
      credentials: {
        type: "ServicePrincipal",
        tenantId: SOMEONE,
        clientId: SOMEONE,
        clientSecret: new TerraformVariable(stack, "client_secret", { type: "string", sensitive: true }).stringValue,
      },
    },
  );
  workspace.enableBatchEndpoints();
  workspace.enableModelMonitoring();

  const own = new Stack(app, "own", azurermMajor, { natGateway: true });
  const computes = new AmlWorkspace(own, "Workspace", {
    ...own.common,
    customerNetwork: { trainingSubnet: own.vnet.addTrainingSubnet({ publicNodes: true }), publicNodes: true },
  });
  const sshPublicKey = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ== team";
  computes.addComputeCluster("Cluster", { sshPublicKey, subnet: own.vnet.addSubnet("Jobs", JOBS) });
  computes.addComputeInstance("Instance", {
    name: "ci-own-anna",
    assignedUser: { objectId: SOMEONE },
    sshPublicKey,
  });
  const cluster = new Cluster(own, "Kubernetes");
  computes.addKubernetesCompute("Models", {
    cluster,
    name: "aks-models",
    namespace: "models",
    instanceTypes: {
      small: {
        nodeSelector: { agentpool: "models" },
        resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "2", memory: "8Gi" } },
      },
    },
    defaultInstanceType: "small",
    rolePropagation: "2m",
    description: "models",
    tags: { purpose: "scoring" },
  });
  computes.addKubernetesCompute("Shared", { cluster, name: "aks-shared", grantRoles: false });
  computes.addAksCompute("V1", {
    cluster,
    name: "aks-v1",
    loadBalancerSubnet: own.vnet.addScoringSubnet(),
    clusterPurpose: "DevTest",
    description: "models of the API v1",
    tags: { purpose: "scoring" },
  });

  const other = new Stack(app, "existing", azurermMajor);
  new AmlWorkspace(other, "Workspace", {
    ...other.common,
    storage: WorkspaceStorage.fromStorageAccountId(other, "St", existing("Microsoft.Storage/storageAccounts", "stold")),
    keyVault: WorkspaceKeyVault.fromKeyVaultId(other, "Kv", existing("Microsoft.KeyVault/vaults", "kvold")),
    containerRegistry: WorkspaceContainerRegistry.fromContainerRegistryId(
      other,
      "Cr",
      existing("Microsoft.ContainerRegistry/registries", "crold"),
    ),
    applicationInsights: WorkspaceInsights.fromApplicationInsightsId(
      other,
      "Appi",
      existing("Microsoft.Insights/components", "appiold"),
    ),
  });
}

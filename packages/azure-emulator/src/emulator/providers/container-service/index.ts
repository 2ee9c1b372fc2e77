import { ArmId } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, textOf } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import type { ArmResource } from "../../arm/resource.js";
import type { Action, ResourceProvider, ResourceType, Write } from "../../arm/resource-type.js";
import { requireClusterRoles, requireNodeRoles } from "../../failure-modes/cluster-roles.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { networkProfileOf, requireClusterNetwork } from "./cluster-network.js";
import { makeNodes, makePrivateServer, removeNodes } from "./cluster-nodes.js";
import { keep, requireReferenced, withDefaults } from "../shared.js";

const NAMESPACE = "Microsoft.ContainerService";
/** Type of AKS clusters. */
const CLUSTERS = `${NAMESPACE}/managedClusters`;
const POOLS = `${CLUSTERS}/agentPools`;
const VERSION = "1.33.5";

/** AKS clusters with their node pools. */
export const containerService: ResourceProvider = {
  namespace: NAMESPACE,
  types: [
    clusters(),
    pools(),
    { type: `${CLUSTERS}/maintenanceConfigurations` },
    { type: `${CLUSTERS}/trustedAccessRoleBindings`, latency: { create: 30, delete: 30 } },
  ],
};

function clusters(): ResourceType {
  return {
    type: CLUSTERS,
    tracked: true,
    latency: { create: 360, update: 120, delete: 300 },
    write(write, state) {
      const { id, body } = write;
      keep(write, ["fqdn", "privateFQDN", "nodeResourceGroup", "identityProfile"]);
      if (body.identity === undefined && objectOf(body.properties["servicePrincipalProfile"])["secret"] === undefined) {
        throw new ArmError(400, "InvalidParameter", "Either identity or servicePrincipalProfile is required.");
      }
      body.properties = complete(write, state);
      const given = objectsOf(body.properties["agentPoolProfiles"]).map((pool) => poolOf(pool, body.properties));
      body.properties["agentPoolProfiles"] = given;
      body.sku = { name: "Base", tier: "Free", ...body.sku };
      requireClusterNetwork(id, body.properties, given, state);
      requireZone(write, state);
      requireClusterRoles(write, state);
      delete objectOf(body.properties["windowsProfile"])["adminPassword"];
      return (cluster) => {
        requireNodeRoles(cluster, given, state);
        makePrivateServer(cluster, given, state);
        for (const { name, ...pool } of given) makeNodes(cluster, textOf(name) ?? "", pool, state);
      };
    },
    view: (cluster, state) => {
      const own = poolsOf(cluster, state).map(({ id, body }) => ({ name: id.name, ...body.properties }));
      const agentPoolProfiles = own.length > 0 ? own : cluster.body.properties["agentPoolProfiles"];
      return { ...cluster.body, properties: { ...cluster.body.properties, agentPoolProfiles } };
    },
    deleted: (cluster, state) => removeNodes(cluster, state),
    actions: {
      listclusterusercredential: (cluster) => credentialsOf(cluster, "clusterUser"),
      listclusteradmincredential: adminCredentials,
      listclustermonitoringusercredential: (cluster) => credentialsOf(cluster, "clusterMonitoringUser"),
      start: () => ({ seconds: 240, complete: () => undefined }),
      stop: () => ({ seconds: 120, complete: () => undefined }),
    },
  };
}

function pools(): ResourceType {
  return {
    type: POOLS,
    latency: { create: 180, update: 90, delete: 120 },
    locks: (id) => [id.parent?.toString() ?? ""],
    write({ id, body }, state) {
      const cluster = state.resources.get(id.parent);
      const settings = cluster?.body.properties ?? {};
      const pool = { name: id.name, ...poolOf(body.properties, settings) };
      if (id.parent) requireClusterNetwork(id.parent, settings, [pool], state);
      body.properties = poolOf(body.properties, settings);
      return (written) => {
        if (!cluster) return;
        requireNodeRoles(cluster, [pool], state);
        makeNodes(cluster, id.name, written.body.properties, state);
      };
    },
    delete({ id, body }, state) {
      const cluster = state.resources.get(id.parent);
      const others = cluster ? poolsOf(cluster, state).filter((other) => !other.id.equals(id)) : [];
      if (body.properties["mode"] !== "System" || others.some((other) => other.body.properties["mode"] === "System"))
        return;
      throw new ArmError(
        400,
        "OperationNotAllowed",
        `There has to be at least one system agent pool: ${id.name} can't be deleted.`,
      );
    },
    deleted: ({ id }, state) => {
      const cluster = state.resources.get(id.parent);
      if (cluster) removeNodes(cluster, state, id.name);
    },
  };
}

/** The pools of a cluster. */
function poolsOf({ id }: ArmResource, state: EmulatorState): ArmResource[] {
  return state.resources.childrenOf(id).filter((child) => child.id.hasType(POOLS));
}

/**
 * A pool with AKS's defaults. AKS reports no `workloadRuntime` of a pool to which none was given: azurerm would want to
 * remove it.
 */
function poolOf(pool: Properties, settings: Properties): Properties {
  const given = withoutEmpty(pool);
  const network = objectOf(settings["networkProfile"]);
  const overlay = /^overlay$/i.test(textOf(network["networkPluginMode"]) ?? "");
  const maxPods = overlay ? 250 : network["networkPlugin"] === "azure" ? 30 : 110;
  const version = textOf(given["orchestratorVersion"]) ?? textOf(settings["kubernetesVersion"]) ?? VERSION;
  return withDefaults(given, {
    count: 1,
    maxPods,
    mode: "User",
    osType: "Linux",
    osSKU: "Ubuntu",
    osDiskSizeGB: 128,
    osDiskType: "Managed",
    kubeletDiskType: "OS",
    type: "VirtualMachineScaleSets",
    enableFIPS: false,
    enableNodePublicIP: false,
    orchestratorVersion: version,
    currentOrchestratorVersion: version,
    nodeImageVersion: "AKSUbuntu-2204gen2containerd-202611.01.0",
    powerState: { code: "Running" },
    provisioningState: "Succeeded",
  });
}

/** AKS takes an empty text, which azurerm sends for an argument that isn't set, as a property that isn't there. */
function withoutEmpty(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ""));
}

/** The properties of a cluster, with AKS's defaults and what the service sets. */
function complete({ id, body }: Write, state: EmulatorState): Properties {
  const properties = withoutEmpty(body.properties);
  const location = plainLocation(body.location);
  const access = objectOf(properties["apiServerAccessProfile"]);
  const isPrivate = access["enablePrivateCluster"] === true;
  const hash = guidOf(id.key).slice(0, 8);
  const host = textOf(properties["fqdnSubdomain"]) ?? `${textOf(properties["dnsPrefix"]) ?? id.name}-${hash}`;
  const custom = ArmId.tryParse(textOf(access["privateDNSZone"]) ?? "");
  const zone = custom?.name ?? `${guidOf(id.key, "zone")}.privatelink.${location}.azmk8s.io`;
  const group = textOf(properties["nodeResourceGroup"]) || `MC_${id.resourceGroup ?? ""}_${id.name}_${location}`;
  const issuer = objectOf(properties["oidcIssuerProfile"]);
  const hasIssuer = issuer["enabled"] === true;
  return {
    ...withDefaults(properties, {
      kubernetesVersion: VERSION,
      currentKubernetesVersion: textOf(properties["kubernetesVersion"]) ?? VERSION,
      enableRBAC: true,
      disableLocalAccounts: false,
      maxAgentPools: 100,
      supportPlan: "KubernetesOfficial",
      powerState: { code: "Running" },
      resourceUID: guidOf(id.key).replaceAll("-", "").slice(0, 24),
      ...(isPrivate ? { privateFQDN: `${host}.${zone}` } : { fqdn: `${host}.hcp.${location}.azmk8s.io` }),
      azurePortalFQDN: `${guidOf(id.key, "portal").replaceAll("-", "")}-priv.portal.hcp.${location}.azmk8s.io`,
    }),
    ...(hasIssuer
      ? {
          oidcIssuerProfile: {
            ...issuer,
            issuerURL: `https://${location}.oic.prod-aks.azure.com/${state.directory.tenantId}/${guidOf(id.key)}/`,
          },
        }
      : {}),
    networkProfile: networkProfileOf(properties),
    nodeResourceGroup: group,
  };
}

/**
 * Rejects a private DNS zone that isn't the one of the region, or doesn't exist.
 * @throws ArmError 400 InvalidResourceReference or InvalidParameter
 */
function requireZone({ id, body }: Write, state: EmulatorState): void {
  const access = objectOf(body.properties["apiServerAccessProfile"]);
  const zone = ArmId.tryParse(textOf(access["privateDNSZone"]) ?? "");
  if (!zone) return;
  requireReferenced(state, zone.toString(), id);
  const name = `privatelink.${plainLocation(body.location)}.azmk8s.io`;
  if (zone.name === name || zone.name.endsWith(`.${name}`)) return;
  throw new ArmError(
    400,
    "InvalidParameter",
    `The private DNS zone ${zone.name} of cluster ${id.name} has to be named ${name}, or a subdomain of it.`,
  );
}

/** An API server's address with its sign-in by Microsoft Entra. Nothing listens there. */
function credentialsOf({ id, body }: ArmResource, name: string): ReturnType<Action> {
  const host = textOf(body.properties["privateFQDN"]) ?? textOf(body.properties["fqdn"]) ?? "";
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": id.name,
    clusters: [{ name: id.name, cluster: { server: `https://${host}:443`, "certificate-authority-data": "" } }],
    contexts: [{ name: id.name, context: { cluster: id.name, user: name } }],
    users: [{ name, user: { exec: { apiVersion: "client.authentication.k8s.io/v1", command: "kubelogin" } } }],
  };
  const value = Buffer.from(JSON.stringify(config)).toString("base64");
  return { status: 200, body: { kubeconfigs: [{ name, value }] } };
}

function adminCredentials(cluster: ArmResource): ReturnType<Action> {
  if (cluster.body.properties["disableLocalAccounts"] !== true) return credentialsOf(cluster, "clusterAdmin");
  throw new ArmError(
    400,
    "BadRequest",
    "Getting static credential is not allowed because this cluster is set to disable local accounts.",
  );
}

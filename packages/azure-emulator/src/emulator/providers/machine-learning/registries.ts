import { requireValidBody } from "../../arm/arm-body.js";
import { ArmError } from "../../arm/arm-error.js";
import { type Body, objectOf, objectsOf, type Properties, textOf } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import type { ArmResource } from "../../arm/resource.js";
import { ArmId } from "@org/azure-catalog";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { keep, makeBeside, nameTaken, withDefaults } from "../shared.js";

const REGISTRIES = "Microsoft.MachineLearningServices/registries";

/** Azure Machine Learning registries, with the storage account and container registry of each region. */
export const registries: ResourceType = {
  type: REGISTRIES,
  tracked: true,
  latency: { create: 150, update: 60, delete: 120 },
  write(write, state) {
    const { id, apiVersion, body } = write;
    requireValidBody(id, apiVersion, body);
    if (nameTaken(write, state)) {
      throw new ArmError(409, "Conflict", `Registry name '${id.name}' is already in use in the tenant.`);
    }
    keep(write, ["registryId", "managedResourceGroup"]);
    const registryId = textOf(body.properties["registryId"]) ?? guidOf("registry", id.key, String(state.clock.now()));
    const group = `/subscriptions/${id.subscriptionId ?? ""}/resourceGroups/azureml-rg-${id.name}_${registryId}`;
    const location = plainLocation(body.location);
    body.properties = {
      ...withDefaults(body.properties, {
        publicNetworkAccess: "Enabled",
        intellectualPropertyPublisher: null,
        managedResourceGroup: { resourceId: group },
      }),
      registryId,
      discoveryUrl: `https://${location}.api.azureml.ms/registrymanagement/v1.0/registries/${id.name}/discovery`,
      mlFlowRegistryUri: `azureml://${location}.api.azureml.ms/mlflow/v1.0${id.toString()}`,
      regionDetails: objectsOf(body.properties["regionDetails"]).map((region) => regionOf(region, group, registryId)),
    };
    return (registry) => makeManaged(registry, group, state);
  },
  view,
  deleted({ body }, state) {
    const group = state.resources.get(textOf(objectOf(body.properties["managedResourceGroup"])["resourceId"]));
    if (!group) return;
    for (const one of [...state.resources.below(group.id), group]) state.resources.delete(one.id);
  },
};

/** A region's details with the accounts that Azure creates in it. */
function regionOf(region: Properties, group: string, registryId: string): Properties {
  const hash = guidOf(registryId, textOf(region["location"]) ?? "").replaceAll("-", "");
  const account = (details: unknown, key: string, nameKey: string, name: string, type: string): Properties[] =>
    objectsOf(details).map((detail) => ({
      ...detail,
      [key]: {
        ...objectOf(detail[key]),
        [nameKey]: name,
        armResourceId: { resourceId: `${group}/providers/${type}/${name}` },
      },
    }));
  return {
    ...region,
    acrDetails: account(
      region["acrDetails"],
      "systemCreatedAcrAccount",
      "acrAccountName",
      hash.slice(0, 30),
      "Microsoft.ContainerRegistry/registries",
    ),
    storageAccountDetails: account(
      region["storageAccountDetails"],
      "systemCreatedStorageAccount",
      "storageAccountName",
      hash.slice(0, 24),
      "Microsoft.Storage/storageAccounts",
    ),
  };
}

function makeManaged(registry: ArmResource, group: string, state: EmulatorState): void {
  const location = registry.body.location === undefined ? {} : { location: registry.body.location };
  const groupId = ArmId.tryParse(group);
  if (!groupId || state.resources.get(groupId)) return;
  makeBeside(state, groupId, { ...location, properties: { provisioningState: "Succeeded" } });
  for (const region of objectsOf(registry.body.properties["regionDetails"])) {
    const details = [
      ...objectsOf(region["acrDetails"]).map((detail) => objectOf(detail["systemCreatedAcrAccount"])),
      ...objectsOf(region["storageAccountDetails"]).map((detail) => objectOf(detail["systemCreatedStorageAccount"])),
    ];
    for (const detail of details) {
      const id = ArmId.tryParse(textOf(objectOf(detail["armResourceId"])["resourceId"]) ?? "");
      if (!id) continue;
      makeBeside(state, id, {
        location: textOf(region["location"]) ?? "",
        properties: { publicNetworkAccess: "Disabled", provisioningState: "Succeeded" },
      });
      if (!id.hasType("Microsoft.Storage/storageAccounts")) continue;
      for (const service of ["blob", "file", "queue", "table"]) {
        makeBeside(state, id.child(`${service}Services`, "default"), { properties: {} });
      }
    }
  }
}

function view({ id, body }: ArmResource, state: EmulatorState): Body {
  const { registryId: _, ...properties } = body.properties;
  const connections = state.resources
    .childrenOf(id)
    .filter((child) => child.id.hasType(`${REGISTRIES}/privateEndpointConnections`));
  return {
    ...body,
    properties: {
      ...properties,
      registryPrivateEndpointConnections: connections.map((connection) => ({
        id: connection.id.toString(),
        location: body.location,
        properties: {
          groupIds: connection.body.properties["groupIds"] ?? ["amlregistry"],
          privateEndpoint: connection.body.properties["privateEndpoint"] ?? {},
          provisioningState: "Succeeded",
          registryPrivateLinkServiceConnectionState: connection.body.properties["privateLinkServiceConnectionState"],
        },
      })),
    },
  };
}

import { ArmError } from "../arm/arm-error.js";
import { objectOf, textOf } from "../arm/body.js";
import type { ResourceProvider } from "../arm/resource-type.js";
import { guidOf } from "../guid.js";
import { nameCheck } from "./name-check.js";
import { endpointConnections } from "./endpoint-connections.js";
import { connectionsTo, keep, nameTaken, withDefaults } from "./shared.js";

const REGISTRIES = "Microsoft.ContainerRegistry/registries";

/** Container registries. */
export const containerRegistry: ResourceProvider = {
  namespace: "Microsoft.ContainerRegistry",
  types: [
    {
      type: REGISTRIES,
      tracked: true,
      latency: { create: 20, update: 10, delete: 10 },
      write(write, state) {
        const { id, body } = write;
        if (nameTaken(write, state)) {
          throw new ArmError(
            409,
            "AlreadyInUse",
            `The registry DNS name ${id.name}.azurecr.io is already in use. You can check if the name is already claimed using following API: https://docs.microsoft.com/en-us/rest/api/containerregistry/registries/checknameavailability`,
          );
        }
        keep(write, ["creationDate"]);
        const tier = textOf(objectOf(body.sku)["name"]) ?? "Basic";
        if (tier !== "Premium" && body.properties["publicNetworkAccess"] === "Disabled") {
          throw new ArmError(
            400,
            "PublicNetworkAccessNotSupported",
            `Disabling public network access is not supported for the SKU ${tier}. Supported SKU: Premium.`,
          );
        }
        body.sku = { ...body.sku, tier };
        body.properties = {
          ...withDefaults(body.properties, {
            adminUserEnabled: false,
            anonymousPullEnabled: false,
            creationDate: state.clock.date().toISOString(),
            dataEndpointEnabled: false,
            dataEndpointHostNames: [],
            encryption: { status: "disabled" },
            networkRuleBypassOptions: "AzureServices",
            publicNetworkAccess: "Enabled",
            zoneRedundancy: "Disabled",
            policies: {
              quarantinePolicy: { status: "disabled" },
              trustPolicy: { type: "Notary", status: "disabled" },
              retentionPolicy: { days: 7, status: "disabled" },
              exportPolicy: { status: "enabled" },
            },
          }),
          loginServer: `${id.name.toLowerCase()}.azurecr.io`,
        };
      },
      view: (registry, state) => ({
        ...registry.body,
        properties: { ...registry.body.properties, privateEndpointConnections: connectionsTo(registry, state) },
      }),
      actions: {
        listcredentials: ({ id }) => ({
          status: 200,
          body: {
            username: id.name,
            passwords: ["password", "password2"].map((name) => ({ name, value: guidOf(id.key, name) })),
          },
        }),
      },
    },
    { type: `${REGISTRIES}/replications`, tracked: true },
    endpointConnections(REGISTRIES),
  ],
  endpoints: [
    nameCheck((name, state) => {
      const taken = state.resources.named(REGISTRIES, name);
      return taken && `The registry ${name} is already in use.`;
    }),
  ],
};

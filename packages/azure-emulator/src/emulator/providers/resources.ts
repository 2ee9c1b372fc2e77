import { ArmError } from "../arm/arm-error.js";
import type { ResourceProvider } from "../arm/resource-type.js";

const REGISTERED = [
  "Microsoft.Authorization",
  "Microsoft.Compute",
  "Microsoft.Consumption",
  "Microsoft.ContainerRegistry",
  "Microsoft.DevTestLab",
  "Microsoft.Insights",
  "Microsoft.KeyVault",
  "Microsoft.MachineLearningServices",
  "Microsoft.ManagedIdentity",
  "Microsoft.Network",
  "Microsoft.OperationalInsights",
  "Microsoft.Resources",
  "Microsoft.Storage",
];

/** Subscriptions, resource groups, and the resource providers that are registered in a subscription. */
export const resources: ResourceProvider = {
  namespace: "",
  types: [
    {
      type: "Microsoft.Resources/resourceGroups",
      tracked: true,
      latency: { delete: 15 },
    },
  ],
  endpoints: [
    { method: "GET", path: "subscriptions", answer: () => ({ status: 200, body: { value: [] } }) },
    {
      method: "GET",
      path: "subscriptions/{subscription}",
      answer: ({ subscription = "" }, { directory }) => ({
        status: 200,
        body: {
          id: `/subscriptions/${subscription}`,
          subscriptionId: subscription,
          tenantId: directory.tenantId,
          displayName: "Azure emulator",
          state: "Enabled",
          subscriptionPolicies: { locationPlacementId: "Public_2014-09-01", quotaId: "EnterpriseAgreement_2014-09-01" },
        },
      }),
    },
    {
      method: "GET",
      path: "subscriptions/{subscription}/providers",
      answer: ({ subscription = "" }) => ({
        status: 200,
        body: { value: REGISTERED.map((namespace) => registration(subscription, namespace)) },
      }),
    },
    {
      method: "GET",
      path: "subscriptions/{subscription}/providers/{namespace}",
      answer: ({ subscription = "", namespace = "" }) => ({ status: 200, body: registration(subscription, namespace) }),
    },
    {
      method: "POST",
      path: "subscriptions/{subscription}/providers/{namespace}/register",
      answer: ({ subscription = "", namespace = "" }) => ({ status: 200, body: registration(subscription, namespace) }),
    },
    {
      method: "GET",
      path: "subscriptions/{subscription}/resourceGroups",
      answer: ({ subscription = "" }, state) => ({
        status: 200,
        body: {
          value: state.resources
            .ofType("Microsoft.Resources/resourceGroups")
            .filter(({ id }) => id.subscriptionId?.toLowerCase() === subscription.toLowerCase())
            .map(({ id, body }) => ({ id: id.toString(), name: id.name, type: id.resourceType, ...body })),
        },
      }),
    },
    {
      method: "GET",
      path: "subscriptions/{subscription}/resourceGroups/{group}/resources",
      answer: ({ subscription = "", group = "" }, state) => {
        const scope = `/subscriptions/${subscription}/resourceGroups/${group}`;
        const owner = state.resources.get(scope);
        if (!owner) throw new ArmError(404, "ResourceGroupNotFound", `Resource group '${group}' could not be found.`);
        return {
          status: 200,
          body: {
            value: state.resources
              .childrenOf(owner.id)
              .filter(({ body }) => body.location !== undefined)
              .map(({ id, body }) => ({
                id: id.toString(),
                name: id.name,
                type: id.resourceType,
                location: body.location,
              })),
          },
        };
      },
    },
  ],
};

function registration(subscription: string, namespace: string): object {
  return {
    id: `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    registrationState: "Registered",
    registrationPolicy: "RegistrationRequired",
    resourceTypes: [],
  };
}

import * as z from "zod";
import { backend } from "./backend-schema.js";
import { ENVIRONMENT, environmentSchema } from "./environment-schema.js";
import { cidr } from "./common-fields.js";
import { field, item } from "./field.js";

const { shape } = environmentSchema;

/** The hub, whose fields are those of an environment with the same names. */
export const hubSchema = z.strictObject({
  environments: field(
    z.array(item(z.string(), ENVIRONMENT)),
    "Environments that are connected with it. Default: all.",
    { allowed: "a list of environments", example: '["dev"]' },
  ).exactOptional(),
  subscription: field(
    z.string().min(1),
    "Subscription of the hub, by its name in subscriptions. Default: the Terraform variable subscription_id.",
    {
      allowed: "a name in subscriptions",
      example: "connectivity",
    },
  ).exactOptional(),
  backend: backend("Terraform backend of the hub's state. Default: that of the platform.").exactOptional(),
  names: shape.names,
  addressSpace: field(
    z.union([z.cidrv4(), z.array(z.cidrv4()).min(1)]),
    "Address space of the hub, which must not overlap an environment's.",
    { allowed: "an IPv4 CIDR block, or a list of them", example: "10.0.0.0/16" },
  ),
  privateEndpointSubnet: cidr(
    "Subnet for private endpoints in the hub. Default: the second /24 of the hub.",
    "10.0.1.0/24",
  ).exactOptional(),
  dnsServers: shape.dnsServers,
  bastion: shape.bastion,
  jumpbox: shape.jumpbox,
  natGateway: shape.natGateway,
  firewall: shape.firewall,
  vpnGateway: shape.vpnGateway,
  expressRouteGateway: shape.expressRouteGateway,
  agents: shape.agents,
  logAnalyticsWorkspaceId: shape.logAnalyticsWorkspaceId,
  logRetentionInDays: shape.logRetentionInDays,
  diagnosticSettings: shape.diagnosticSettings,
});

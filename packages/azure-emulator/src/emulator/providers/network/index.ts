import type { ResourceProvider } from "../../arm/resource-type.js";
import { bastionHosts } from "./bastion-hosts.js";
import { firewalls } from "./firewalls.js";
import { connectionsOfGateway, gateways } from "./gateways.js";
import { natGateways } from "./nat-gateways.js";
import { networkInterfaces } from "./network-interfaces.js";
import { peerings } from "./peerings.js";
import { privateDns } from "./private-dns.js";
import { privateEndpoints } from "./private-endpoints.js";
import { publicAddresses } from "./public-addresses.js";
import { routeTables } from "./route-tables.js";
import { securityGroups } from "./security-groups.js";
import { virtualNetworks } from "./virtual-networks.js";
import { zoneGroups } from "./zone-groups.js";

/** Networks and their child resources. */
export const network: ResourceProvider = {
  namespace: "Microsoft.Network",
  types: [
    ...virtualNetworks,
    ...securityGroups,
    ...routeTables,
    networkInterfaces,
    publicAddresses,
    natGateways,
    ...firewalls,
    ...gateways,
    bastionHosts,
    peerings,
    { type: "Microsoft.Network/networkWatchers", tracked: true },
    { type: "Microsoft.Network/networkWatchers/flowLogs", tracked: true, latency: { create: 10 } },
    privateEndpoints,
    zoneGroups,
    ...privateDns,
  ],
  endpoints: [connectionsOfGateway],
};

/** Types that are used in several files of this namespace. */
export const VIRTUAL_NETWORKS = "Microsoft.Network/virtualNetworks";
export const SUBNETS = `${VIRTUAL_NETWORKS}/subnets`;
export const INTERFACES = "Microsoft.Network/networkInterfaces";
export const BASTION_HOSTS = "Microsoft.Network/bastionHosts";
export const FIREWALLS = "Microsoft.Network/azureFirewalls";
export const GATEWAYS = "Microsoft.Network/virtualNetworkGateways";
export const NAT_GATEWAYS = "Microsoft.Network/natGateways";
export const ROUTE_TABLES = "Microsoft.Network/routeTables";
/** Interfaces of the machines of a scale set. */
export const SCALE_SET_INTERFACES = "Microsoft.Compute/virtualMachineScaleSets/virtualMachines/networkInterfaces";

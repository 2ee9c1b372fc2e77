/** Types that are used in several files of this namespace. */
export const VIRTUAL_NETWORKS = "Microsoft.Network/virtualNetworks";
export const SUBNETS = `${VIRTUAL_NETWORKS}/subnets`;
export const INTERFACES = "Microsoft.Network/networkInterfaces";
export const BASTION_HOSTS = "Microsoft.Network/bastionHosts";

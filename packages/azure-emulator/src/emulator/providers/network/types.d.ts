/** The types that others of this namespace look for. */
export declare const VIRTUAL_NETWORKS = "Microsoft.Network/virtualNetworks";
export declare const SUBNETS = "Microsoft.Network/virtualNetworks/subnets";
export declare const INTERFACES = "Microsoft.Network/networkInterfaces";
export declare const BASTION_HOSTS = "Microsoft.Network/bastionHosts";

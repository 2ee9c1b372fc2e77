import type { FixedNames } from "./environment-names.js";
/** Which rule each of the fixed names obeys, in the order of the report. */
export declare const FIXED_NAME_KINDS: {
    readonly vnetResourceGroup: "resourceGroup";
    readonly workspaceResourceGroup: "resourceGroup";
    readonly registryResourceGroup: "resourceGroup";
    readonly virtualNetwork: "virtualNetwork";
    readonly flowLog: "flowLog";
    readonly workspace: "workspace";
    readonly registry: "registry";
    readonly registryLock: "managementLock";
    readonly storageAccount: "storageAccount";
    readonly containerRegistry: "containerRegistry";
    readonly keyVault: "keyVault";
    readonly logAnalyticsWorkspace: "logAnalyticsWorkspace";
    readonly applicationInsights: "applicationInsights";
    readonly workspaceIdentity: "managedIdentity";
    readonly computeIdentity: "managedIdentity";
    readonly computeCluster: "computeCluster";
    readonly computeInstance: "computeInstance";
    readonly bastionHost: "bastionHost";
    readonly bastionPublicIp: "publicIp";
    readonly jumpbox: "virtualMachine";
    readonly jumpboxComputerName: "windowsComputerName";
    readonly jumpboxNetworkInterface: "networkInterface";
    readonly jumpboxOsDisk: "osDisk";
    readonly natGateway: "natGateway";
    readonly natPublicIp: "publicIp";
    readonly registryOutboundRule: "outboundRule";
    readonly budget: "budget";
};
/** The fixed names, in the order of the report. */
export declare const FIXED_NAMES: readonly (keyof FixedNames)[];

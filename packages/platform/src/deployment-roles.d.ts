import { type IResourceGroup } from "@org/aml-core";
import { type Principal } from "@org/aml-rbac";
import type { Construct } from "constructs";
/**
 * Grants the deployment principal its three roles on a resource group.
 * @returns the group, whose resources wait for the roles; the group itself without a principal
 */
export declare function grantDeployment(scope: Construct, id: string, resourceGroup: IResourceGroup, principal: Principal | undefined, environmentName?: string): IResourceGroup;

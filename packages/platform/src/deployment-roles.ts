import { type IResourceGroup, resourceGroupAfter } from "@org/aml-core";
import { BundleGrant, deploymentPrincipalBundle, type Principal } from "@org/aml-rbac";
import type { Construct } from "constructs";

/**
 * Gives the deployment principal its three roles on a resource group (S0-RBC-01 to S0-RBC-03).
 * @returns the group, whose resources wait for the roles (S0-RBC-05); the group itself where there is no principal
 */
export function grantDeployment(
  scope: Construct,
  id: string,
  resourceGroup: IResourceGroup,
  principal: Principal | undefined,
  environmentName?: string,
): IResourceGroup {
  if (!principal) return resourceGroup;
  const grant = new BundleGrant(scope, id, {
    bundle: deploymentPrincipalBundle(),
    principal,
    scopes: { resourceGroup },
    ...(environmentName === undefined ? {} : { environmentName }),
  });
  return resourceGroupAfter(resourceGroup, grant.dependencies);
}

import { type IResourceGroup, resourceGroupAfter } from "@org/aml-core";
import { BundleGrant, deploymentPrincipalBundle, type Principal } from "@org/aml-rbac";
import type { Construct } from "constructs";

/**
 * Grants the deployment principal its three roles on a resource group.
 * @returns the group, with the roles as dependencies of its resources; unchanged without a principal
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
    environmentName,
  });
  return resourceGroupAfter(resourceGroup, grant.dependencies);
}

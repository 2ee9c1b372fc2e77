import type { ArmResourceOptions, IManagedIdentity } from "@org/aml-core";
import { azapiOptions, dependOn } from "@org/aml-core/internal";
import { API_VERSIONS } from "@org/azure-catalog";
import { Resource, type ResourceConfig } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** What every compute of a workspace has. */
interface ComputeProps extends ArmResourceOptions {
  readonly workspaceId: string;
  readonly location: string;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** Without it, the compute has none. */
  readonly identity?: IManagedIdentity | undefined;
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Creates the resource of a compute, after `dependsOn` and what is `used` by it. */
export function computeResource(
  scope: Construct,
  name: string,
  props: ComputeProps,
  body: ResourceConfig["body"],
  used: readonly ITerraformDependable[],
): Resource {
  const { apiVersion = API_VERSIONS.machineLearning, identity } = props;
  const resource = new Resource(scope, "Resource", {
    type: `Microsoft.MachineLearningServices/workspaces/computes@${apiVersion}`,
    parentId: props.workspaceId,
    name,
    location: props.location,
    identity: identity && [{ type: "UserAssigned", identityIds: [identity.id] }],
    body,
    responseExportValues: [],
    tags: props.tags,
    ...azapiOptions(props, { create: "60m", update: "60m", delete: "60m" }),
  });
  dependOn(resource, [...used, ...props.dependsOn]);
  return resource;
}

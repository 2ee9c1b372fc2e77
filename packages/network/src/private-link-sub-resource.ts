import type { PrivateLinkTarget } from "@org/aml-core";
import { isUnresolved, refuse } from "@org/aml-core/internal";
import {
  ArmId,
  armTypeOfTerraform,
  PRIVATE_LINKS,
  type PrivateLinkSubResource,
  subResourcesNamed,
  subResourcesOf,
} from "@org/azure-catalog";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { CidrScope } from "./cidr.js";

/**
 * Checks that a target offers a sub-resource, as far as the target's type is known: from its `resourceType`, its id, or
 * the resource (L1) that creates it.
 * @throws InvalidInputError for a sub-resource that doesn't exist, or that resources of the target's type do not offer
 */
export function requireSubResource(
  scope: CidrScope,
  prop: string,
  target: PrivateLinkTarget,
  subResource: PrivateLinkSubResource,
): void {
  if (!Object.hasOwn(PRIVATE_LINKS, subResource)) {
    refuse(scope, prop, {
      value: subResource,
      allowed: Object.keys(PRIVATE_LINKS).join(", "),
      fix: "use the one that you want to reach, in Azure's spelling",
    });
  }
  const type = resourceTypeOf(target);
  if (type === undefined) return;
  const offered = subResourcesOf(type);
  if (offered.includes(subResource)) return;
  refuse(scope, prop, {
    value: subResource,
    allowed: offered.length > 0 ? `${offered.join(", ")}, which ${type} offers` : `a target that supports private link`,
    fix:
      offered.length > 0
        ? `use ${offered[0]}, or a target of the type ${PRIVATE_LINKS[subResource].targetType}`
        : `${target.construct.node.path} is of the type ${type}; use one of the type ${PRIVATE_LINKS[subResource].targetType}`,
  });
}

/** Types whose sub-resources have names that their owner chooses: the frontend IP configurations of a gateway. */
const NAMED_BY_OWNER = /^Microsoft\.Network\/applicationGateways$/i;

/**
 * Checks the sub-resource of an outbound rule. Azure has more sub-resources than the catalog; unknown ones are accepted
 * with a warning.
 * @throws InvalidInputError for a missing sub-resource, one that other types offer but not the target's, or one in
 * another letter case
 */
export function acceptSubResource(
  scope: Construct,
  prop: string,
  target: PrivateLinkTarget,
  subResource: string | undefined,
): void {
  if (!subResource) {
    requireSubResource(scope, prop, target, subResource as unknown as PrivateLinkSubResource);
    return;
  }
  const type = resourceTypeOf(target);
  const known = subResourcesNamed(subResource);
  const offered = type === undefined ? known : subResourcesOf(type);
  if (offered.includes(subResource) || NAMED_BY_OWNER.test(type ?? "")) return;
  if (offered.length > 0 && known.length > 0) {
    const spelled = offered.find((name) => name.toLowerCase() === subResource.toLowerCase());
    refuse(scope, prop, {
      value: subResource,
      allowed: type === undefined ? offered.join(", ") : `${offered.join(", ")}, which ${type} offers`,
      fix: `use ${spelled ?? offered[0]}${spelled === undefined ? ", or another target" : ", in Azure's spelling"}`,
    });
  }
  Annotations.of(scope).addWarning(
    `${prop}: the catalog doesn't know whether ${type ?? target.construct.node.path} has the sub-resource ${subResource}; ` +
      "if it doesn't, Azure rejects the rule with 400",
  );
}

/** The ARM type of a target, `Microsoft.Storage/storageAccounts`, if it is known before Terraform runs. */
export function resourceTypeOf(target: PrivateLinkTarget): string | undefined {
  return target.resourceType ?? typeInId(target.resourceId) ?? typeOfResource(target);
}

function typeInId(id: string): string | undefined {
  const type = ArmId.tryParse(id)?.resourceType;
  return isUnresolved(type) ? undefined : type;
}

function typeOfResource({ construct }: PrivateLinkTarget): string | undefined {
  for (const candidate of [construct, construct.node.tryFindChild("Resource")] as readonly unknown[]) {
    const { terraformResourceType, typeInput } = (candidate ?? {}) as {
      readonly terraformResourceType?: string | undefined;
      readonly typeInput?: string | undefined;
    };
    if (terraformResourceType === "azapi_resource" && typeInput && !isUnresolved(typeInput)) {
      return typeInput.split("@")[0];
    }
    const type = terraformResourceType && armTypeOfTerraform(terraformResourceType);
    if (type) return type;
  }
  return undefined;
}

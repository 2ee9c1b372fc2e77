import type { PrivateLinkTarget } from "@org/aml-core";
import { type PrivateLinkSubResource } from "@org/azure-catalog";
import type { CidrScope } from "./cidr.js";
/**
 * Checks that a target offers a sub-resource, as far as the target's type is known: from its
 * `resourceType`, its id, or the resource (L1) that creates it.
 * @throws InvalidInputError for a sub-resource that Azure does not have, or that resources of the target's type do not
 * offer
 */
export declare function requireSubResource(scope: CidrScope, prop: string, target: PrivateLinkTarget, subResource: PrivateLinkSubResource): void;
/** The ARM type of a target, `Microsoft.Storage/storageAccounts`, where it is known before Terraform runs. */
export declare function resourceTypeOf(target: PrivateLinkTarget): string | undefined;

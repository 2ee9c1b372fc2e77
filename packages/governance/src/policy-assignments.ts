import { ResourceGroupPolicyAssignment } from "@cdktf/provider-azurerm/lib/resource-group-policy-assignment/index.js";
import { ResourceGroupPolicyExemption } from "@cdktf/provider-azurerm/lib/resource-group-policy-exemption/index.js";
import { SubscriptionPolicyAssignment } from "@cdktf/provider-azurerm/lib/subscription-policy-assignment/index.js";
import { SubscriptionPolicyExemption } from "@cdktf/provider-azurerm/lib/subscription-policy-exemption/index.js";
import type { IResourceGroup } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireArmId,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { Principal, RoleAssignment, RoleScope } from "@org/aml-rbac";
import { BUILT_IN_POLICIES, type BuiltInPolicy, type BuiltInPolicyName, nearestNames } from "@org/azure-catalog";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import {
  providerOfSubscription,
  requireDate,
  requireGroup,
  requireList,
  requireSubscriptionId,
  reserveName,
} from "./shared.js";

/** A built-in policy, and how it is assigned. */
export interface AssignedPolicy {
  /** Its key in `BUILT_IN_POLICIES`. */
  readonly policy: BuiltInPolicyName;
  /**
   * What it does to resources that don't comply.
   * @default - the policy's default: most only report them (`Audit`)
   */
  readonly effect?: string | undefined;
  /**
   * Values of its other parameters, by name.
   * @default - the policy's own
   */
  readonly parameters?: Readonly<Record<string, string | boolean | readonly string[]>> | undefined;
}

/** A part of a scope to which a policy doesn't apply for some time. */
export interface PolicyExemptionOptions {
  /** The assigned policy. */
  readonly policy: BuiltInPolicyName;
  /** Why, and who has agreed, at most 512 characters. */
  readonly reason: string;
  /** Last day, `2027-06-30`. After it, the policy applies again. */
  readonly expires: string;
  /**
   * `Waiver` if the risk is accepted, `Mitigated` if it is dealt with in another way.
   * @default "Waiver"
   */
  readonly category?: "Waiver" | "Mitigated" | undefined;
}

/** Props of {@link PolicyAssignments}. Either a resource group or a subscription. */
export interface PolicyAssignmentsProps {
  /**
   * Group in which the policies apply.
   * @default - none: they apply in a subscription
   */
  readonly resourceGroup?: IResourceGroup | undefined;
  /**
   * Subscription in which the policies apply, a GUID.
   * @default - none: they apply in a resource group
   */
  readonly subscriptionId?: string | undefined;
  /** The policies, each at most once. */
  readonly policies: readonly AssignedPolicy[];
  /**
   * Exemptions of the whole scope. Each has an end.
   * @default - none
   */
  readonly exemptions?: readonly PolicyExemptionOptions[] | undefined;
  /**
   * Azure region of the managed identities of policies that change or deploy resources. Required for a subscription
   * with such a policy.
   * @default - that of the resource group
   */
  readonly location?: string | undefined;
  /**
   * End of the names of assignments and exemptions, such as `aml-dev`.
   */
  readonly nameSuffix: string;
  /**
   * The environment that the scope belongs to.
   * @default - none: environments share it
   */
  readonly environmentName?: string | undefined;
}

/**
 * Built-in policies for Azure Machine Learning, assigned to a resource group or a subscription, by their GUIDs.
 *
 * They also apply to resources that others deploy there. A policy that changes or deploys resources gets a managed
 * identity with the roles that its definition asks for. Azure Policy costs nothing. The deployment principal needs
 * Resource Policy Contributor on the scope.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-integrate-azure-policy
 * @throws InvalidInputError for an unknown policy, an effect or parameter that the policy doesn't have, a parameter
 * without a value that it needs, and an exemption without an end, reason or assignment
 */
export class PolicyAssignments extends BaseConstruct {
  /** The assignments (L1) by policy. */
  public readonly resources: ReadonlyMap<
    BuiltInPolicyName,
    ResourceGroupPolicyAssignment | SubscriptionPolicyAssignment
  >;

  constructor(scope: Construct, id: string, props: PolicyAssignmentsProps) {
    super(scope, id);
    requireProps(this, props, "policies", "nameSuffix");
    const { resourceGroup, subscriptionId, policies, exemptions = [] } = props;
    requireSubscriptionId(this, subscriptionId);
    if ((resourceGroup === undefined) === (subscriptionId === undefined)) {
      refuse(this, "resourceGroup", {
        value: resourceGroup ? "resourceGroup and subscriptionId" : undefined,
        allowed: "a resource group or a subscription",
        fix: "pass one of resourceGroup and subscriptionId",
      });
    }
    if (resourceGroup) requireGroup(this, resourceGroup);
    requireList(this, "policies", policies, '[{ policy: "workspacePrivateLink" }]');
    requireList(this, "exemptions", exemptions, "[{ policy, reason, expires }]");
    const resources = new Map<BuiltInPolicyName, ResourceGroupPolicyAssignment | SubscriptionPolicyAssignment>();
    for (const assigned of policies) {
      if (resources.has(assigned.policy)) {
        refuse(this, `policies.${assigned.policy}`, {
          value: assigned.policy,
          allowed: "each policy once",
          fix: "remove one of the two",
        });
      }
      resources.set(assigned.policy, this.assign(assigned, props));
    }
    this.resources = resources;
    for (const exemption of exemptions) this.exempt(exemption, props);
  }

  private assign(assigned: AssignedPolicy, props: PolicyAssignmentsProps) {
    const policy = this.definition(assigned);
    const { resourceGroup, subscriptionId, nameSuffix } = props;
    const parameters = this.parameters(assigned, policy);
    const roles = policy.roles ?? [];
    const location = props.location ?? resourceGroup?.location;
    if (roles.length > 0 && location === undefined) {
      refuse(this, "location", {
        value: location,
        allowed: `the Azure region of the identity of ${assigned.policy}`,
        fix: "pass the region of the platform",
      });
    }
    const name = `${assigned.policy}-${nameSuffix}`;
    if (resourceGroup) reserveName(this, resourceGroup, "policy assignment", name, `policies.${assigned.policy}.name`);
    const common = {
      name: assertName("policyAssignment", name, `${this.node.path}.policies.${assigned.policy}.name`),
      displayName: `${policy.name} (${nameSuffix})`,
      description: `Checks that ${policy.purpose}.`,
      policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${policy.id}`,
      parameters: Object.keys(parameters).length > 0 ? JSON.stringify(parameters) : undefined,
      location: roles.length > 0 ? location : undefined,
      identity: roles.length > 0 ? { type: "SystemAssigned" } : undefined,
      // Azure accepts messages only for policies of resources, not for those of a data plane.
      nonComplianceMessage: policy.isDataPlane ? undefined : [{ content: `Not allowed here: ${policy.purpose}.` }],
    };
    const resource = resourceGroup
      ? new ResourceGroupPolicyAssignment(this, assigned.policy, {
          ...common,
          resourceGroupId: resourceGroup.id,
          provider: providerOfGroup(this, resourceGroup),
        })
      : new SubscriptionPolicyAssignment(this, assigned.policy, {
          ...common,
          subscriptionId: `/subscriptions/${subscriptionId}`,
          provider: providerOfSubscription(this, subscriptionId),
        });
    dependOn(resource, resourceGroup?.dependencies ?? []);
    for (const role of roles) {
      new RoleAssignment(this, `${assigned.policy}-${role.name.replaceAll(" ", "")}`, {
        principal: Principal.servicePrincipal({
          objectId: resource.identity.principalId,
          name: `policy ${assigned.policy}-${nameSuffix}`,
          environmentName: props.environmentName,
        }),
        role,
        scope: scopeOf(props),
        reason: `The policy changes or deploys resources, so that ${policy.purpose}.`,
        skipServicePrincipalAadCheck: true,
      });
    }
    return resource;
  }

  private definition({ policy }: AssignedPolicy): BuiltInPolicy {
    if (Object.hasOwn(BUILT_IN_POLICIES, policy)) return BUILT_IN_POLICIES[policy];
    const byId = Object.entries(BUILT_IN_POLICIES).find(([, { id }]) => String(policy).endsWith(id));
    if (byId)
      refuse(this, "policies", { value: policy, allowed: "the name of a policy, not its id", fix: `use ${byId[0]}` });
    return this.unknown("policies", policy, Object.keys(BUILT_IN_POLICIES));
  }

  private unknown(prop: string, value: string, known: readonly string[]): never {
    const [nearest = ""] = nearestNames(String(value), known);
    return refuse(this, prop, { value, allowed: known.join(", "), fix: `use ${nearest}` });
  }

  /** The parameters in the form of Azure Policy. */
  private parameters(
    { policy: name, effect, parameters = {} }: AssignedPolicy,
    policy: BuiltInPolicy,
  ): Readonly<Record<string, { readonly value: unknown }>> {
    const at = `policies.${name}`;
    if (effect !== undefined && !policy.effects.some((one) => one === effect)) {
      this.unknown(`${at}.effect`, effect, policy.effects);
    }
    const known = policy.parameters ?? {};
    for (const [parameter, value] of Object.entries(parameters)) {
      const facts = known[parameter];
      if (!facts) {
        return refuse(this, `${at}.parameters.${parameter}`, {
          value,
          allowed: Object.keys(known).length === 0 ? "no parameters" : Object.keys(known).join(", "),
          fix: "remove it",
        });
      }
      const fits = facts.type === "array" ? Array.isArray(value) : typeof value === facts.type && value !== "";
      if (facts.armType !== undefined && typeof value === "string") {
        requireArmId(this, `${at}.parameters.${parameter}`, value, facts.armType, `see ${policy.source}`);
      }
      if (!fits || (facts.allowed && !facts.allowed.includes(String(value)))) {
        refuse(this, `${at}.parameters.${parameter}`, {
          value,
          allowed: facts.allowed?.join(", ") ?? TYPES[facts.type],
          fix: `see ${policy.source}`,
        });
      }
    }
    const missing = Object.keys(known).find((one) => known[one]?.required && parameters[one] === undefined);
    if (missing !== undefined) {
      refuse(this, `${at}.parameters.${missing}`, {
        value: undefined,
        allowed: known[missing]?.allowed?.join(", ") ?? "a value, without which the policy has no effect",
        fix: `pass ${missing}: see ${policy.source}`,
      });
    }
    // A policy without a default effect needs one.
    const given = { ...parameters, effect: effect ?? policy.effects[0] };
    return Object.fromEntries(Object.entries(given).map(([one, value]) => [one, { value }]));
  }

  /** An end in the past isn't an error: otherwise, a deployment would fail on the day after it. */
  private warnIfExpired(at: string, expires: string): void {
    if (isUnresolved(expires) || expires >= new Date().toISOString().slice(0, 10)) return;
    Annotations.of(this).addWarning(
      `${at}.expires is ${expires}: the exemption has expired, and the policy applies again. Remove it, or agree on another day.`,
    );
  }

  private exempt(exemption: PolicyExemptionOptions, props: PolicyAssignmentsProps): void {
    const { policy, reason, expires, category = "Waiver" } = exemption;
    const at = `exemptions.${policy}`;
    const assignment = this.resources.get(policy);
    if (!assignment) {
      return refuse(this, at, {
        value: policy,
        allowed: `assigned policies: ${[...this.resources.keys()].join(", ") || "none"}`,
        fix: "assign the policy in policies, or remove the exemption",
      });
    }
    const others = this.node.tryFindChild(`${policy}-Exemption`);
    if (others) {
      refuse(this, at, { value: policy, allowed: "one exemption for each policy", fix: "remove one of the two" });
    }
    requireDate(
      this,
      `${at}.expires`,
      expires,
      "the last day of the exemption, YYYY-MM-DD: an exemption without an end is a policy that nobody enforces",
    );
    const why: unknown = reason;
    if (typeof why !== "string" || why.trim() === "" || why.length > LONGEST_REASON) {
      refuse(this, `${at}.reason`, {
        value: reason,
        allowed: `a sentence that says why, and who has agreed, of at most ${LONGEST_REASON} characters`,
        fix: "say what is done instead",
      });
    }
    if (!CATEGORIES.includes(category)) this.unknown(`${at}.category`, category, CATEGORIES);
    this.warnIfExpired(at, expires);
    const { resourceGroup, subscriptionId, nameSuffix } = props;
    const common = {
      name: assertName("policyExemption", `${policy}-${nameSuffix}`, `${this.node.path}.${at}.name`),
      policyAssignmentId: assignment.id,
      exemptionCategory: category,
      description: reason,
      expiresOn: `${expires}T23:59:59Z`,
    };
    if (resourceGroup) {
      new ResourceGroupPolicyExemption(this, `${policy}-Exemption`, {
        ...common,
        resourceGroupId: resourceGroup.id,
        provider: providerOfGroup(this, resourceGroup),
      });
    } else {
      new SubscriptionPolicyExemption(this, `${policy}-Exemption`, {
        ...common,
        subscriptionId: `/subscriptions/${subscriptionId}`,
        provider: providerOfSubscription(this, subscriptionId),
      });
    }
  }
}

const TYPES = { array: "a list of texts", boolean: "true or false", string: "a text that isn't empty" } as const;
/** Azure's limit for the description of an exemption. */
const LONGEST_REASON = 512;
const CATEGORIES: readonly string[] = ["Waiver", "Mitigated"];

function scopeOf({ resourceGroup, subscriptionId, environmentName }: PolicyAssignmentsProps): RoleScope {
  if (resourceGroup) return RoleScope.resourceGroup(resourceGroup, { environmentName });
  const resourceType = "Microsoft.Resources/subscriptions";
  return { id: `/subscriptions/${subscriptionId}`, resourceType, name: "subscription", environmentName };
}

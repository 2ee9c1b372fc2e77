import { type Role, ROLES } from "./roles.js";

/** A built-in definition of Azure Policy. */
export interface BuiltInPolicy {
  /** Display name, for documentation only: assignments use {@link BuiltInPolicy.id}. */
  readonly name: string;
  /** GUID of the definition, the same in every tenant. */
  readonly id: string;
  /** What it is for. */
  readonly purpose: string;
  /** Its effects, the default one first. */
  readonly effects: readonly PolicyEffect[];
  /**
   * Roles that the managed identity of its assignment needs, for policies that change or deploy resources.
   */
  readonly roles?: readonly Role[];
  /**
   * Whether it is about objects of a data plane, such as deployments to an endpoint, instead of resources.
   */
  readonly isDataPlane?: boolean;
  /** Its parameters, without `effect`, by name. */
  readonly parameters?: Readonly<Record<string, PolicyParameter>>;
  /** The definition in Microsoft's repository of built-in policies. */
  readonly source: string;
}

/** A parameter of a built-in policy. */
export interface PolicyParameter {
  readonly type: "string" | "array" | "boolean";
  /** Whether the policy has no default for it, or a default that isn't usable. */
  readonly required?: boolean;
  /** Allowed values. */
  readonly allowed?: readonly string[];
  /** Type of the resource whose ARM id it is. */
  readonly armType?: string;
}

/** Effect of a policy. */
export type PolicyEffect = "Audit" | "Deny" | "Modify" | "DeployIfNotExists" | "Disabled";

const FOLDER =
  "https://github.com/Azure/azure-policy/blob/master/built-in-policies/policyDefinitions/Machine%20Learning";
const AUDIT_OR_DENY = ["Audit", "Deny", "Disabled"] as const;

/**
 * Built-in policies for Azure Machine Learning.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-integrate-azure-policy
 */
export const BUILT_IN_POLICIES = {
  workspacePrivateLink: {
    name: "Azure Machine Learning workspaces should use private link",
    id: "45e05259-1eb5-4f70-9574-baf73e9d219b",
    purpose: "a workspace has an approved private endpoint",
    effects: ["Audit", "Disabled"],
    source: `${FOLDER}/Workspace_PrivateEndpoint_Audit_V2.json`,
  },
  workspacePublicNetworkAccess: {
    name: "Azure Machine Learning workspaces should disable public network access",
    id: "438c38d2-3772-465a-a9cc-7a6666a275ce",
    purpose: "a workspace has no public network access",
    effects: AUDIT_OR_DENY,
    source: `${FOLDER}/Workspace_PublicNetworkAccessDisabled_Audit.json`,
  },
  workspacePublicNetworkAccessDisabled: {
    name: "Configure Azure Machine Learning Workspaces to disable public network access",
    id: "a10ee784-7409-4941-b091-663697637c0f",
    purpose: "public network access of a workspace is switched off when the workspace is written",
    effects: ["Modify", "Disabled"],
    roles: [ROLES.contributor],
    source: `${FOLDER}/Workspace_PublicNetworkAccessDisabled_Modify.json`,
  },
  workspaceManagedNetwork: {
    name: "Azure Machine Learning and Ai Studio should use Allow Only Approved Outbound Managed Vnet mode",
    id: "6ddb1705-c8cf-450e-aa4b-19ad6703c440",
    purpose: "the managed network of a workspace has one isolation mode",
    effects: AUDIT_OR_DENY,
    parameters: {
      isolationMode: {
        type: "string",
        required: true,
        allowed: ["AllowInternetOutbound", "AllowOnlyApprovedOutbound", "Disabled"],
      },
    },
    source: `${FOLDER}/ManagedNetworkIsolationMode_Audit.json`,
  },
  workspaceCustomerManagedKey: {
    name: "Azure Machine Learning workspaces should be encrypted with a customer-managed key",
    id: "ba769a63-b8cc-4b2d-abf6-ac33c7204be8",
    purpose: "a workspace is encrypted with a customer-managed key",
    effects: AUDIT_OR_DENY,
    source: `${FOLDER}/Workspace_CMKEnabled_Audit.json`,
  },
  workspaceDiagnosticSettings: {
    name: "Configure diagnostic settings for Azure Machine Learning Workspaces to Log Analytics workspace",
    id: "f59276f0-5740-4aaf-821d-45d185aa210e",
    purpose: "a workspace without a diagnostic setting gets one",
    effects: ["DeployIfNotExists", "Disabled"],
    roles: [ROLES.monitoringContributor, ROLES.logAnalyticsContributor],
    parameters: {
      logAnalytics: { type: "string", required: true, armType: "Microsoft.OperationalInsights/workspaces" },
      profileName: { type: "string" },
      metricsEnabled: { type: "boolean" },
      logsEnabled: { type: "boolean" },
    },
    source: `${FOLDER}/AuditDiagnosticLog_DINE.json`,
  },
  computeLocalAuthentication: {
    name: "Azure Machine Learning Computes should have local authentication methods disabled",
    id: "e96a9a5f-07ca-471b-9bc5-6a0f33cbd68f",
    purpose: "computes accept only Entra identities",
    effects: AUDIT_OR_DENY,
    source: `${FOLDER}/DisableLocalAuth_Audit.json`,
  },
  computeLocalAuthenticationDisabled: {
    name: "Configure Azure Machine Learning Computes to disable local authentication methods",
    id: "a6f9a2d0-cff7-4855-83ad-4cd750666512",
    purpose: "local authentication of a compute is switched off when the compute is written",
    effects: ["Modify", "Disabled"],
    roles: [ROLES.contributor],
    source: `${FOLDER}/DisableLocalAuth_Modify.json`,
  },
  computeInstanceIdleShutdown: {
    name: "Azure Machine Learning Compute Instance should have idle shutdown.",
    id: "679ddf89-ab8f-48a5-9029-e76054077449",
    purpose: "a compute instance stops when it is idle",
    effects: AUDIT_OR_DENY,
    source: `${FOLDER}/IdleShutdown_Audit.json`,
  },
  deploymentAllowedRegistry: {
    name: "[Preview]: Azure Machine Learning Model Registry Deployments are restricted except for the allowed Registry",
    id: "19539b54-c61e-4196-9a38-67598701be90",
    purpose: "endpoints run models of one registry, besides those of the workspace",
    effects: ["Deny", "Disabled"],
    isDataPlane: true,
    parameters: {
      allowedRegistryName: { type: "string", required: true },
      restrictedModels: { type: "array" },
    },
    source: `${FOLDER}/OnlyDeployAllowedRegistryModels_Deny.json`,
  },
} as const satisfies Readonly<Record<string, BuiltInPolicy>>;

/** A policy in {@link BUILT_IN_POLICIES}. */
export type BuiltInPolicyName = keyof typeof BUILT_IN_POLICIES;

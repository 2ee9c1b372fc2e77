import type { CustomRoleDefinition } from "./custom-role.js";

const workspace = (...operations: readonly string[]) =>
  operations.map((operation) => `Microsoft.MachineLearningServices/workspaces/${operation}`);

// Azure documents the operations on computes both with and without a type segment, so both are excluded.
const changingComputes = workspace("computes/write", "computes/*/write", "computes/delete", "computes/*/delete");
const changingTheWorkspace = workspace("write", "delete");
const listingKeys = workspace("listKeys/action", "computes/listKeys/action");
const deployingToKubernetes = workspace("services/aks/write", "services/aks/delete");
const submittingJobs = workspace(
  "jobs/*",
  "experiments/*",
  "environments/write",
  "environments/build/action",
  "environments/readSecrets/action",
  "metadata/artifacts/write",
  "metadata/snapshots/write",
);

/** A custom role of {@link CUSTOM_ROLES}. */
export type CustomRoleName =
  | "itAdmin"
  | "dataScientist"
  | "dataScientistSuperUser"
  | "registryReader"
  | "registryConnectionApprover"
  | "dataScientistRestricted"
  | "mlflow"
  | "mlops"
  | "labeler"
  | "workspaceAdmin";

/**
 * Custom roles for teams whose duties don't match the built-in roles. A `CustomRole` construct creates one.
 * @see
 * https://learn.microsoft.com/azure/role-based-access-control/permissions/ai-machine-learning#microsoftmachinelearningservices
 */
export const CUSTOM_ROLES: Readonly<Record<CustomRoleName, CustomRoleDefinition>> = {
  itAdmin: {
    key: "it-admin",
    name: "AML IT Admin",
    purpose: "Full access to the scope, including role assignments: equivalent to Owner.",
    actions: ["*"],
  },
  dataScientist: {
    key: "data-scientist",
    name: "AML Data Scientist (no compute)",
    purpose:
      "Works in a workspace and deploys to test; cannot change computes, Kubernetes clusters or the workspace, nor list keys.",
    actions: workspace("*/read", "*/action", "*/write", "*/delete"),
    notActions: [...changingTheWorkspace, ...changingComputes, ...listingKeys, ...deployingToKubernetes],
  },
  dataScientistSuperUser: {
    key: "data-scientist-super-user",
    name: "AML Data Scientist Super User",
    purpose:
      "Full access within a workspace, including computes and role assignments; cannot change or delete the workspace itself.",
    actions: [
      ...workspace("*"),
      "Microsoft.Authorization/roleAssignments/*",
      "Microsoft.Authorization/roleDefinitions/read",
    ],
    notActions: changingTheWorkspace,
  },
  registryReader: {
    key: "registry-reader",
    name: "AzureML Registry Reader",
    purpose: "Reads a registry and its assets; unlike AzureML Registry User it cannot write them.",
    actions: [
      "Microsoft.MachineLearningServices/registries/read",
      "Microsoft.MachineLearningServices/registries/assets/read",
    ],
  },
  registryConnectionApprover: {
    key: "registry-connection-approver",
    name: "AzureML Registry Connection Approver",
    purpose:
      "Approves private endpoint connections of a registry, for tenants in which the built-in approver role doesn't.",
    actions: [
      "Microsoft.MachineLearningServices/registries/read",
      "Microsoft.MachineLearningServices/registries/privateLinkResources/read",
      "Microsoft.MachineLearningServices/registries/privateEndpointConnections/read",
      "Microsoft.MachineLearningServices/registries/privateEndpointConnections/write",
      "Microsoft.MachineLearningServices/registries/privateEndpointConnectionsApproval/action",
    ],
  },
  dataScientistRestricted: {
    key: "data-scientist-restricted",
    name: "AML Data Scientist Restricted",
    purpose: "Runs jobs and works in notebooks; no computes, datastores, deployments or secrets of connections.",
    actions: [
      ...workspace(
        "*/read",
        "computes/start/action",
        "computes/stop/action",
        "computes/restart/action",
        "computes/applicationaccess/action",
        "notebooks/storage/*",
        "models/*/write",
        "components/*/write",
        "datasets/*/write",
      ),
      ...submittingJobs,
    ],
    notActions: [
      ...changingTheWorkspace,
      ...changingComputes,
      ...listingKeys,
      ...workspace("connections/listsecrets/action", "datastores/write", "datastores/delete"),
    ],
  },
  mlflow: {
    key: "mlflow",
    name: "AML MLflow",
    purpose: "Tracks runs and registers models through MLflow, nothing else.",
    actions: workspace("read", "experiments/*", "jobs/*", "models/*"),
  },
  mlops: {
    key: "mlops",
    name: "AML MLOps",
    purpose:
      "Lets a pipeline read a workspace and submit jobs; cannot change computes or the workspace, nor list keys.",
    actions: [...workspace("*/read"), ...submittingJobs],
    notActions: [...changingTheWorkspace, ...changingComputes, ...listingKeys],
  },
  labeler: {
    key: "labeler",
    name: "AML Labeler",
    purpose: "Labels data in labeling projects, nothing else.",
    actions: workspace("read", "labeling/projects/read", "labeling/labels/read", "labeling/labels/write"),
  },
  workspaceAdmin: {
    key: "workspace-admin",
    name: "AML Workspace Admin",
    purpose: "Full access within a workspace, including deleting it and assigning roles; cannot change its settings.",
    actions: [...workspace("*"), "Microsoft.Authorization/roleAssignments/*"],
    notActions: workspace("write"),
  },
};

const GROUP =
  "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices";
export const DEV_WORKSPACE = `${GROUP}/workspaces/mlwdevcc01`;
export const DEV_REGISTRY = `${GROUP}/registries/mlrdevcc01`;
export const PROD_WORKSPACE = `${GROUP}/workspaces/mlwprodcc01`;
export const PROD_REGISTRY = `${GROUP}/registries/mlrprodcc01`;

/** A valid promotion file, as data. */
export const PROMOTION = {
  reason: "Demand forecasts for the new season; roll back to version 6",
  from: { workspace: DEV_WORKSPACE, registry: DEV_REGISTRY },
  to: { registry: PROD_REGISTRY, workspace: PROD_WORKSPACE },
  assets: [{ type: "model", name: "demand", version: "7" }],
  evidence: { metrics: "evidence/metrics.json" },
  withoutApproval: "The environment of the pipeline requires reviewers",
  gates: [{ type: "metric", evidence: "metrics", metric: "f1", min: 0.9 }],
};

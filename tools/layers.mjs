/**
 * The layers: the packages that each of our packages may import. Imports only go down. oxlint checks imports,
 * `tools/workspace/packages.test.ts` checks the dependencies in `package.json`.
 */
const layer0 = ["azure-catalog", "provider-azapi", "aml-synth-model"];
const layer1 = ["aml-naming", "aml-core"];
const layer2 = ["aml-network", "aml-dns", "aml-rbac"];
const layer3 = ["aml-workspace", "aml-registry", "aml-data", "aml-governance", "aml-agents", "aml-kubernetes"];
const constructs = ["azure-catalog", "provider-azapi"];

/** @type {Readonly<Record<string, { folder: string, mayImport: readonly string[] }>>} */
export const LAYERS = {
  "azure-catalog": { folder: "packages/azure-catalog", mayImport: [] },
  "provider-azapi": { folder: "packages/provider-azapi", mayImport: [] },
  "aml-synth-model": { folder: "packages/synth-model", mayImport: [] },
  "azure-client": { folder: "packages/azure-client", mayImport: ["azure-catalog"] },
  "terraform-runner": { folder: "packages/terraform-runner", mayImport: [] },
  "aml-promotion": { folder: "packages/promotion", mayImport: ["azure-catalog", "azure-client"] },
  "aml-testing": { folder: "packages/testing", mayImport: ["aml-synth-model"] },
  "aml-core": { folder: "packages/core", mayImport: constructs },
  "aml-naming": { folder: "packages/naming", mayImport: ["azure-catalog"] },
  "aml-network": { folder: "packages/network", mayImport: [...constructs, ...layer1] },
  "aml-dns": { folder: "packages/dns", mayImport: [...constructs, ...layer1] },
  "aml-rbac": { folder: "packages/rbac", mayImport: [...constructs, ...layer1] },
  "aml-workspace": { folder: "packages/workspace", mayImport: [...constructs, ...layer1, ...layer2] },
  "aml-registry": { folder: "packages/registry", mayImport: [...constructs, ...layer1, ...layer2] },
  "aml-data": { folder: "packages/data", mayImport: [...constructs, ...layer1, ...layer2, "aml-workspace"] },
  "aml-governance": { folder: "packages/governance", mayImport: [...constructs, ...layer1, "aml-rbac"] },
  "aml-agents": { folder: "packages/agents", mayImport: [...constructs, ...layer1, ...layer2] },
  "aml-kubernetes": { folder: "packages/kubernetes", mayImport: [...constructs, ...layer1, ...layer2] },
  "aml-platform": { folder: "packages/platform", mayImport: [...constructs, ...layer1, ...layer2, ...layer3] },
  "aml-posture": { folder: "packages/posture", mayImport: ["aml-synth-model", "azure-catalog"] },
  "aml-verify": {
    folder: "packages/verify",
    mayImport: ["aml-synth-model", "azure-catalog", "azure-client", "aml-posture"],
  },
  "azure-emulator": {
    folder: "packages/azure-emulator",
    mayImport: ["aml-synth-model", "azure-catalog", "aml-posture", "terraform-runner"],
  },
  "aml-cli": {
    folder: "packages/cli",
    mayImport: [
      ...layer0,
      ...layer1,
      ...layer2,
      ...layer3,
      "aml-platform",
      "aml-posture",
      "azure-client",
      "aml-verify",
      "terraform-runner",
    ],
  },
  "reference-platform": {
    folder: "apps/reference-platform",
    mayImport: [...layer0, ...layer1, ...layer2, ...layer3, "aml-platform", "aml-posture", "azure-emulator", "aml-cli"],
  },
};

/** The full names of the packages that a package must not import. @param {string} name */
export function forbiddenFor(name) {
  const allowed = new Set([...(LAYERS[name]?.mayImport ?? []), name]);
  return Object.keys(LAYERS)
    .filter((other) => !allowed.has(other) && other !== "reference-platform")
    .map((other) => `@org/${other}`);
}

/**
 * The external consumers: dependencies and commands of each project.
 *
 * @typedef {"lowest" | "highest"} End end of the ranges of peer versions that is installed
 * @typedef {object} Consumer
 * @property {string} name
 * @property {string} [app] folder under apps/; by default, the consumer's name
 * @property {string} [sameAs] another consumer, whose stacks are the same JSON, but for the version of CDKTF
 * @property {Record<string, string>} [versions] versions of peers, whatever the ranges are
 * @property {readonly string[] | "all"} packages names of our packages, without their dependencies
 * @property {readonly string[]} [optionalPeers]
 * @property {Partial<Record<End, Record<string, string>>>} tools the consumer's own tools, for each end that is tested
 * @property {object} [manifest] more properties of package.json
 * @property {readonly string[]} commands
 */

/** Newer than the oldest supported Node, because Vitest 5 doesn't support Node 20. */
const NODE_TYPES = { "@types/node": "22.20.5" };
/** The oldest version with all options of the strictest tsconfig, and the newest one. */
const TYPESCRIPT = { lowest: { typescript: "5.6.3" }, highest: { typescript: "7.0.2" } };
const STRICT = {
  lowest: { ...NODE_TYPES, ...TYPESCRIPT.lowest },
  highest: { ...NODE_TYPES, ...TYPESCRIPT.highest },
};

/** CDK Terrain under the name of CDKTF, also for the provider bindings, as docs/cdk-terrain.md describes it. */
const CDK_TERRAIN = {
  versions: { cdktf: "npm:cdktn@0.24.0", constructs: "10.7.2" },
  overrides: { cdktf: "$cdktf" },
};

/** @type {readonly Consumer[]} */
export const CONSUMERS = [
  {
    name: "bundle",
    packages: "all",
    optionalPeers: ["@cdktf/provider-azuread"],
    tools: { highest: { ...NODE_TYPES, ...TYPESCRIPT.highest, esbuild: "0.28.2" } },
    manifest: { type: "module" },
    commands: [
      "tsc -p .",
      // The CommonJS build of jsonc-parser (UMD) can't be bundled; hcl2json is loaded only for HCL.
      "esbuild main.ts --bundle --platform=node --main-fields=module,main --external:@cdktf/hcl2json --outfile=apart/main.cjs",
      "mv node_modules hidden && node apart/main.cjs; code=$?; mv hidden node_modules; exit $code",
      "aml-posture check cdktf.out/platform --threshold error",
      "azure-emulator --help",
    ],
  },
  {
    name: "esm",
    packages: ["@org/aml-registry"],
    tools: STRICT,
    manifest: { type: "module" },
    commands: ["tsc -p .", "node dist/main.js"],
  },
  {
    name: "esm-cdktn",
    app: "esm",
    sameAs: "esm",
    packages: ["@org/aml-registry"],
    versions: CDK_TERRAIN.versions,
    tools: { highest: STRICT.highest },
    manifest: { type: "module", overrides: CDK_TERRAIN.overrides },
    commands: ["tsc -p .", "node dist/main.js"],
  },
  {
    name: "extension",
    packages: ["@org/aml-cli"],
    tools: { highest: { ...NODE_TYPES, ...TYPESCRIPT.highest } },
    manifest: { type: "module" },
    commands: ["tsc -p .", "aml synth", "node assert.mjs"],
  },
  {
    name: "template",
    packages: ["@org/aml-platform"],
    // ts-node needs TypeScript's JavaScript API, which version 7 doesn't have.
    tools: { highest: { ...NODE_TYPES, typescript: "5.9.3", "ts-node": "10.9.2" } },
    commands: ["ts-node main.ts"],
  },
  {
    name: "commonjs",
    packages: ["@org/aml-workspace"],
    tools: { lowest: {}, highest: {} },
    commands: ["node main.cjs"],
  },
  {
    name: "commonjs-cdktn",
    app: "commonjs",
    sameAs: "commonjs",
    packages: ["@org/aml-workspace"],
    versions: CDK_TERRAIN.versions,
    tools: { highest: {} },
    manifest: { overrides: CDK_TERRAIN.overrides },
    commands: ["node main.cjs"],
  },
  {
    name: "tests",
    packages: ["@org/aml-testing", "@org/provider-azapi"],
    tools: STRICT,
    manifest: { type: "module" },
    commands: ["tsc -p .", "vitest run"],
  },
];

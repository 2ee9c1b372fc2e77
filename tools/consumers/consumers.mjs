/**
 * The kinds of projects that use our packages: what each names in its package.json, and the commands that it runs.
 *
 * @typedef {"lowest" | "highest"} End of every range of peer versions
 * @typedef {object} Consumer
 * @property {string} name its folder under apps/
 * @property {readonly string[] | "all"} packages of ours, without those that they depend on
 * @property {readonly string[]} [optionalPeers]
 * @property {Partial<Record<End, Record<string, string>>>} tools its own tools, at each end that it is tested at
 * @property {object} [manifest] more of its package.json
 * @property {readonly string[]} commands
 */

/** Newer than our oldest Node, because Vitest 5 doesn't support Node 20. */
const NODE_TYPES = { "@types/node": "22.20.5" };
/** The oldest with every option of our strictest tsconfig, and the newest. */
const TYPESCRIPT = { lowest: { typescript: "5.6.3" }, highest: { typescript: "7.0.2" } };
const STRICT = {
  lowest: { ...NODE_TYPES, ...TYPESCRIPT.lowest },
  highest: { ...NODE_TYPES, ...TYPESCRIPT.highest },
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
    name: "template",
    packages: ["@org/aml-platform"],
    // ts-node needs the JavaScript API of TypeScript, which 7 doesn't have.
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
    name: "tests",
    packages: ["@org/aml-testing", "@org/provider-azapi"],
    tools: STRICT,
    manifest: { type: "module" },
    commands: ["tsc -p .", "vitest run"],
  },
];

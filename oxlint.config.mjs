import { LAYERS, forbiddenFor } from "./tools/layers.mjs";

/**
 * @param {{ regex: string, message: string }[]} [more]
 * @returns {["error", { patterns: { regex: string, message: string }[] }]}
 */
const restrictImports = (more = []) => [
  "error",
  {
    patterns: [
      {
        regex: "^@cdktf/provider-[a-z0-9-]+$",
        message:
          "The barrel loads 1,500 modules. Import the resource's file: '@cdktf/provider-azurerm/lib/<resource>/index.js'.",
      },
      {
        regex: "^@cdktf/provider-[a-z0-9-]+/lib/[^/]+/?$",
        message: "A folder import fails in native ESM. End it with '/index.js'.",
      },
      ...more,
    ],
  },
];

const folders = Object.entries(LAYERS).map(([name, { folder }]) => ({ name, folder }));

export default {
  plugins: ["import", "typescript"],
  categories: { correctness: "error" },
  ignorePatterns: ["packages/provider-azapi/src/lib", "**/dist", "**/cdktf.out"],
  rules: {
    "import/no-cycle": ["error", { ignoreTypes: false }],
    "no-restricted-imports": restrictImports(),
    // Code for reports and terminals removes and writes control characters.
    "no-control-regex": "off",
    "no-array-constructor": "error",
    "no-unused-expressions": "error",
    "no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
    "no-useless-constructor": "error",
    "no-var": "error",
    "prefer-const": "error",
    "prefer-rest-params": "error",
    "prefer-spread": "error",
    eqeqeq: "error",
    "typescript/ban-ts-comment": ["error", { minimumDescriptionLength: 10 }],
    "typescript/consistent-type-imports": "error",
    "typescript/no-dynamic-delete": "error",
    "typescript/no-empty-object-type": "error",
    "typescript/no-explicit-any": "error",
    "typescript/no-invalid-void-type": "error",
    "typescript/no-namespace": "error",
    "typescript/no-non-null-asserted-nullish-coalescing": "error",
    "typescript/no-non-null-assertion": "error",
    "typescript/no-require-imports": "error",
    "typescript/no-unnecessary-type-constraint": "error",
    "typescript/no-unsafe-function-type": "error",
    "typescript/prefer-literal-enum-member": "error",
    "typescript/unified-signatures": "error",
  },
  overrides: [
    ...folders.map(({ name, folder }) => ({
      files: [`${folder}/src/**/*.ts`],
      rules: {
        "no-restricted-imports": restrictImports(
          forbiddenFor(name).map((forbidden) => ({
            regex: `^${forbidden}(/|$)`,
            message: `Imports only go down the layers: ${name} may not import ${forbidden} (tools/layers.mjs).`,
          })),
        ),
      },
    })),
    { files: ["packages/*/src/**/*.ts"], rules: { "no-console": "error" } },
    { files: ["packages/{posture,azure-emulator}/src/cli{*.ts,/**}"], rules: { "no-console": "off" } },
  ],
};

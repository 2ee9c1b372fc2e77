import tseslint from "typescript-eslint";
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
        regex: "^@(cdktf|org)/provider-[a-z0-9-]+/lib/[^/]+/?$",
        message: "A folder import fails in native ESM. End it with '/index.js'.",
      },
      ...more,
    ],
  },
];

const folders = Object.entries(LAYERS).map(([name, { folder }]) => ({ name, folder }));

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "**/dist/",
      "**/cdktf.out/",
      "**/.run-*/",
      ".nx/",
      ".api/",
      "docs/site/",
      "packages/provider-azapi/src/lib/",
    ],
  },
  ...tseslint.configs.strict,
  {
    rules: {
      "no-restricted-imports": restrictImports(),
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      eqeqeq: "error",
    },
  },
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
  {
    files: ["packages/*/src/**/*.ts"],
    ignores: ["packages/{posture,azure-emulator}/src/cli*.ts", "packages/{posture,azure-emulator}/src/cli/**"],
    rules: { "no-console": "error" },
  },
);

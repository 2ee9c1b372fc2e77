import tseslint from "typescript-eslint";
import { FLOORS, forbiddenFor } from "./tools/floors.mjs";

const barrel = {
  regex: "^@cdktf/provider-[a-z0-9-]+$",
  message:
    "The barrel loads 1,500 modules. Import the resource's file: '@cdktf/provider-azurerm/lib/<resource>/index.js'.",
};
const folder = {
  regex: "^@(cdktf|org)/provider-[a-z0-9-]+/lib/[^/]+/?$",
  message: "A folder import fails in native ESM. End it with '/index.js'.",
};

export default tseslint.config(
  { ignores: ["**/node_modules/", "**/dist/", "**/cdktf.out/", ".nx/", "packages/provider-azapi/src/lib/"] },
  ...tseslint.configs.strict,
  {
    rules: {
      "no-restricted-imports": ["error", { patterns: [barrel, folder] }],
      "no-restricted-globals": ["error", { name: "__dirname", message: "Not in ESM: use import.meta.dirname." }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-extraneous-class": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      eqeqeq: "error",
      "no-console": "off",
    },
  },
  ...Object.entries(FLOORS).map(([name, { folder: root }]) => ({
    files: [`${root}/src/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            barrel,
            folder,
            ...forbiddenFor(name).map((forbidden) => ({
              regex: `^${forbidden}(/|$)`,
              message: `Imports only go down the floors: ${name} may not import ${forbidden} (tools/floors.mjs).`,
            })),
          ],
        },
      ],
    },
  })),
  {
    files: Object.values(FLOORS)
      .filter(({ folder: root }) => root.startsWith("packages/"))
      .map(({ folder: root }) => `${root}/src/**/*.ts`),
    ignores: [
      "packages/posture/src/cli*.ts",
      "packages/posture/src/cli/**",
      "packages/rehearsal/src/cli*.ts",
      "packages/rehearsal/src/cli/**",
    ],
    rules: { "no-console": "error" },
  },
);

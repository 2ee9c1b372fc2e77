/**
 * The generator writes modules for CDKTF's less strict compiler settings. These rewrites make them valid with
 * `exactOptionalPropertyTypes` and `noImplicitOverride`, here and for strict consumers of the declarations, and prevent
 * CDKTF from changing the arguments of a provider.
 */

/** @type {readonly (readonly [RegExp, string])[]} */
const REWRITES = [
  [/[ \t]+$/gm, ""],
  [/^import \{ Construct \}/m, "import type { Construct }"],
  // With this line, CDKTF would require exactly this version and ignore the constraint.
  [/^\s*providerVersion: .+,\n/gm, ""],
  // An optional prop can be undefined, which is the same as absent.
  [/^(\s*(?:readonly|private|public) \w+) ?\? ?: (?!any;)(.+?);?$/gm, "$1?: $2 | undefined;"],
  // Lists are never written to.
  [/(?<=[ (])(\w+)\[\]/g, "readonly $1[]"],
  // CDKTF's constructors accept undefined, but don't declare it.
  [/^(\s*forEach: config\.forEach\n\s*\})\);$/gm, "$1 as cdktf.TerraformResourceConfig);"],
  [/(importId: importFromId), provider \}/g, "$1, ...(provider && { provider }) }"],
  // CDKTF converts the keys of a provider's maps to snake case: a tag costCenter would become cost_center. It doesn't
  // convert tokens.
  [
    /default_tags: (cdktf\.hashMapper\(cdktf\.stringToTerraform\)\(this\._defaultTags\)),/,
    "default_tags: cdktf.Lazy.anyValue({ produce: () => $1 }),",
  ],
  [/^(\s*)protected (synthesize(?:Hcl)?Attributes)\(/gm, "$1protected override $2("],
  [/^(\s*)public ([gs]et alias\()/gm, "$1public override $2"],
  [/\bprotected (terraformResource|terraformAttribute|wrapsSet): /g, "protected override $1: "],
];

/** @param {string} text a module that the generator wrote @param {string} version provider version */
export function finishModule(text, version) {
  const header = [
    `// @generated from the schema of azapi ${version} by packages/provider-azapi/scripts/generate.mjs.`,
    "// Do not edit: change the generator and run `npm run generate -w packages/provider-azapi`.",
  ].join("\n");
  const body = REWRITES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
  return `${header}\n${body}`;
}

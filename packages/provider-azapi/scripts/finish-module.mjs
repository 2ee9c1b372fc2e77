/**
 * The generator writes modules for CDKTF's own, looser compiler settings. These rewrites make them correct under
 * `exactOptionalPropertyTypes` and `noImplicitOverride`, here and in the declarations that strict consumers check, and
 * keep CDKTF from changing what a provider was given.
 */

/** @type {readonly (readonly [RegExp, string])[]} */
const REWRITES = [
  [/[ \t]+$/gm, ""],
  [/^import \{ Construct \}/m, "import type { Construct }"],
  // CDKTF would ask for exactly this version and leave the constraint unread.
  [/^\s*providerVersion: .+,\n/gm, ""],
  // An optional prop that is given as undefined counts as left out.
  [/^(\s*(?:readonly|private|public) \w+) ?\? ?: (?!any;)(.+?);?$/gm, "$1?: $2 | undefined;"],
  // Nothing writes to a list that it was given.
  [/(?<=[ (])(\w+)\[\]/g, "readonly $1[]"],
  // CDKTF's constructors read undefined as left out, but don't declare it.
  [/^(\s*forEach: config\.forEach\n\s*\})\);$/gm, "$1 as cdktf.TerraformResourceConfig);"],
  [/(importId: importFromId), provider \}/g, "$1, ...(provider && { provider }) }"],
  // CDKTF puts the keys of a provider's maps into snake case: a tag costCenter would be cost_center. A token is left alone.
  [
    /default_tags: (cdktf\.hashMapper\(cdktf\.stringToTerraform\)\(this\._defaultTags\)),/,
    "default_tags: cdktf.Lazy.anyValue({ produce: () => $1 }),",
  ],
  [/^(\s*)protected (synthesize(?:Hcl)?Attributes)\(/gm, "$1protected override $2("],
  [/^(\s*)public ([gs]et alias\()/gm, "$1public override $2"],
  [/\bprotected (terraformResource|terraformAttribute|wrapsSet): /g, "protected override $1: "],
];

/** @param {string} text a module of the generator @param {string} version provider version */
export function finishModule(text, version) {
  const header = [
    `// @generated from the schema of azapi ${version} by packages/provider-azapi/scripts/generate.mjs.`,
    "// Do not edit: change the generator and run `npm run generate -w packages/provider-azapi`.",
  ].join("\n");
  const body = REWRITES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
  return `${header}\n${body}`;
}

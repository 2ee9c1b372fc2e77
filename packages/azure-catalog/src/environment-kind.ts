const PRODUCTION = new Set(["p", "prd", "prod", "production", "live"]);
/** Prefixes that negate a word for production, as in non-prod and pre-prod. */
const NEGATIONS = ["non", "not", "no", "pre"] as const;
const NOT_PRODUCTION = new Set([
  ...["d", "dev", "devel", "development", "develop", "t", "test", "tst", "testing", "q", "qa", "u", "uat", "sit"],
  ...["stage", "staging", "stg", "acc", "acceptance", "preview", "sandbox", "sbx", "demo", "lab", "poc", "trial"],
  ...["experiment", "experimental", "training", "ci", "int", "integration", "local", "ephemeral"],
  ...NEGATIONS.flatMap((negation) => [...PRODUCTION].map((word) => negation + word)),
]);

/**
 * Whether an environment is production, according to its name: if it contains the word `prod`, `prd`, `production`,
 * `live` or `p`. Digits and other words are ignored (`prod-eu`, `weu_prod2`, `mlProd`).
 * @returns false for other known words (`dev`, `uat`, `non-prod`, `preprod`); undefined if no word is known (`blue`) or
 * two contradict each other (`prod-test`), so that the user has to decide
 */
export function isProductionName(name: string): boolean | undefined {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  const kinds = new Set(
    words.map((word, index) => kindOf(word, words[index - 1])).filter((kind) => kind !== undefined),
  );
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

function kindOf(word: string, before: string | undefined): boolean | undefined {
  if (PRODUCTION.has(word)) return !NEGATIONS.some((negation) => negation === before);
  return NOT_PRODUCTION.has(word) ? false : undefined;
}

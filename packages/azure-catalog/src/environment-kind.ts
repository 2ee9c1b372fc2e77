const PRODUCTION = new Set(["p", "prd", "prod", "production", "live"]);
/** Prefixes that turn a production word into its opposite: non-prod, pre-prod. */
const NEGATIONS = ["non", "not", "no", "pre"] as const;
const NOT_PRODUCTION = new Set([
  ...["d", "dev", "devel", "development", "develop", "t", "test", "tst", "testing", "q", "qa", "u", "uat", "sit"],
  ...["stage", "staging", "stg", "acc", "acceptance", "preview", "sandbox", "sbx", "demo", "lab", "poc", "trial"],
  ...["experiment", "experimental", "training", "ci", "int", "integration", "local", "ephemeral"],
  ...NEGATIONS.flatMap((negation) => [...PRODUCTION].map((word) => negation + word)),
]);

/**
 * Whether an environment is production, as far as its name says: `prod`, `prd`, `production`, `live` and `p` as a whole
 * word do, also with digits or other words beside them (`prod-eu`, `weu_prod2`, `mlProd`).
 * @returns false where a word says otherwise (`dev`, `uat`, `non-prod`, `preprod`), undefined where no word says
 * anything (`blue`) or two words contradict each other (`prod-test`): then the user has to say
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

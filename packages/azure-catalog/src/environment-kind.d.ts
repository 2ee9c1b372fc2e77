/**
 * Whether an environment is production, as far as its name says: `prod`, `prd`, `production`, `live` and `p` as a whole
 * word do, also with digits or other words beside them (`prod-eu`, `weu_prod2`, `mlProd`).
 * @returns false where a word says otherwise (`dev`, `uat`, `non-prod`, `preprod`), undefined where no word says
 * anything (`blue`) or two words contradict each other (`prod-test`): then the user has to say
 */
export declare function isProductionName(name: string): boolean | undefined;

/** What an SKU (service objective) of a single database in Azure SQL Database is. */
export interface SqlSku {
  readonly tier: "Basic" | "Standard" | "Premium" | "GeneralPurpose" | "BusinessCritical" | "Hyperscale";
  /** Whether compute scales with the load, between `minCapacity` and {@link vCores}. */
  readonly serverless: boolean;
  /** vCores, for a serverless SKU the most. Undefined for SKUs in DTUs. */
  readonly vCores: number | undefined;
  /** The maximum sizes in GB that can be chosen. Undefined for any whole number. */
  readonly sizesInGb: readonly number[] | undefined;
}

const SMALL_SIZES = [0.1, 0.5, 1, 2] as const;
const STANDARD_SIZES = [...SMALL_SIZES, 5, 10, 20, 30, 40, 50, 100, 150, 200, 250] as const;
const LARGE_SIZES = [...STANDARD_SIZES, 300, 400, 500, 750, 1024] as const;
const LARGEST_SIZES = [
  ...LARGE_SIZES,
  ...Array.from({ length: 12 }, (_, index) => 1280 + 256 * index),
] as readonly number[];

/** SKUs in DTUs, and the maximum sizes that they offer. */
const DTU_SKUS: Readonly<Record<string, SqlSku>> = Object.fromEntries(
  (
    [
      ["Basic", ["Basic"], SMALL_SIZES],
      ["Standard", ["S0", "S1", "S2"], STANDARD_SIZES],
      ["Standard", ["S3", "S4", "S6", "S7", "S9", "S12"], LARGE_SIZES],
      ["Premium", ["P1", "P2", "P4", "P6"], LARGE_SIZES],
      ["Premium", ["P11", "P15"], LARGEST_SIZES],
    ] as const
  ).flatMap(([tier, names, sizesInGb]) =>
    names.map((name) => [name.toUpperCase(), { tier, serverless: false, vCores: undefined, sizesInGb }] as const),
  ),
);

const TIERS = { GP: "GeneralPurpose", BC: "BusinessCritical", HS: "Hyperscale" } as const;
const UP_TO_24 = [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24];
const FROM_8 = [8, 10, 12, 14, 16, 18, 20, 24];
/** Numbers of vCores, by tiers and hardware. */
const VCORES: readonly (readonly [hardware: RegExp, vCores: readonly number[]])[] = [
  [/^(GP|BC|HS)_GEN5$/, [...UP_TO_24, 32, 40, 80, 128]],
  [/^(GP|HS)_S_GEN5$/, [1, ...UP_TO_24, 32, 40, 80]],
  [/^GP_FSV2$/, [...FROM_8, 32, 36, 72]],
  [/^(GP|BC|HS)_DC$/, [...UP_TO_24.filter((count) => count <= 20), 32, 40]],
  [/^BC_M$/, [...FROM_8, 32, 64, 128]],
  [/^HS_PRMS$/, [...UP_TO_24, 32, 40, 64, 80, 128]],
  [/^HS_MOPRMS$/, [...UP_TO_24, 32, 40, 64, 80]],
  [/^HS_8IM$/, [24, 48, 80]],
  [/^HS_S_8IM$/, [24, 80]],
];

/** The names that {@link sqlSku} knows, for errors. */
export const SQL_SKU_NAMES =
  "Basic, S0 to S12, P1 to P15, or a tier, hardware and a number of vCores that Azure offers, such as GP_Gen5_2, GP_S_Gen5_1, BC_Gen5_4, HS_PRMS_8";

/**
 * An SKU of a single database by its name; undefined for other names, such as `ElasticPool`, which only databases in a
 * pool have. The SKU may still not be available in a region or subscription: `az sql db list-editions --location REGION
 * --output table` lists those that are.
 * @see https://learn.microsoft.com/azure/azure-sql/database/resource-limits-vcore-single-databases
 * @see https://learn.microsoft.com/azure/azure-sql/database/resource-limits-dtu-single-databases
 */
export function sqlSku(name: string): SqlSku | undefined {
  const upper = name.toUpperCase();
  const [, hardware = "", count = ""] = /^(.+)_([1-9]\d*)$/.exec(upper) ?? [];
  const vCores = Number(count);
  if (!VCORES.some(([pattern, counts]) => pattern.test(hardware) && counts.includes(vCores))) return DTU_SKUS[upper];
  const [prefix, second] = hardware.split("_");
  return {
    tier: TIERS[prefix as keyof typeof TIERS],
    serverless: second === "S",
    vCores,
    sizesInGb: undefined,
  };
}

/** Settings of a SQL database, of which some depend on others. */
export interface SqlDatabaseSettings {
  /** Undefined if it isn't known. */
  readonly skuName?: string | undefined;
  readonly maxSizeGb?: number | undefined;
  readonly zoneRedundant?: boolean | undefined;
  readonly autoPauseDelayInMinutes?: number | undefined;
  readonly minCapacity?: number | undefined;
  readonly pointInTimeRestoreDays?: number | undefined;
  /** An ISO 8601 duration, as the following ones. */
  readonly weeklyRetention?: string | undefined;
  readonly monthlyRetention?: string | undefined;
  readonly yearlyRetention?: string | undefined;
  readonly weekOfYear?: number | undefined;
}

/** A setting that Azure rejects. */
export interface SqlSettingProblem {
  readonly setting: keyof SqlDatabaseSettings;
  readonly value: unknown;
  readonly allowed: string;
  readonly fix: string;
}

const RETENTIONS = ["weeklyRetention", "monthlyRetention", "yearlyRetention"] as const;
/** The longest retention, ten years, in the units of durations. */
const TEN_YEARS: Readonly<Record<string, number>> = { D: 3650, W: 520, M: 120, Y: 10 };

/**
 * The settings that Azure rejects, or that have no effect with the SKU.
 * @see https://learn.microsoft.com/azure/azure-sql/database/serverless-tier-overview
 * @see https://learn.microsoft.com/azure/azure-sql/database/serverless-tier-auto-pause-resume
 * @see https://learn.microsoft.com/azure/azure-sql/database/long-term-retention-overview
 */
export function sqlDatabaseProblems(settings: SqlDatabaseSettings): SqlSettingProblem[] {
  const { skuName } = settings;
  const sku = skuName === undefined ? undefined : sqlSku(skuName);
  return [
    ...skuProblems(settings, sku),
    ...sizeProblems(settings, sku),
    ...serverlessProblems(settings, sku),
    ...retentionProblems(settings, sku),
  ];
}

/** Whether backups are kept for a long time, which prevents a serverless database from pausing. */
export function hasLongTermRetention(settings: SqlDatabaseSettings): boolean {
  return RETENTIONS.some((one) => settings[one] !== undefined);
}

function problem(
  settings: SqlDatabaseSettings,
  setting: keyof SqlDatabaseSettings,
  allowed: string,
  fix: string,
): SqlSettingProblem {
  return { setting, value: settings[setting], allowed, fix };
}

function skuProblems(settings: SqlDatabaseSettings, sku: SqlSku | undefined): SqlSettingProblem[] {
  const { skuName, zoneRedundant } = settings;
  if (skuName !== undefined && !sku) {
    const inPool = skuName.toUpperCase() === "ELASTICPOOL";
    return [
      problem(
        settings,
        "skuName",
        `a service objective of a single database: ${SQL_SKU_NAMES}`,
        inPool
          ? "use a SKU of its own, because this database isn't in an elastic pool; refer to one in a pool as an existing database"
          : "use S0, or one that az sql db list-editions --location REGION --output table lists",
      ),
    ];
  }
  if (!zoneRedundant || (sku?.tier !== "Basic" && sku?.tier !== "Standard")) return [];
  const allowed = `false with the SKU ${skuName ?? ""}: Basic and Standard databases are in one zone`;
  return [problem(settings, "zoneRedundant", allowed, "leave it out, or use a SKU such as GP_Gen5_2")];
}

function sizeProblems(settings: SqlDatabaseSettings, sku: SqlSku | undefined): SqlSettingProblem[] {
  const { maxSizeGb, skuName } = settings;
  const sizes = sku?.sizesInGb;
  if (maxSizeGb === undefined) return [];
  const isPossible = maxSizeGb === 0.1 || maxSizeGb === 0.5 || (Number.isInteger(maxSizeGb) && maxSizeGb >= 1);
  if (isPossible && (!sizes || sizes.includes(maxSizeGb))) return [];
  const allowed = sizes ? `one of the sizes of the SKU ${skuName ?? ""}: ${sizes.join(", ")}` : "a whole number from 1";
  return [problem(settings, "maxSizeGb", allowed, "leave it out for the size of the SKU")];
}

function serverlessProblems(settings: SqlDatabaseSettings, sku: SqlSku | undefined): SqlSettingProblem[] {
  const { skuName, autoPauseDelayInMinutes: delay, minCapacity } = settings;
  const problems: SqlSettingProblem[] = [];
  const isRange = delay === -1 || (Number.isInteger(delay) && (delay ?? 0) >= 15 && (delay ?? 0) <= 10_080);
  if (delay !== undefined && !isRange) {
    const allowed = "a whole number of minutes from 15 to 10080, or -1 for never";
    problems.push(problem(settings, "autoPauseDelayInMinutes", allowed, "use 60"));
  } else if (delay !== undefined && delay !== -1 && sku && !(sku.serverless && sku.tier === "GeneralPurpose")) {
    const allowed = `no value with the SKU ${skuName ?? ""}: only serverless databases of the tier General Purpose pause`;
    problems.push(problem(settings, "autoPauseDelayInMinutes", allowed, "leave it out, or use GP_S_Gen5_1"));
  } else if (delay !== undefined && delay !== -1 && hasLongTermRetention(settings)) {
    const allowed = "-1 for a database whose backups are kept for a long time: it doesn't pause";
    problems.push(
      problem(
        settings,
        "autoPauseDelayInMinutes",
        allowed,
        "leave it out, or keep no weekly, monthly and yearly backups",
      ),
    );
  }
  if (minCapacity === undefined || !sku) return problems;
  const most = sku.vCores ?? 0;
  if (!sku.serverless) {
    const allowed = `no value with the SKU ${skuName ?? ""}, which isn't serverless`;
    problems.push(
      problem(settings, "minCapacity", allowed, "leave it out, or use a serverless SKU such as GP_S_Gen5_1"),
    );
  } else if (!(minCapacity >= 0.5 && minCapacity <= most)) {
    problems.push(problem(settings, "minCapacity", `vCores from 0.5 to ${most}, those of the SKU`, "leave it out"));
  }
  return problems;
}

function retentionProblems(settings: SqlDatabaseSettings, sku: SqlSku | undefined): SqlSettingProblem[] {
  const { pointInTimeRestoreDays: days, yearlyRetention, weekOfYear } = settings;
  const problems: SqlSettingProblem[] = [];
  const most = sku?.tier === "Basic" ? 7 : 35;
  if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= most)) {
    const allowed = `a whole number of days from 1 to ${most}${most === 7 ? ", with the SKU Basic" : ""}`;
    problems.push(problem(settings, "pointInTimeRestoreDays", allowed, "use 7, and weeklyRetention for older backups"));
  }
  for (const setting of RETENTIONS) {
    const retention = settings[setting];
    const [, count, unit = ""] = /^P(\d+)([DWMY])$/.exec(retention ?? "") ?? [];
    const [least, longest = 0] = [unit === "D" ? 7 : 1, TEN_YEARS[unit]];
    if (retention === undefined || (Number(count) >= least && Number(count) <= longest)) continue;
    const allowed = "an ISO 8601 duration from one week to ten years: a number and D, W, M or Y";
    problems.push(problem(settings, setting, allowed, "use P4W, P12M or P5Y, or leave it out to keep none"));
  }
  const isWeek = weekOfYear === undefined || (Number.isInteger(weekOfYear) && weekOfYear >= 1 && weekOfYear <= 52);
  if ((yearlyRetention === undefined) !== (weekOfYear === undefined) || !isWeek) {
    const fix = yearlyRetention === undefined ? "leave weekOfYear out" : "set weekOfYear to 1";
    problems.push(problem(settings, "weekOfYear", "a week from 1 to 52 together with yearlyRetention", fix));
  }
  return problems;
}

/** A plan of Microsoft Defender for Cloud. */
export interface DefenderPlan {
  /** Azure's name of the plan, `Microsoft.Security/pricings/<name>`. */
  readonly name: string;
  /** Its variant, for plans that have several. */
  readonly subPlan?: string;
  /** What it watches. */
  readonly purpose: string;
  /** What is billed. */
  readonly billed: string;
}

/**
 * Plans of Defender for Cloud for the resources of a platform. A plan applies to the whole subscription.
 * @see https://learn.microsoft.com/azure/defender-for-cloud/defender-for-cloud-introduction
 * @see https://azure.microsoft.com/pricing/details/defender-for-cloud/
 */
export const DEFENDER_PLANS = {
  keyVaults: {
    name: "KeyVaults",
    subPlan: "PerKeyVault",
    purpose: "unusual access to vaults",
    billed: "per vault and month",
  },
  storageAccounts: {
    name: "StorageAccounts",
    subPlan: "DefenderForStorageV2",
    purpose: "unusual access to storage accounts, without scanning for malware",
    billed: "per storage account and month, and for many transactions",
  },
  resourceManager: {
    name: "Arm",
    subPlan: "PerSubscription",
    purpose: "unusual operations of Azure Resource Manager, such as those of a stolen token",
    billed: "per subscription and month",
  },
  containers: {
    name: "Containers",
    purpose: "vulnerabilities of images in container registries",
    billed: "per core of clusters, and per scanned image",
  },
  virtualMachines: {
    name: "VirtualMachines",
    subPlan: "P1",
    purpose: "the jumpbox, with Defender for Endpoint",
    billed: "per machine and hour while it runs",
  },
  cloudPosture: {
    name: "CloudPosture",
    purpose: "attack paths and weak settings",
    billed: "per billable resource and month",
  },
  ai: { name: "AI", purpose: "attacks on generative AI services", billed: "per token" },
} as const satisfies Readonly<Record<string, DefenderPlan>>;

/** A plan in {@link DEFENDER_PLANS}. */
export type DefenderPlanName = keyof typeof DEFENDER_PLANS;

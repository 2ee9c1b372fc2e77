import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { titleOf } from "./assets.js";
import { applyAsset, type Progress } from "./apply.js";
import type { Azure } from "./azure.js";
import type { PromotionFile } from "./file/load.js";
import { makePlan, obstacles, type Plan } from "./plan.js";
import type { Step } from "./preconditions.js";
import type { AuditRecord, RecordEntry } from "./record.js";
import { shareAsset } from "./share.js";

/** A step doesn't start: a gate or a precondition failed, or an asset is missing or different. */
export class PromotionRefusedError extends Error {
  /** All reasons. */
  public readonly reasons: readonly string[];

  constructor(step: Step, reasons: readonly string[]) {
    super([`${step} was refused, nothing was sent:`, ...reasons.map((reason) => `- ${reason}`)].join("\n"));
    this.name = "PromotionRefusedError";
    this.reasons = reasons;
  }
}

/** Options of {@link promote}. */
export interface PromoteOptions {
  readonly azure: Azure;
  readonly file: PromotionFile;
  readonly step: Step;
  readonly record: AuditRecord;
  /**
   * Whether `apply` reads copied files again and compares their SHA-256. Otherwise it relies on the service, which compares
   * checksums of what it receives.
   * @default false
   */
  readonly readBack?: boolean | undefined;
  readonly onEntry?: ((entry: RecordEntry) => void) | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

/**
 * Runs a step of a promotion. What is there already stays as it is, so a run that was stopped is continued by another
 * one.
 * @returns the plan that was carried out
 * @throws PromotionRefusedError before anything is sent; AzureError or Error for what fails later, which is recorded
 */
export async function promote(options: PromoteOptions): Promise<Plan> {
  const { azure, file, step, record, readBack = false, onEntry, onProgress = () => undefined } = options;
  const add = async (entry: RecordEntry): Promise<void> => {
    await record.add(entry);
    onEntry?.(entry);
  };
  const [plan, who, content] = await Promise.all([makePlan(azure, file, [step]), azure.whoAmI(), readFile(file.path)]);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const { reason, withoutApproval } = file.promotion;
  await add({ event: "started", step, who, file: file.file, sha256, reason, withoutApproval, gates: plan.gates });
  const reasons = obstacles(plan, step);
  if (reasons.length > 0) {
    const error = new PromotionRefusedError(step, reasons);
    await add({ event: "failed", message: error.message });
    throw error;
  }
  // Components refer to environments, which are created before them.
  const assets = [...plan.assets].sort(
    (a, b) => Number(a.asset.type === "component") - Number(b.asset.type === "component"),
  );
  for (const planned of assets) {
    try {
      await add(
        step === "share"
          ? await shareAsset(azure, file, planned)
          : await applyAsset(azure, file, planned, { readBack, onProgress }),
      );
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await add({ event: "failed", message: `${titleOf(planned.asset)}: ${message}` });
      throw error;
    }
  }
  await add({ event: "finished" });
  return plan;
}

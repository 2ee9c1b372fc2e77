import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type AssetVersion, titleOf } from "./assets.js";
import { ableApprovers, accountKey } from "./file/approvers.js";
import type { PromotionFile } from "./file/load.js";
import type { Gate } from "./file/schema.js";
import { scanVerdict } from "./scan.js";
import { own } from "./values.js";

/** The result of a gate. */
export interface GateResult {
  readonly type: Gate["type"];
  readonly passed: boolean;
  /** What was found, and what is required, in one sentence. */
  readonly reason: string;
  /** The file with the evidence, as the promotion file names it. */
  readonly evidence: string;
  /** SHA-256 of the evidence in hexadecimal; undefined if it can't be read. */
  readonly sha256: string | undefined;
  /** Accounts whose approval counts. */
  readonly approvedBy: readonly string[];
}

interface Verdict {
  readonly passed: boolean;
  readonly reason: string;
  readonly approvedBy?: readonly string[];
}

/** Evaluates all gates. A gate whose evidence is missing or isn't understood is not passed. */
export async function evaluateGates({
  promotion,
  folder,
}: Pick<PromotionFile, "promotion" | "folder">): Promise<GateResult[]> {
  return Promise.all(
    promotion.gates.map(async (gate) => {
      const evidence = promotion.evidence[gate.evidence] ?? "";
      const { type } = gate;
      let text: string;
      try {
        text = await readFile(resolve(folder, evidence), "utf8");
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? String(error);
        const reason = `there is no evidence: ${evidence} can't be read (${code})`;
        return { type, passed: false, reason, evidence, sha256: undefined, approvedBy: [] };
      }
      const sha256 = createHash("sha256").update(text).digest("hex");
      return { type, evidence, sha256, approvedBy: [], ...evaluateGate(gate, text, promotion.assets) };
    }),
  );
}

/**
 * Evaluates a gate with the text of its evidence.
 * @param assets what is promoted; metrics have to be about one of them
 */
export function evaluateGate(gate: Gate, text: string, assets: readonly AssetVersion[]): Verdict {
  if (text.trim() === "") return { passed: false, reason: "the evidence is empty" };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return { passed: false, reason: "the evidence isn't JSON, or ends too early" };
  }
  switch (gate.type) {
    case "metric":
      return metricVerdict(gate, value, assets);
    case "approvals":
      return approvalsVerdict(gate, value);
    case "scan":
      return scanVerdict(gate, value, otherAsset(value, assets));
  }
}

function metricVerdict(
  { metric, min, max }: Extract<Gate, { type: "metric" }>,
  evidence: unknown,
  assets: readonly AssetVersion[],
): Verdict {
  const value = own(evidence, metric) ?? metric.split(".").reduce(own, evidence);
  // A number that is too large for JavaScript is Infinity.
  if (typeof value !== "number" || !Number.isFinite(value))
    return { passed: false, reason: `the evidence has no number ${metric}` };
  const other = otherAsset(evidence, assets);
  if (other !== undefined) return { passed: false, reason: other };
  const limits = [min === undefined ? [] : `at least ${min}`, max === undefined ? [] : `at most ${max}`]
    .flat()
    .join(" and ");
  const passed = (min === undefined || value >= min) && (max === undefined || value <= max);
  return { passed, reason: `${metric} is ${value}, required: ${limits}` };
}

/**
 * Why evidence isn't about what is promoted: it has to name one of the versions in `asset`, SARIF in its property bag
 * `properties`.
 */
function otherAsset(evidence: unknown, assets: readonly AssetVersion[]): string | undefined {
  const asset = own(evidence, "asset") ?? own(own(evidence, "properties"), "asset");
  const [type, name, version] = ["type", "name", "version"].map((key) => own(asset, key));
  if (typeof type !== "string" || typeof name !== "string" || typeof version !== "string")
    return `the evidence doesn't say of which version it is: add "asset" with type, name and version as texts`;
  return assets.some((one) => one.type === type && one.name === name && one.version === version)
    ? undefined
    : `the evidence is of ${type} ${name} ${version}, promoted: ${assets.map(titleOf).join(", ")}`;
}

function approvalsVerdict(
  { approvers, required, notBy }: Extract<Gate, { type: "approvals" }>,
  evidence: unknown,
): Verdict {
  const reviews = reviewsIn(evidence);
  if (typeof reviews === "string") return { passed: false, reason: reviews };
  const author = own(evidence, "author");
  const able = ableApprovers(approvers, typeof author === "string" ? [...notBy, author] : notBy);
  // The last review of an account counts: an approval can be withdrawn.
  const latest = new Map(reviews.map(({ account, approves }) => [accountKey(account), approves]));
  const approvedBy = able.filter((one) => latest.get(accountKey(one)) === true);
  const passed = approvedBy.length >= required;
  return {
    passed,
    approvedBy,
    reason: `${approvedBy.length === 0 ? "nobody" : approvedBy.join(", ")} approved, required: ${required} of ${able.join(", ")}`,
  };
}

/** How much the clock of a forge may be ahead. */
const CLOCK_SKEW_MS = 5 * 60 * 1000;

/** The milliseconds of a time in ISO 8601 with a time zone; NaN for anything else. */
function timeOf(value: unknown): number {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:?\d\d)$/i.test(value)
    ? Date.parse(value)
    : Number.NaN;
}

/** A time that evidence can't have, because it isn't over yet. */
function future(time: unknown): string | undefined {
  return timeOf(time) > Date.now() + CLOCK_SKEW_MS
    ? `the evidence has a time in the future: ${String(time)}`
    : undefined;
}

interface Review {
  readonly account: string;
  readonly approves: boolean;
}

/**
 * Reviews of a pull request in the order in which they were given. What was pushed after a review has not been reviewed:
 * of GitHub's, only those of the head commit approve, and of Azure DevOps's votes, whose commit isn't known, only those
 * that were given after the last push.
 * @returns a reason if there are none
 * @see https://docs.github.com/rest/pulls/reviews
 * @see https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-reviewers/list
 */
function reviewsIn(evidence: unknown): Review[] | string {
  const unknown = "the evidence has neither reviews of GitHub nor reviewers of Azure DevOps";
  const head = own(evidence, "head");
  const items = Array.isArray(evidence) ? evidence : (own(evidence, "reviews") ?? own(evidence, "value"));
  if (!Array.isArray(items)) return unknown;
  const reviews: Review[] = [];
  for (const item of items) {
    const login = own(own(item, "user"), "login");
    const state = own(item, "state");
    const unique = own(item, "uniqueName");
    const vote = own(item, "vote");
    if (typeof login === "string" && typeof state === "string") {
      if (typeof head !== "string" || head === "")
        return 'the reviews don\'t name the head commit of the pull request: write them as { "head": SHA, "reviews": [...] }';
      const late = future(own(item, "submitted_at"));
      if (late !== undefined) return late;
      const approves = state === "APPROVED" && own(item, "commit_id") === head;
      // A comment leaves an earlier approval as it is.
      if (state !== "COMMENTED") reviews.push({ account: login, approves });
    } else if (typeof unique === "string" && typeof vote === "number") {
      // 10: approved, 5: approved with suggestions, 0: no vote, -5: waiting for the author, -10: rejected.
      const [pushed, voted] = [own(evidence, "pushed"), own(item, "votedAt")];
      if (Number.isNaN(timeOf(pushed)))
        return 'the votes don\'t say when the last push was: write them as { "pushed": TIME, "value": [...] }, each with votedAt, and times such as 2026-01-31T12:00:00Z';
      const late = future(pushed) ?? future(voted);
      if (late !== undefined) return late;
      const later = timeOf(voted) >= timeOf(pushed);
      reviews.push({ account: unique, approves: vote === 10 && later });
    } else return unknown;
  }
  return reviews;
}

import { ASSET_TYPES, titleOf } from "./assets.js";
import { BLOCKING, obstacles, type Plan, type PlannedAsset } from "./plan.js";
import type { Precondition, Step } from "./preconditions.js";

const STEPS: readonly Step[] = ["share", "apply"];
const DONE = ["there", "reference"];

/** A plan as text, one line for each gate, failed precondition and asset. */
export function describePlan(plan: Plan): string {
  const { gates, preconditions, assets } = plan;
  const steps = STEPS.filter((step) => [...assets, ...preconditions].some((one) => one.step === step));
  return [
    "Gates",
    ...gates.map(
      ({ type, passed, reason, evidence }) =>
        `  ${passed ? "passed    " : "not passed"}  ${type}: ${reason} (${evidence})`,
    ),
    ...steps.flatMap((step) => ["", ...describeStep(step, plan)]),
  ].join("\n");
}

function describeStep(step: Step, plan: Plan): string[] {
  const planned = plan.assets.filter((one) => one.step === step);
  const bytes = planned.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  const unknown = planned.filter(
    ({ asset, action, bytes: size }) =>
      action === "share" && size === undefined && ASSET_TYPES[asset.type].content !== undefined,
  ).length;
  const reasons = obstacles(plan, step);
  const title = step === "share" ? "share: dev workspace to dev registry" : "apply: dev registry to production";
  return [
    title,
    ...plan.preconditions.filter((one) => one.step === step).map(describePrecondition),
    ...planned.map(describeAsset),
    reasons.length === 0
      ? `  ready, ${sizeOf(bytes)} to copy${unknown === 0 ? "" : `, and ${unknown} of unknown size`}`
      : `  refused: ${reasons.length} ${reasons.length === 1 ? "reason" : "reasons"}`,
  ];
}

function describePrecondition({ problem, fix }: Precondition): string {
  return `  fails         ${problem}\n                fix: ${fix}`;
}

function describeAsset({ asset, action, from, to, bytes, detail }: PlannedAsset): string {
  const size = bytes === undefined ? "" : `, ${sizeOf(bytes)}`;
  const lines = [`  ${action.padEnd(12)}  ${titleOf(asset)}${size}${detail === "" ? "" : `: ${detail}`}`];
  return [...lines, `                from ${from}`, ...(to === from ? [] : [`                to   ${to}`])].join("\n");
}

/** Where each asset of a promotion is, from a plan: one line for each, and for each reason why a step isn't known. */
export function describeStatus({ assets, preconditions }: Plan): string {
  const unknown = preconditions.map(({ step, problem, fix }) => `${step.padEnd(5)}  not known     ${problem}; ${fix}`);
  const states = assets.map(({ step, asset, action, to, detail }) => {
    const state = DONE.includes(action) ? "done" : BLOCKING.includes(action) ? action : "open";
    return `${step.padEnd(5)}  ${state.padEnd(12)}  ${titleOf(asset)}  ${to}${detail === "" ? "" : `  (${detail})`}`;
  });
  return [...unknown, ...states].join("\n");
}

/** Bytes in the unit in which they are easy to read. */
export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  const index = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  return `${(bytes / 1000 ** index).toFixed(1)} ${units[index - 1] ?? ""}`;
}

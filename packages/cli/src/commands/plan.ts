import type { Stack } from "@org/aml-synth-model";
import { type CommandContext, sharedContext } from "../context.js";
import type { PlannedStack } from "../plans/plan-summary.js";
import { withPlanFiles, type PlanFileOf } from "../plans/plan-files.js";
import { ALLOW_REPLACE, PlanGuard } from "../plans/plan-guard.js";
import { RefusalError } from "../errors.js";
import { PostureCheck } from "../plans/posture-check.js";
import { ReviewedPlans } from "../plans/reviewed-plans.js";
import { readArguments, readCommonInput } from "./arguments.js";
import { isChange, readPlannedChanges } from "../terraform/planned-changes.js";
import { initWithNeeded, whyLeftOut } from "./needed-stacks.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

/** Exit codes: changes with `--expect-no-changes`; findings of the posture check. */
const EXIT = { changes: 3, posture: 4 } as const;

/** `plan`: what a deployment would change, stack by stack, and whether the result passes the posture check. */
export async function plan(args: readonly string[], processContext: CommandContext): Promise<number> {
  const context = sharedContext(processContext);
  const { values, positionals } = readArguments(
    args,
    {
      ...TERRAFORM_OPTIONS,
      save: { type: "string" },
      "expect-no-changes": { type: "boolean" },
      posture: { type: "string" },
      ...ALLOW_REPLACE,
    },
    { allowPositionals: true },
  );
  const guard = new PlanGuard(values["allow-replace"] ?? [], context);
  const input = readCommonInput(values, context);
  const posture = await PostureCheck.open(context, { given: values.posture, platform: input.file });
  const session = await Session.open(context, {
    ...input,
    names: positionals,
    varFiles: values["var-file"] ?? [],
    concurrency: values.concurrency,
    asks: false,
    synthesis: { liftPreventDestroyOf: guard.allowed },
  });
  await initWithNeeded(session, "plan");
  return withPlanFiles(async (fileOf) => {
    const code = await planEach(session, fileOf, guard);
    if (code !== 0) return code;
    const stacks = await plannedStacks(session, fileOf);
    const { failed, report } = await posture.check(
      stacks.flatMap((stack) => ("leftOut" in stack ? [] : [{ name: stack.name, json: stack.json }])),
      input.outdir,
    );
    if (values.save !== undefined) {
      new ReviewedPlans(values.save, context).save(await shownStacks(session, stacks, fileOf), report);
    }
    const refused = stacks.flatMap((stack) => ("leftOut" in stack ? [] : guard.problems(stack.name, stack.json)));
    if (refused.length > 0) throw new RefusalError("the plan was refused", refused, "Nothing was changed.");
    if (values["expect-no-changes"] && stacks.some(changesAnything)) return EXIT.changes;
    return failed ? EXIT.posture : 0;
  });
}

function planEach(session: Session, fileOf: PlanFileOf, guard: PlanGuard): Promise<number> {
  // A plan only reads other stacks, so all of them are made side by side.
  return session.each(session.selected, { needs: () => [], command: "plan" }, async (stack) => {
    const leftOut = await whyLeftOut(session, stack);
    if (leftOut !== undefined) return { leftOut };
    const failed = await session.plan(stack, fileOf(stack));
    if (failed !== 0) guard.explainProtection(stack);
    return failed === 0 ? { done: true } : { failed };
  });
}

/** A stack's plan, as printed by `terraform show -json`, or the reason why it wasn't planned. */
type Planned = { readonly name: string; readonly stack: Stack } & (
  | { readonly json: string }
  | { readonly leftOut: string }
);

async function plannedStacks(session: Session, fileOf: PlanFileOf): Promise<Planned[]> {
  const stacks: Planned[] = [];
  for (const stack of session.selected) {
    const { name } = stack;
    const leftOut = await whyLeftOut(session, stack);
    if (leftOut !== undefined) stacks.push({ name, stack, leftOut });
    else stacks.push({ name, stack, json: await session.planJson(stack, fileOf(stack)) });
  }
  return stacks;
}

/** The plans in the form for reviewers. */
async function shownStacks(session: Session, planned: readonly Planned[], fileOf: PlanFileOf): Promise<PlannedStack[]> {
  const stacks: PlannedStack[] = [];
  for (const one of planned) {
    const { name, stack } = one;
    if ("leftOut" in one) stacks.push({ name, leftOut: one.leftOut });
    else {
      const text = await session.planText(stack, fileOf(stack));
      stacks.push({ name, text, changes: readPlannedChanges(one.json) });
    }
  }
  return stacks;
}

/** A stack that can't be planned isn't deployed yet, so it would change. */
function changesAnything(stack: Planned): boolean {
  return "leftOut" in stack || isChange(readPlannedChanges(stack.json));
}

import type { Stack } from "@org/aml-synth-model";
import { type CommandContext, sharedContext, suggestion } from "../context.js";
import { UsageError } from "../errors.js";
import { withPlanFiles } from "../plans/plan-files.js";
import { ALLOW_REPLACE, PlanGuard } from "../plans/plan-guard.js";
import { ReviewedPlans } from "../plans/reviewed-plans.js";
import { isChange, readPlannedChanges } from "../terraform/planned-changes.js";
import { Approval, NOT_APPROVED } from "./approval.js";
import { readArguments, readCommonInput } from "./arguments.js";
import { initWithNeeded, whyLeftOut } from "./needed-stacks.js";
import { NOT_STARTED, Session, TERRAFORM_OPTIONS } from "./session.js";

/** Exit code if stacks are left that could not be planned for the review. */
const CHANGES_LEFT = 3;

/** `deploy`: applies the stacks, each after its dependencies. */
export async function deploy(args: readonly string[], processContext: CommandContext): Promise<number> {
  const context = sharedContext(processContext);
  const { values, positionals } = readArguments(
    args,
    {
      ...TERRAFORM_OPTIONS,
      ...ALLOW_REPLACE,
      "auto-approve": { type: "boolean" },
      reviewed: { type: "string" },
    },
    { allowPositionals: true },
  );
  const approved = values["auto-approve"] === true;
  const guard = new PlanGuard(values["allow-replace"] ?? [], context);
  if (approved && values.reviewed !== undefined) {
    throw new UsageError(
      "--auto-approve applies any plan, --reviewed only the one that was reviewed: give one of them",
    );
  }
  const reviewed = values.reviewed === undefined ? undefined : new ReviewedPlans(values.reviewed, context);
  const asks = !approved && !reviewed;
  const session = await Session.open(context, {
    ...readCommonInput(values, context),
    names: positionals,
    varFiles: values["var-file"] ?? [],
    concurrency: values.concurrency,
    asks,
    synthesis: { liftPreventDestroyOf: guard.allowed },
  });
  const { selected } = session;
  await initWithNeeded(session, "deploy");
  const unplanned = reviewed ? await unplannedAtReview(session, reviewed) : new Map<Stack, string>();
  const stacks = selected.filter((stack) => !unplanned.has(stack));
  reviewed?.assertComplete(stacks);
  const approval = new Approval(context, stacks);
  const code = await withPlanFiles((fileOf) =>
    session.each(stacks, { needs: (stack) => stack.dependencies(), command: "deploy" }, async (stack, goOn) => {
      const file = fileOf(stack);
      const planned = await approval.planning(stack, async () => {
        const failed = await session.plan(stack, file);
        if (failed !== 0) {
          guard.explainProtection(stack);
          return { failed, asks: false };
        }
        const json = await session.planJson(stack, file);
        const agreed = await guard.pass(stack, json, asks);
        reviewed?.assertReviewed(stack.name, await session.planText(stack, file));
        return { failed, asks: asks && !agreed && isChange(readPlannedChanges(json)) };
      });
      if (planned.failed !== 0) return { failed: planned.failed };
      if (planned.asks && goOn() && !(await approval.ask(stack, goOn))) {
        return goOn() ? { failed: NOT_APPROVED } : { leftOut: NOT_STARTED };
      }
      if (!goOn()) return { leftOut: NOT_STARTED };
      const failed = await approval.applying(stack, () => session.terraform(stack, ["apply", "-input=false", file]));
      return failed === 0 ? { done: true } : { failed };
    }),
  );
  if (code !== 0 || unplanned.size === 0) return code;
  for (const [{ name }, reason] of unplanned) context.print(`${name}: ${reason}`);
  const names = [...unplanned.keys()].map(({ name }) => name).join(" ");
  const plan = suggestion(context.env, "deploy", "plan", `${names} --save ${values.reviewed ?? ""}`);
  context.print(`their plans can be reviewed now: ${plan}`);
  return CHANGES_LEFT;
}

/** Stacks that couldn't be planned for the review, because stacks that they need aren't deployed yet, with this reason. */
async function unplannedAtReview(session: Session, reviewed: ReviewedPlans): Promise<Map<Stack, string>> {
  const unplanned = new Map<Stack, string>();
  for (const stack of session.selected) {
    const reason = reviewed.has(stack.name) ? undefined : await whyLeftOut(session, stack);
    if (reason !== undefined) unplanned.set(stack, reason);
  }
  return unplanned;
}

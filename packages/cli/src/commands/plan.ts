import type { Stack } from "@org/aml-synth-model";
import type { CommandContext } from "../context.js";
import type { PlannedStack } from "../plans/plan-summary.js";
import { withPlanFiles, type PlanFileOf } from "../plans/plan-files.js";
import { ReviewedPlans } from "../plans/reviewed-plans.js";
import { readArguments, readCommonInput } from "./arguments.js";
import { assertNeededDeployed } from "./needed-stacks.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

/** Exit code of `--expect-no-changes` if there are changes. */
const CHANGES = 3;

/** `plan`: what a deployment would change, stack by stack. */
export async function plan(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    { ...TERRAFORM_OPTIONS, save: { type: "string" }, "expect-no-changes": { type: "boolean" } },
    { allowPositionals: true },
  );
  const { save, "expect-no-changes": expectNone = false } = values;
  const session = await Session.open(context, {
    ...readCommonInput(values, context),
    names: positionals,
    varFiles: values["var-file"] ?? [],
    asks: false,
  });
  const { selected } = session;
  const needed = new Set(selected.flatMap((stack) => stack.dependencies()));
  await session.init([...new Set([...needed, ...selected])]);
  await assertNeededDeployed(session, "plan");
  if (save === undefined && !expectNone) return planEach(session);
  return withPlanFiles(async (fileOf) => {
    const code = await planEach(session, fileOf);
    if (code !== 0) return code;
    const stacks = await plannedStacks(session, fileOf);
    if (save !== undefined) new ReviewedPlans(save, context).save(stacks);
    return expectNone && stacks.some(isChange) ? CHANGES : 0;
  });
}

function planEach(session: Session, fileOf?: PlanFileOf): Promise<number> {
  return session.each(session.selected, async (stack) => {
    const leftOut = await whyLeftOut(session, stack);
    if (leftOut !== undefined) return { leftOut };
    return ["plan", ...session.variables, "-input=false", ...(fileOf ? [`-out=${fileOf(stack)}`] : [])];
  });
}

async function plannedStacks(session: Session, fileOf: PlanFileOf): Promise<PlannedStack[]> {
  const stacks: PlannedStack[] = [];
  for (const stack of session.selected) {
    const { name } = stack;
    const leftOut = await whyLeftOut(session, stack);
    if (leftOut !== undefined) stacks.push({ name, leftOut });
    else stacks.push({ name, ...(await session.shown(stack, fileOf(stack))) });
  }
  return stacks;
}

async function whyLeftOut(session: Session, stack: Stack): Promise<string | undefined> {
  const absent: string[] = [];
  for (const needed of stack.dependencies()) if (!(await session.isDeployed(needed))) absent.push(needed.name);
  if (absent.length === 0) return undefined;
  return `can't be planned before ${absent.join(" and ")} ${absent.length === 1 ? "is" : "are"} deployed`;
}

/** A stack that can't be planned isn't deployed yet, so it would change. */
function isChange(stack: PlannedStack): boolean {
  return "leftOut" in stack || stack.changes.resources.length > 0 || stack.changes.outputs.length > 0;
}

import type { CommandContext } from "../context.js";
import { UsageError } from "../errors.js";
import { withPlanFiles } from "../plans/plan-files.js";
import { ALLOW_REPLACE, PlanGuard } from "../plans/plan-guard.js";
import { ReviewedPlans } from "../plans/reviewed-plans.js";
import { isChange, readPlannedChanges } from "../terraform/planned-changes.js";
import { readArguments, readCommonInput } from "./arguments.js";
import { assertNeededDeployed } from "./needed-stacks.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

/** Exit code if a plan wasn't approved. */
const NOT_APPROVED = 1;

/** `deploy`: applies the stacks, each after its dependencies. */
export async function deploy(args: readonly string[], context: CommandContext): Promise<number> {
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
  const session = await Session.open(context, {
    ...readCommonInput(values, context),
    names: positionals,
    varFiles: values["var-file"] ?? [],
    asks: !approved && !reviewed,
    synthesis: { liftPreventDestroyOf: guard.allowed },
  });
  const { selected } = session;
  reviewed?.assertComplete(selected);
  const needed = new Set(selected.flatMap((stack) => stack.dependencies()));
  await session.init([...new Set([...needed, ...selected])]);
  await assertNeededDeployed(session, "deploy");
  const asks = !approved && !reviewed;
  return withPlanFiles((fileOf) =>
    session.each(selected, async (stack) => {
      const file = fileOf(stack);
      const failed = await session.terraform(stack, ["plan", ...session.variables, "-input=false", `-out=${file}`]);
      if (failed !== 0) {
        guard.explainProtection(stack);
        return { failed };
      }
      const json = await session.planJson(stack, file);
      const agreed = await guard.pass(stack, json, asks);
      reviewed?.assertReviewed(stack.name, await session.planText(stack, file));
      if (asks && !agreed && isChange(readPlannedChanges(json)) && !(await isApproved(context, stack.name))) {
        return { failed: NOT_APPROVED };
      }
      return ["apply", "-input=false", file];
    }),
  );
}

async function isApproved({ ask }: CommandContext, stack: string): Promise<boolean> {
  return (await ask(`Apply this plan of ${stack}? Only yes is accepted: `)).trim() === "yes";
}

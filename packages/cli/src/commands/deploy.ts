import type { CommandContext } from "../context.js";
import { UsageError } from "../errors.js";
import { withPlanFiles } from "../plans/plan-files.js";
import { ReviewedPlans } from "../plans/reviewed-plans.js";
import { readArguments, readCommonInput } from "./arguments.js";
import { assertNeededDeployed } from "./needed-stacks.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

/** `deploy`: applies the stacks, each after those that it needs. */
export async function deploy(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    { ...TERRAFORM_OPTIONS, "auto-approve": { type: "boolean" }, reviewed: { type: "string" } },
    { allowPositionals: true },
  );
  const approved = values["auto-approve"] === true;
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
  });
  const { selected } = session;
  reviewed?.assertComplete(selected);
  const needed = new Set(selected.flatMap((stack) => stack.dependencies()));
  await session.init([...new Set([...needed, ...selected])]);
  await assertNeededDeployed(session, "deploy");
  if (reviewed) return applyReviewed(session, reviewed);
  return session.each(selected, () =>
    Promise.resolve(["apply", ...session.variables, ...(approved ? ["-input=false", "-auto-approve"] : [])]),
  );
}

/** Plans again, and applies that plan if it is the reviewed one. */
function applyReviewed(session: Session, reviewed: ReviewedPlans): Promise<number> {
  return withPlanFiles((fileOf) =>
    session.each(session.selected, async (stack) => {
      const file = fileOf(stack);
      const failed = await session.terraform(stack, ["plan", ...session.variables, "-input=false", `-out=${file}`]);
      if (failed !== 0) return { failed };
      reviewed.assertReviewed(stack.name, await session.planText(stack, file));
      return ["apply", "-input=false", file];
    }),
  );
}

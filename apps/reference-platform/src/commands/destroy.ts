import type { Resource, Stack } from "@org/aml-synth-model";
import type { Problem } from "../config/problem.js";
import { readArguments, readCommonInput } from "./arguments.js";
import { RefusalError } from "../refusal.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

const LIFT = "lift-prevent-destroy";

/** `destroy`: destroys stacks, each before those that it needs. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    { ...TERRAFORM_OPTIONS, "auto-approve": { type: "boolean" }, [LIFT]: { type: "boolean" } },
    { allowPositionals: true },
  );
  const approved = values["auto-approve"] === true;
  const session = await Session.open({
    ...readCommonInput(values),
    names: positionals,
    varFiles: values["var-file"] ?? [],
    asks: !approved,
    synthesis: { liftPreventDestroy: values[LIFT] === true },
  });
  const { selected, others } = session;
  await session.init([...selected, ...others]);
  const problems = [...(await dependants(session)), ...(await protectedResources(session))];
  if (problems.length > 0) {
    const names = selected.map(({ name }) => name).join(", ");
    throw new RefusalError(`${names} can't be destroyed`, problems, "Nothing was changed.");
  }
  return session.each([...selected].reverse(), async (stack) =>
    (await session.stands(stack))
      ? ["destroy", ...session.variables, ...(approved ? ["-input=false", "-auto-approve"] : [])]
      : { leftOut: "nothing to destroy" },
  );
}

/**
 * Stacks that stand and need one that is to be destroyed: by the configuration, or by what they were deployed with, for
 * the configuration may have changed since (S0-PRO-15).
 */
async function dependants(session: Session): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const stack of session.selected) {
    if (!(await session.stands(stack))) continue;
    for (const other of session.others) {
      const { resources, remoteStates } = await session.state(other);
      const reads = remoteStates.includes(`cross-stack-reference-input-${stack.name}`);
      if (resources.length === 0 || !(reads || stack.dependents().includes(other))) continue;
      const needs = needsOf(other, stack);
      problems.push({
        path: stack.name,
        value:
          needs.length === 0
            ? `${other.name} stands and reads its state; the configuration has let go of it, the deployment not yet`
            : `${other.name} stands and needs it: ${listOf(needs)}`,
        allowed: `${stack.name} after ${other.name}, or once ${other.name} no longer needs it`,
        fix:
          needs.length === 0
            ? `deploy ${other.name} first: npm run deploy -- ${other.name}`
            : `destroy both, npm run destroy -- ${other.name} ${stack.name}; whether ${other.name} can do without it, and how: docs/runbooks/teardown.md`,
      });
    }
  }
  return problems;
}

/** What in a stack breaks without the other one. */
function needsOf(stack: Stack, other: Stack): readonly Resource[] {
  return stack.resources.filter((resource) => resource.dependencies().some((needed) => needed.stack === other));
}

async function protectedResources(session: Session): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const stack of session.selected) {
    const { resources } = await session.state(stack);
    const held = stack.resources.filter(
      (resource) => resource.get("lifecycle.prevent_destroy") === true && resources.includes(resource.address),
    );
    if (held.length === 0) continue;
    problems.push({
      path: stack.name,
      value: `it holds what the configuration protects: ${listOf(held)}`,
      allowed: `${stack.name} with --${LIFT}`,
      fix: `make sure that nobody needs them, then add --${LIFT}`,
    });
  }
  return problems;
}

/** The first few, and how many more. */
function listOf(resources: readonly Resource[]): string {
  const shown = resources.slice(0, 3).map(({ address }) => address);
  const more = resources.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

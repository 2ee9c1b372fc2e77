import type { Resource, Stack } from "@org/aml-synth-model";
import type { Problem } from "../config/problem.js";
import { isProductionName } from "@org/azure-catalog";
import { withPlanFiles } from "../plans/plan-files.js";
import { isApproved, NOT_APPROVED } from "./approval.js";
import { type CommonInput, readArguments, readCommonInput } from "./arguments.js";
import { type CommandContext, sharedContext, suggestion } from "../context.js";
import { RefusalError } from "../errors.js";
import { environmentOfStack, environmentStackName } from "../stacks/names.js";
import { deployedStack, knownStacks, removedStacks } from "../terraform/removed-stacks.js";
import { isNamed } from "../terraform/selection.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

const LIFT = "lift-prevent-destroy";

/** `destroy`: destroys stacks, each before its dependencies. */
export async function destroy(args: readonly string[], processContext: CommandContext): Promise<number> {
  const context = sharedContext(processContext);
  const { values, positionals } = readArguments(
    args,
    { ...TERRAFORM_OPTIONS, "auto-approve": { type: "boolean" }, [LIFT]: { type: "boolean" } },
    { allowPositionals: true },
  );
  const approved = values["auto-approve"] === true;
  const input = readCommonInput(values, context);
  const { prefix } = input.configuration;
  const named = knownStacks(input.outdir, input.configuration)
    .filter((name) => positionals.some((given) => isNamed(name, prefix, given)))
    .map((name) => deployedStack(input.outdir, name));
  const session = await Session.open(context, {
    ...input,
    names: positionals,
    varFiles: values["var-file"] ?? [],
    concurrency: values.concurrency,
    asks: !approved,
    synthesis: { liftPreventDestroy: values[LIFT] === true, removedStacks: named },
  });
  const { selected, others } = session;
  await session.init([...selected, ...others]);
  const problems = [
    ...(await dependents(session)),
    ...removedDependents(session, input),
    ...(await protectedResources(session)),
    ...(values[LIFT] === true ? [] : session.removed.flatMap((name) => protectedStack(name, prefix))),
  ];
  if (problems.length > 0) {
    const names = selected.map(({ name }) => name).join(", ");
    throw new RefusalError(`${names} can't be destroyed`, problems, "Nothing was changed.");
  }
  const stacks = [...selected].reverse();
  const deployed = new Set<Stack>();
  for (const stack of stacks) if (await session.isDeployed(stack)) deployed.add(stack);
  const order = { needs: await dependentsOf(session), command: "destroy" };
  const destroyEach = (argumentsOf: (stack: Stack) => readonly string[]) =>
    session.each(stacks, order, (stack) =>
      Promise.resolve(deployed.has(stack) ? argumentsOf(stack) : { leftOut: "nothing to destroy" }),
    );
  if (approved || session.concurrency === 1) {
    return destroyEach(() => ["destroy", ...session.variables, ...(approved ? ["-input=false", "-auto-approve"] : [])]);
  }
  return withPlanFiles(async (fileOf) => {
    const planned = await session.each([...deployed], { needs: () => [], command: "destroy" }, async (stack) => {
      const failed = await session.plan(stack, fileOf(stack), "-destroy");
      return failed === 0 ? { done: true } : { failed };
    });
    if (planned !== 0) return planned;
    const names = [...deployed].map(({ name }) => name).join(", ");
    if (deployed.size > 0 && !(await isApproved(context, `Destroy ${names}`))) return NOT_APPROVED;
    return destroyEach((stack) => ["apply", "-input=false", fileOf(stack)]);
  });
}

/** The selected stacks that are destroyed before a stack: those that depend on it by configuration or by their state. */
async function dependentsOf(session: Session): Promise<(stack: Stack) => readonly Stack[]> {
  const states = new Map(
    await Promise.all(session.selected.map(async (stack) => [stack, await session.state(stack)] as const)),
  );
  return (stack) =>
    session.selected.filter(
      (other) =>
        other !== stack &&
        (stack.dependents().includes(other) ||
          states.get(other)?.remoteStates.includes(`cross-stack-reference-input-${stack.name}`)),
    );
}

/**
 * Deployed stacks that depend on a stack to be destroyed, according to the configuration or to their state, because the
 * configuration may have changed since they were deployed.
 */
async function dependents(session: Session): Promise<Problem[]> {
  const problems: Problem[] = [];
  for (const stack of session.selected) {
    if (!(await session.isDeployed(stack))) continue;
    for (const other of session.others) {
      const { resources, remoteStates } = await session.state(other);
      const reads = remoteStates.includes(`cross-stack-reference-input-${stack.name}`);
      if (resources.length === 0 || !(reads || stack.dependents().includes(other))) continue;
      const needs = needsOf(other, stack);
      problems.push({
        path: stack.name,
        value:
          needs.length === 0
            ? `${other.name} is deployed and reads its state; the configuration no longer connects them, the deployment still does`
            : `${other.name} is deployed and needs it: ${listOf(needs)}`,
        allowed: `${stack.name} after ${other.name}, or once ${other.name} no longer needs it`,
        fix:
          needs.length === 0
            ? `deploy ${other.name} first: ${suggestion(session.env, "destroy", "deploy", other.name)}`
            : `destroy both: ${suggestion(session.env, "destroy", "destroy", [other, ...session.selected].map(({ name }) => name).join(" "))}; to keep ${other.name}, disconnect it first: docs/runbooks/teardown.md`,
      });
    }
  }
  return problems;
}

/** Stacks that are no longer in the configuration, are deployed and need a base that is to be destroyed. */
function removedDependents(session: Session, { outdir, configuration }: CommonInput): Problem[] {
  const { prefix } = configuration;
  const left = removedStacks(
    outdir,
    configuration,
    [...session.selected, ...session.others].map(({ name }) => name),
  );
  return session.removed.flatMap((base) => {
    const environment = environmentOfStack(prefix, base);
    const stack = environmentStackName(prefix, environment);
    if (base === stack || !left.includes(stack)) return [];
    return {
      path: base,
      value: `${stack} is deployed and needs it`,
      allowed: `${base} after ${stack}`,
      fix: `destroy both: ${suggestion(session.env, "destroy", "destroy", environment)}`,
    };
  });
}

/** Resources of a stack that depend on the other one. */
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
      value: `contains resources that the configuration protects: ${listOf(held)}`,
      allowed: `${stack.name} with --${LIFT}`,
      fix: `check that nobody needs them, then add --${LIFT}`,
    });
  }
  return problems;
}

/** A removed environment was protected if it was production, or if its name is unknown. */
function protectedStack(stack: string, prefix: string): Problem[] {
  if (isProductionName(environmentOfStack(prefix, stack)) === false) return [];
  return [
    {
      path: stack,
      value: "not in the configuration any more, and its name may be that of a production environment",
      allowed: `${stack} with --${LIFT}`,
      fix: `check that nobody needs its data, then add --${LIFT}`,
    },
  ];
}

/** The first few, and how many more. */
function listOf(resources: readonly Resource[]): string {
  const shown = resources.slice(0, 3).map(({ address }) => address);
  const more = resources.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

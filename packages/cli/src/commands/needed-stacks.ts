import type { Stack } from "@org/aml-synth-model";
import type { Problem } from "../config/problem.js";
import { suggestion } from "../context.js";
import { RefusalError } from "../errors.js";
import type { Session } from "./session.js";

/**
 * Initializes a session's stacks and those whose outputs they read, and checks that the latter are deployed or part of
 * the session.
 * @param command the current command
 * @throws RefusalError with the stacks that have to be deployed first
 */
export async function initWithNeeded(session: Session, command: "plan" | "deploy"): Promise<void> {
  const dependencies = session.selected.flatMap((stack) => stack.dependencies());
  await session.init([...new Set([...dependencies, ...session.selected])]);
  const problems: Problem[] = [];
  for (const stack of session.selected) {
    for (const needed of stack.dependencies()) {
      if (session.selected.includes(needed) || (await session.isDeployed(needed))) continue;
      problems.push({
        path: stack.name,
        value: `it reads the outputs of ${needed.name}, which isn't deployed`,
        allowed: `${stack.name} once ${needed.name} is deployed, or together with it`,
        fix: suggestion(
          session.env,
          command,
          "deploy",
          [needed, ...session.selected].map(({ name }) => name).join(" "),
        ),
      });
    }
  }
  if (problems.length === 0) return;
  const names = session.selected.map(({ name }) => name).join(", ");
  throw new RefusalError(
    `${names} can't be ${command === "plan" ? "planned" : "deployed"} yet`,
    problems,
    "Nothing was changed.",
  );
}

/** Why a stack can't be planned: the stacks that it needs and that aren't deployed. Undefined if it can. */
export async function whyLeftOut(session: Session, stack: Stack): Promise<string | undefined> {
  const absent: string[] = [];
  for (const needed of stack.dependencies()) if (!(await session.isDeployed(needed))) absent.push(needed.name);
  if (absent.length === 0) return undefined;
  return `can't be planned before ${absent.join(" and ")} ${absent.length === 1 ? "is" : "are"} deployed`;
}

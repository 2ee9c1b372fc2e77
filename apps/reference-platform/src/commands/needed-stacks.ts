import type { Problem } from "../config/problem.js";
import { RefusalError } from "../refusal.js";
import type { Session } from "./session.js";

/**
 * Checks that what the stacks of a session read from stacks outside of it is there to be read.
 * @param what is about to happen to them: `deployed`
 * @throws RefusalError naming the stacks that have to be deployed first
 */
export async function assertNeededStand(session: Session, what: string): Promise<void> {
  const problems: Problem[] = [];
  for (const stack of session.selected) {
    for (const needed of stack.dependencies()) {
      if (session.selected.includes(needed) || (await session.stands(needed))) continue;
      problems.push({
        path: stack.name,
        value: `it reads the outputs of ${needed.name}, which isn't deployed`,
        allowed: `${stack.name} once ${needed.name} is deployed, or together with it`,
        fix: `npm run deploy -- ${needed.name} ${stack.name}`,
      });
    }
  }
  if (problems.length === 0) return;
  const names = session.selected.map(({ name }) => name).join(", ");
  throw new RefusalError(`${names} can't be ${what} yet`, problems, "Nothing was changed.");
}

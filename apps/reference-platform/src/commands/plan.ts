import type { Stack } from "@org/aml-synth-model";
import { readArguments, readCommonInput } from "./arguments.js";
import { assertNeededStand } from "./needed-stacks.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

/** `plan`: what a deployment would change, stack by stack. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, TERRAFORM_OPTIONS, { allowPositionals: true });
  const session = await Session.open({
    ...readCommonInput(values),
    names: positionals,
    varFiles: values["var-file"] ?? [],
    asks: false,
  });
  const { selected } = session;
  const needed = new Set(selected.flatMap((stack) => stack.dependencies()));
  await session.init([...new Set([...needed, ...selected])]);
  await assertNeededStand(session, "planned");
  return session.each(selected, async (stack) => {
    const absent = await absentOf(session, stack);
    return absent.length === 0
      ? ["plan", "-input=false"]
      : { leftOut: `can't be planned before ${absent.join(" and ")} ${absent.length === 1 ? "is" : "are"} deployed` };
  });
}

async function absentOf(session: Session, stack: Stack): Promise<string[]> {
  const absent: string[] = [];
  for (const needed of stack.dependencies()) if (!(await session.stands(needed))) absent.push(needed.name);
  return absent;
}

import { readArguments, readCommonInput } from "./arguments.js";
import { assertNeededStand } from "./needed-stacks.js";
import { Session, TERRAFORM_OPTIONS } from "./session.js";

/** `deploy`: applies the stacks, each after those that it needs. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    { ...TERRAFORM_OPTIONS, "auto-approve": { type: "boolean" } },
    { allowPositionals: true },
  );
  const approved = values["auto-approve"] === true;
  const session = await Session.open({
    ...readCommonInput(values),
    names: positionals,
    varFiles: values["var-file"] ?? [],
    asks: !approved,
  });
  const { selected } = session;
  const needed = new Set(selected.flatMap((stack) => stack.dependencies()));
  await session.init([...new Set([...needed, ...selected])]);
  await assertNeededStand(session, "deployed");
  return session.each(selected, () =>
    Promise.resolve(["apply", ...(approved ? ["-input=false", "-auto-approve"] : [])]),
  );
}

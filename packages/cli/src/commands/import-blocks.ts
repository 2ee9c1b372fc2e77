import { readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { isGuid } from "@org/aml-core/internal";
import { SynthModel } from "@org/aml-synth-model";
import type { z } from "zod";
import { ArmIds } from "../import/arm-ids.js";
import { importsOf } from "../import/import-blocks.js";
import { ExistingRoleAssignments, identityList, roleAssignmentList } from "../import/role-assignments.js";
import type { CommandContext } from "../context.js";
import { RefusalError, UsageError } from "../errors.js";
import { selectStacks } from "../terraform/selection.js";
import { readArguments, readCommonInput, synthesizeInput } from "./arguments.js";

/** Name of the file in the stack's folder, where Terraform and OpenTofu read it. */
const FILE = "imports.tf.json";
const TF_VAR = "TF_VAR_";

/** `import-blocks`: writes Terraform `import` blocks for an existing platform, from its names. */
export async function importBlocks(args: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = readArguments(
    args,
    {
      subscription: { type: "string" },
      "role-assignments": { type: "string" },
      identities: { type: "string" },
    },
    { allowPositionals: true },
  );
  const { subscription: subscriptionId } = values;
  if (subscriptionId === undefined || !isGuid(subscriptionId)) {
    throw new UsageError(`--subscription ${subscriptionId ?? "is missing"}: give the subscription's id, a GUID`);
  }
  const input = readCommonInput(values, context);
  const { configuration, outdir } = input;
  const assignments = values["role-assignments"];
  const roleAssignments =
    assignments === undefined
      ? undefined
      : new ExistingRoleAssignments(
          readExport(context.cwd, assignments, roleAssignmentList, "az role assignment list --all --output json"),
        );
  const identities =
    values.identities === undefined
      ? []
      : readExport(context.cwd, values.identities, identityList, "az identity list --output json");

  await synthesizeInput(context, input);
  const model = SynthModel.fromDirectory(outdir);
  const ids = new ArmIds({
    subscriptionId,
    variables: new Map([...exportedVariables(context.env), ["subscription_id", subscriptionId]]),
    principals: new Map(identities.map(({ id, principalId }) => [id.toLowerCase(), principalId])),
  });
  for (const stack of selectStacks(model, configuration.prefix, positionals)) {
    const { blocks, leftOut } = importsOf(stack, ids, roleAssignments);
    const path = join(stack.workingDirectory, FILE);
    writeFileSync(path, `${JSON.stringify({ import: blocks }, null, 2)}\n`);
    context.print(`${stack.name}: ${blocks.length} import blocks in ${relative(context.cwd, path)}`);
    for (const { why, addresses, avoidable } of leftOut) {
      context.print(`  ${addresses.length} left out: ${why}`);
      if (avoidable) for (const address of addresses) context.print(`    ${address}`);
    }
  }
  return 0;
}

function exportedVariables(env: CommandContext["env"]): [name: string, value: string][] {
  return Object.entries(env).flatMap(([name, value]) =>
    name.startsWith(TF_VAR) && value !== undefined ? [[name.slice(TF_VAR.length), value]] : [],
  );
}

/**
 * Reads the output of a command of the Azure CLI.
 * @throws RefusalError if the file can't be read or has other content
 */
function readExport<T>(cwd: string, file: string, schema: z.ZodType<T>, command: string): T {
  const refused = (value: string) =>
    new RefusalError(
      `${file} was refused`,
      [{ path: file, value, allowed: `the output of \`${command}\``, fix: `${command} > ${file}` }],
      "Nothing was written.",
    );
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(resolve(cwd, file), "utf8"));
  } catch (error) {
    throw refused(error instanceof SyntaxError ? "not JSON" : ((error as NodeJS.ErrnoException).code ?? "unreadable"));
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refused(`${issue?.message ?? "something else"} at ${issue?.path.map(String).join(".") || "the top"}`);
}

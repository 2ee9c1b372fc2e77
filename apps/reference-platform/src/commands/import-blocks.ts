import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isGuid } from "@org/aml-core";
import { SynthModel } from "@org/aml-synth-model";
import type { z } from "zod";
import { ArmIds } from "../import/arm-ids.js";
import { importsOf } from "../import/import-blocks.js";
import { ExistingRoleAssignments, identityList, roleAssignmentList } from "../import/role-assignments.js";
import { RefusalError } from "../refusal.js";
import { synthesize } from "../synthesize.js";
import { selectStacks } from "../terraform/selection.js";
import { UsageError } from "../usage-error.js";
import { constructing, readArguments, readCommonInput } from "./arguments.js";

/** Beside the stack, where Terraform and OpenTofu find it. */
const FILE = "imports.tf.json";
const TF_VAR = "TF_VAR_";

/** `import-blocks`: writes Terraform `import` blocks for a platform that exists already, from its names. */
export function run(args: readonly string[]): number {
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
  const { file, configuration, outdir } = readCommonInput(values);
  const assignments = values["role-assignments"];
  const roleAssignments =
    assignments === undefined
      ? undefined
      : new ExistingRoleAssignments(
          readExport(assignments, roleAssignmentList, "az role assignment list --all --output json"),
        );
  const identities =
    values.identities === undefined
      ? []
      : readExport(values.identities, identityList, "az identity list --output json");

  constructing(file, () => synthesize(configuration, outdir));
  const model = SynthModel.fromDirectory(outdir);
  const ids = new ArmIds({
    subscriptionId,
    variables: new Map([...exportedVariables(), ["subscription_id", subscriptionId]]),
    principals: new Map(identities.map(({ id, principalId }) => [id.toLowerCase(), principalId])),
  });
  for (const stack of selectStacks(model, configuration.prefix, positionals)) {
    const { blocks, leftOut } = importsOf(stack, ids, roleAssignments);
    const path = join(stack.workingDirectory, FILE);
    writeFileSync(path, `${JSON.stringify({ import: blocks }, null, 2)}\n`);
    console.log(`${stack.name}: ${blocks.length} import blocks in ${relative(process.cwd(), path)}`);
    for (const { why, addresses, avoidable } of leftOut) {
      console.log(`  ${addresses.length} left out: ${why}`);
      if (avoidable) for (const address of addresses) console.log(`    ${address}`);
    }
  }
  return 0;
}

function exportedVariables(): [name: string, value: string][] {
  return Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith(TF_VAR) && value !== undefined ? [[name.slice(TF_VAR.length), value]] : [],
  );
}

/**
 * Reads what a command of the Azure CLI printed.
 * @throws RefusalError if the file can't be read or is something else
 */
function readExport<T>(file: string, schema: z.ZodType<T>, command: string): T {
  const refused = (value: string) =>
    new RefusalError(
      `${file} was refused`,
      [{ path: file, value, allowed: `what \`${command}\` prints`, fix: `${command} > ${file}` }],
      "Nothing was written.",
    );
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw refused(error instanceof SyntaxError ? "not JSON" : ((error as NodeJS.ErrnoException).code ?? "unreadable"));
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw refused(`${issue?.message ?? "something else"} at ${issue?.path.map(String).join(".") || "the top"}`);
}

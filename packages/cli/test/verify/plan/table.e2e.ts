/** `npm run generate:drifts -w packages/cli`: which drifts `terraform plan` sees, as the table of docs/verify.md. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import { AzureEmulator, type EmulatorSnapshot } from "@org/azure-emulator";
import { expect, it } from "vitest";
import { OVERRIDE_FILE, overrideOf } from "../../../../azure-emulator/src/deployment-test/override.js";
import { formatted } from "../../../../../tools/lib/formatted.mjs";
import { configuration } from "../../e2e/support.js";
import { DeployedPlatform } from "../deployed.js";
import { DRIFTS } from "../drifts.js";
import { PlatformInAzure } from "../platform-in-azure.js";

const PAGE = "docs/verify.md";
const page = join(import.meta.dirname, "../../../../..", PAGE);

/** Makes the stacks ready to be planned, with the states of the deployment. */
async function prepare(platform: DeployedPlatform): Promise<void> {
  const model = SynthModel.fromDirectory(platform.directory);
  for (const stack of model.stacks) {
    const { json } = overrideOf(model, stack, {
      speed: 60,
      statePath: ({ name }) => join(platform.folder, "saved/stacks", name, "terraform.tfstate"),
      keepPreventDestroy: false,
    });
    writeFileSync(join(stack.workingDirectory, OVERRIDE_FILE), JSON.stringify(json));
    await terraform(platform, stack.name, ["init", "-input=false"], {});
  }
}

async function terraform(
  { terraform: program, directory }: DeployedPlatform,
  stack: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const child = spawn(program, args, {
    cwd: join(directory, "stacks", stack),
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, CHECKPOINT_DISABLE: "1", ...env },
  });
  let output = "";
  child.stdout.on("data", (text: Buffer) => (output += text.toString()));
  await once(child, "close");
  return output;
}

/**
 * What a plan of a stack proposes to change, and its errors; each a line. What it only finds changed is left out: every
 * plan after an apply finds values that the provider reads otherwise than it wrote them.
 */
async function plan(
  platform: DeployedPlatform,
  stack: string,
  snapshot: EmulatorSnapshot,
): Promise<ReadonlySet<string>> {
  const azure = await AzureEmulator.start({ snapshot, realClock: true });
  const { subscriptionId, tenantId, objectId } = azure.identity;
  const output = await terraform(platform, stack, ["plan", "-json", "-input=false", "-lock=false", "-parallelism=30"], {
    ...azure.env,
    TF_VAR_subscription_id: subscriptionId,
    TF_VAR_tenant_id: tenantId,
    TF_VAR_deployment_principal_object_id: objectId,
    TF_VAR_jumpbox_admin_username: "emulator",
    TF_VAR_jumpbox_admin_password: "Emulator-1-Emulator",
  });
  await azure.stop();
  return new Set(
    output.split("\n").flatMap((line) => {
      if (!line.startsWith("{")) return [];
      const { type, change, diagnostic } = JSON.parse(line) as {
        readonly type: string;
        readonly change?: { readonly resource: { readonly addr: string }; readonly action: string };
        readonly diagnostic?: { readonly severity: string; readonly summary: string };
      };
      if (change && type === "planned_change") return `${change.action} ${change.resource.addr}`;
      return diagnostic?.severity === "error" ? `error ${diagnostic.summary}` : [];
    }),
  );
}

it("writes the table", { timeout: 3_600_000 }, async () => {
  const platform = await DeployedPlatform.deploy(configuration, "lock.extend.ts");
  await prepare(platform);
  const before = new Map<string, ReadonlySet<string>>();
  const rows: string[] = [];
  let unseen = 0;
  for (const { title, change, at, rule } of DRIFTS) {
    const [, stack = "aml-dev"] = /^\/?(aml-[a-z-]+?)\\?\//.exec(at.source) ?? [];
    const known = before.get(stack) ?? (await plan(platform, stack, platform.snapshot));
    before.set(stack, known);
    // Otherwise the difference says nothing.
    expect([...known]).toEqual([]);
    const changed = new PlatformInAzure(platform.snapshot);
    change(changed);
    const after = await plan(platform, stack, changed.snapshot);
    const seen = after.size > 0;
    if (!seen) unseen += 1;
    rows.push(`| ${title} | \`${rule}\` | ${seen ? "sees it" : "**doesn't see it**"} |`);
    console.log(rows.at(-1), [...after].join("; "));
  }
  const table = [
    `${new Date().toISOString().slice(0, 10)}, ${(await terraform(platform, "aml-dev", ["version"], {})).split("\n", 1)[0]}, azurerm 5.2, the stub of azapi 2.12: of ${DRIFTS.length} drifts, \`aml verify\` found ${DRIFTS.length}, and \`terraform plan\` of the same stack ${DRIFTS.length - unseen}.`,
    "",
    "| drift | rule | `terraform plan` |",
    "| --- | --- | --- |",
    ...rows,
  ].join("\n");
  const text = readFileSync(page, "utf8").replace(
    /(<!-- drifts -->\n)[^]*(<!-- end of drifts -->)/,
    `$1\n${table}\n\n$2`,
  );
  writeFileSync(page, await formatted(PAGE, text));
  platform.remove();
});

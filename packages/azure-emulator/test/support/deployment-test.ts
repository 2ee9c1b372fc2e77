import { readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DeploymentTestOptions, type DeploymentTestReport, runDeploymentTest } from "../../src/index.js";
import type { Scenario } from "./fake-terraform.js";
import { Stage, type Stacks } from "./stage.js";

/** A platform whose environments don't need each other. */
export const SIDE_BY_SIDE: Stacks = { dns: {}, dev: { needs: ["dns"] }, prod: { needs: ["dns"] } };

/** A stage with synthesized stacks, and their deployment test. */
export function stageOf(stacks: Stacks, scenario: Scenario = {}) {
  const stage = new Stage(scenario);
  const folder = stage.synthesized(stacks);
  const run = (options: Partial<DeploymentTestOptions> = {}) =>
    runDeploymentTest(stage.options({ folders: [folder], ...options }));
  return { stage, folder, run };
}

/** The problems of a deployment test as the user reads them. */
export async function problemsOf(run: () => Promise<DeploymentTestReport>): Promise<string[]> {
  const { problems } = await run();
  return problems.map(({ stack, step, address, message }) =>
    [stack, step, address, message].filter(Boolean).join(" | "),
  );
}

/** What lies in the folder for temporary files. */
export function temporaryFiles(): string[] {
  return readdirSync(tmpdir());
}

/** Writes the state that an apply of the running deployment test leaves. */
export function writeState(stack: string, text: string): void {
  const work = temporaryFiles().find((name) => name.startsWith("azure-emulator-")) ?? "";
  writeFileSync(join(tmpdir(), work, "states", `${stack}.tfstate`), text);
}

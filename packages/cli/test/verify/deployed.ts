import { cpSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readStates, type StackState } from "@org/aml-synth-model";
import type { EmulatorSnapshot } from "@org/azure-emulator";
import { RealMachine } from "../e2e/real.js";

/** A platform that real Terraform deployed to an emulator. */
export interface DeployedPlatform {
  readonly machine: RealMachine;
  /** The synthesized stacks. */
  readonly directory: string;
  readonly states: readonly StackState[];
  /** What Azure has after the deployment. */
  readonly snapshot: EmulatorSnapshot;
}

/** Deploys a configuration with `aml deploy`. */
export async function deploy(configuration: string): Promise<DeployedPlatform> {
  const machine = await RealMachine.start();
  cpSync(configuration, join(machine.folder, "platform.config.json"));
  const { code, output } = await machine.command("deploy", "--auto-approve");
  if (code !== 0) throw new Error(output);
  const directory = join(machine.folder, "cdktf.out");
  const states = readdirSync(machine.folder).flatMap((file) => {
    const [, name] = /^terraform\.(.+)\.tfstate$/.exec(file) ?? [];
    return name === undefined ? [] : [{ name, text: readFileSync(join(machine.folder, file), "utf8") }];
  });
  return { machine, directory, states: readStates(states), snapshot: machine.azure.snapshot() };
}

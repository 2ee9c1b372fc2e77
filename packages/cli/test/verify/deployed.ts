import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readStates, type StackState } from "@org/aml-synth-model";
import { type AzureEmulator, type EmulatorSnapshot, runDeploymentTest } from "@org/azure-emulator";
import { parse } from "jsonc-parser";
import { prepareTerraform, synthesizePlatform } from "../../../../tools/deployment-test/prepare.mjs";
import { main } from "../e2e/support.js";

/** A platform that real Terraform deployed to an emulator. */
export class DeployedPlatform {
  /**
   * Deploys a configuration, up to the second plan and the live check of the deployment test.
   * @param extend a file beside this one, whose code extends the platform
   */
  public static async deploy(file: string, extend?: string): Promise<DeployedPlatform> {
    const { command: terraform, azurermMajors } = await prepareTerraform(console.log);
    const azurermMajor = Math.max(...azurermMajors);
    const folder = mkdtempSync(join(tmpdir(), "deployed-"));
    const configuration = join(folder, "platform.config.json");
    const extended = extend === undefined ? {} : { extend: join(import.meta.dirname, extend) };
    const exemptions = join(dirname(file), "posture.json");
    if (existsSync(exemptions)) cpSync(exemptions, join(folder, "posture.json"));
    writeFileSync(configuration, JSON.stringify({ ...(parse(readFileSync(file, "utf8")) as object), ...extended }));
    const directory = join(folder, "cdktf.out");
    await synthesizePlatform(azurermMajor, directory, configuration);
    const save = join(folder, "saved");
    const { problems } = await runDeploymentTest({ folders: [directory], terraform, destroy: false, save });
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join("\n"));
    return new DeployedPlatform(folder, configuration, azurermMajor, terraform);
  }

  /** The synthesized stacks. */
  public readonly directory: string;
  public readonly states: readonly StackState[];
  /** What Azure has after the deployment. */
  public readonly snapshot: EmulatorSnapshot;
  readonly #saved: string;

  private constructor(
    public readonly folder: string,
    private readonly configuration: string,
    private readonly azurermMajor: number,
    public readonly terraform: string,
  ) {
    this.directory = join(folder, "cdktf.out");
    this.#saved = join(folder, "saved");
    const stacks = join(this.#saved, "stacks");
    this.states = readStates(
      readdirSync(stacks).map((name) => ({ name, text: readFileSync(join(stacks, name, "terraform.tfstate")) })),
    );
    this.snapshot = JSON.parse(readFileSync(join(this.#saved, "azure.json"), "utf8")) as EmulatorSnapshot;
  }

  /** Runs `aml verify` as a process, against an emulator that is started for it. */
  public async verify(
    azure: AzureEmulator,
    ...args: readonly string[]
  ): Promise<{ readonly code: number; readonly output: string }> {
    const [program = "", ...rest] = this.verifyCommand(args);
    const { cwd, env } = this.environment(azure);
    const child = spawn(program, rest, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text.toString()));
    const [code] = (await once(child, "close")) as [number];
    return { code, output };
  }

  /** The command `aml verify` for this platform. */
  public verifyCommand(args: readonly string[]): readonly string[] {
    const given = ["--config", this.configuration, "--out", this.directory, "--state", this.#saved];
    return [process.execPath, main, "verify", ...given, "--azurerm-major", String(this.azurermMajor), ...args];
  }

  /** Where commands for this platform run against an emulator. */
  public environment(azure: AzureEmulator): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
    return { cwd: this.folder, env: { PATH: process.env["PATH"], ...azure.env } };
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

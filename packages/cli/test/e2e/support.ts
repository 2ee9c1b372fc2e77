import { spawn } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VARIABLES } from "../commands/support.js";

const app = join(import.meta.dirname, "../../../../apps/reference-platform");

/** The program of the reference platform, with the commands from this package's sources. */
export const main = join(app, "run.mjs");

/** The configuration of the reference platform. */
export const configuration = join(app, "platform.config.json");

/** A folder with the default platform, and a PATH with nothing but a fake of Terraform. */
export class Machine {
  public readonly folder = mkdtempSync(join(tmpdir(), "machine-"));
  readonly #bin = join(this.folder, "bin");

  public constructor() {
    cpSync(configuration, join(this.folder, "platform.config.json"));
    mkdirSync(this.#bin);
    const script = join(this.#bin, "terraform");
    writeFileSync(
      script,
      `#!/bin/sh\nexec "${process.execPath}" "${join(import.meta.dirname, "fake-terraform.mjs")}" "$@"\n`,
    );
    chmodSync(script, 0o755);
  }

  /**
   * Starts a command.
   * @param behaviour the calls of Terraform that fail, wait for a signal, or ignore it, from their beginning: `aml-dev apply`
   */
  public start(
    args: readonly string[],
    behaviour: { readonly fails?: string; readonly hangs?: string; readonly ignores?: string } = {},
  ) {
    return spawn(process.execPath, [main, ...args], {
      cwd: this.folder,
      env: {
        PATH: this.#bin,
        ...VARIABLES,
        ARM_USE_MSI: "true",
        FAKE_TERRAFORM: JSON.stringify({ folder: this.folder, ...behaviour }),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** Terraform's calls, without questions: `aml-dev apply -auto-approve`. */
  public get calls(): string[] {
    return readFileSync(join(this.folder, "calls"), "utf8").trimEnd().split("\n");
  }

  /** The calls that are more than preparation. */
  public get changes(): string[] {
    return this.calls.filter((call) => !call.includes(" init"));
  }
}

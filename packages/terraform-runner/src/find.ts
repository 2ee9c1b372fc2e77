import { TerraformNotFoundError } from "./errors.js";
import { isMissingProgram, runProgram } from "./program.js";

/** A program that was found. */
export interface FoundTerraform {
  /** The program on PATH, or its path. */
  readonly command: string;
  readonly product: "Terraform" | "OpenTofu";
  /** Such as `1.11.4`. */
  readonly version: string;
}

/** Options of {@link findTerraform}. */
export interface FindTerraformOptions {
  /**
   * The program on PATH, or its path.
   * @default - the value of `TERRAFORM_BINARY_NAME`, which CDKTF uses as well; otherwise `terraform`, otherwise `tofu`
   */
  readonly command?: string | undefined;
  /**
   * The minimum version. 1.5 is the first with `import` blocks and `-json` events for every command.
   * @default "1.5.0"
   */
  readonly minimum?: string | undefined;
  /** @default - the environment of this process */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

const VERSION = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+\S*)/m;
const INSTALL =
  "Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install)";

/**
 * Finds Terraform or OpenTofu.
 * @throws TerraformNotFoundError if there is none, it is too old, or it is another program of this name
 */
export async function findTerraform(options: FindTerraformOptions = {}): Promise<FoundTerraform> {
  const { minimum = "1.5.0", env = process.env } = options;
  const named = options.command ?? (env["TERRAFORM_BINARY_NAME"] || undefined);
  const commands = named === undefined ? ["terraform", "tofu"] : [named];
  for (const command of commands) {
    const found = await versionOf(command, env);
    if (!found) continue;
    if (!isOlder(found.version, minimum)) return found;
    throw new TerraformNotFoundError(
      `${command} is ${found.product} ${found.version}`,
      `install ${minimum} or newer of ${INSTALL}`,
    );
  }
  throw new TerraformNotFoundError(
    `there is no ${commands.join(" and no ")} on PATH that could be run`,
    `install ${minimum} or newer of ${INSTALL}, or name the program in TERRAFORM_BINARY_NAME`,
  );
}

async function versionOf(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<FoundTerraform | undefined> {
  try {
    const { code, stdout, stderr } = await runProgram(command, ["version"], {
      env: { ...env, CHECKPOINT_DISABLE: "1" },
    });
    const [, product, version] = VERSION.exec(stdout) ?? [];
    if (code === 0 && version) return { command, product: product as FoundTerraform["product"], version };
    throw new TerraformNotFoundError(
      `${command} is not Terraform: \`${command} version\` answered ${JSON.stringify((stderr || stdout).trim())}`,
      `install ${INSTALL}, or name the program in TERRAFORM_BINARY_NAME`,
    );
  } catch (error) {
    if (isMissingProgram(error)) return undefined;
    throw error;
  }
}

/** Compares versions such as `1.9.8`; a pre-release counts as its release. */
export function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, "en", { numeric: true }) < 0;
}

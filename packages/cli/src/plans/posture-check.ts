import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { PostureConfig, Report } from "@org/aml-posture";
import type { PlanInput } from "@org/aml-synth-model";
import type { CommandContext } from "../context.js";
import { RefusalError } from "../errors.js";

/** Name of the check's configuration next to the platform's configuration. */
export const POSTURE_FILE = "posture.json";

/** Result of the check of the plans. */
export interface PostureResult {
  /** Whether the command fails. Without a configuration of the check, findings don't fail it. */
  readonly failed: boolean;
  /** Undefined if the plans can't be read. */
  readonly report: Report | undefined;
}

/** The posture check of planned stacks. */
export class PostureCheck {
  /**
   * @param given file with the check's configuration
   * @param platform file with the platform's configuration; the default is `posture.json` next to it
   * @throws RefusalError for a configuration that can't be read
   */
  public static async open(
    context: CommandContext,
    { given, platform }: { readonly given: string | undefined; readonly platform: string },
  ): Promise<PostureCheck> {
    // Loaded only by commands that need it, so that the others start faster.
    const posture = await import("@org/aml-posture");
    const beside = join(dirname(platform), POSTURE_FILE);
    const file = given ?? (existsSync(resolve(context.cwd, beside)) ? beside : undefined);
    if (file === undefined) return new PostureCheck(context, undefined);
    try {
      return new PostureCheck(context, posture.readConfig(resolve(context.cwd, file)));
    } catch (error) {
      if (!(error instanceof posture.PostureInputError)) throw error;
      throw new RefusalError(error.message, [], "Nothing was started.");
    }
  }

  private constructor(
    private readonly context: Pick<CommandContext, "print" | "complain">,
    private readonly configuration: PostureConfig | undefined,
  ) {}

  /**
   * Checks plans as one platform, and prints the result.
   * @param plans output of `terraform show -json`, which may contain secrets and is kept in memory
   * @param folder the synthesized stacks, from which those without a plan are read
   */
  public async check(plans: readonly PlanInput[], folder: string): Promise<PostureResult> {
    const { checkPlans, toConsole } = await import("@org/aml-posture");
    const { report, problem } = checkPlans(plans, folder, this.configuration);
    if (!report) {
      this.context.complain(`posture: ${problem}`);
      return { failed: this.configuration !== undefined, report: undefined };
    }
    this.context.print(`\nposture of ${plans.length === 0 ? "the stacks" : "the plans"}:\n${toConsole(report)}`);
    if (this.configuration !== undefined) return { failed: !report.passed, report };
    if (!report.passed) this.context.print(`without ${POSTURE_FILE} or --posture these findings fail no plan`);
    return { failed: false, report };
  }
}

import type { JsonObject, Stack, SynthModel } from "@org/aml-synth-model";
/** Name of the file that changes a stack for its deployment test. */
export declare const OVERRIDE_FILE = "deployment_test_override.tf.json";
/** What is changed of a stack. */
export interface Override {
    /** Content of {@link OVERRIDE_FILE}. */
    readonly json: JsonObject;
    /** The same in words, a line each. */
    readonly lines: readonly string[];
    /** What could not be changed though it should be, in words. */
    readonly left: readonly string[];
    /** Seconds that waits take without the override, by address. */
    readonly waits: ReadonlyMap<string, number>;
}
/** How a stack is changed. */
export interface OverrideOptions {
    readonly speed: number;
    /** Where the state of a stack goes. */
    readonly statePath: (stack: Stack) => string;
    /** Whether `prevent_destroy` stays. */
    readonly keepPreventDestroy: boolean;
}
/**
 * Makes the one file that differs between a deployment test and a deployment: waits, timeouts and retries of azapi shrink with
 * the speed, `prevent_destroy` is lifted, and the state is stored in the deployment test's own folder.
 * @throws DeploymentTestInputError for a remote state that none of the stacks writes
 */
export declare function overrideOf(model: SynthModel, stack: Stack, options: OverrideOptions): Override;
/** The changes of a module's resources; its waits are not known by address. */
export declare function moduleOverride(stack: Stack, options: Pick<OverrideOptions, "speed" | "keepPreventDestroy">): Override;
/**
 * Reads a duration as Go and Terraform's providers write it: `90s`, `1h30m`, `1500ms`.
 * @returns seconds; undefined for any other text
 */
export declare function parseDuration(text: string): number | undefined;
/** Writes a duration, to the millisecond. */
export declare function formatDuration(seconds: number): string;

import { SynthModel } from "@org/aml-synth-model";
import { type AppLike, type StackLike } from "./cdktf.js";
/**
 * Synthesizes as `cdktf synth` does, with aspects, validations, error annotations, cross-stack references and backends,
 * and reads the result. Nothing is left behind: the app's own output folder isn't touched.
 * @param subject an App for all of its stacks, or a stack for that one alone: what it reads from others is then unknown
 * @throws whatever synthesizing throws
 */
export declare function synthesized(subject: AppLike | StackLike): SynthModel;

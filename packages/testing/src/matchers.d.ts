import type { Resource } from "@org/aml-synth-model";
import { type ElementLike } from "./cdktf.js";
/** What Vitest gives a matcher, as far as these use it. */
export interface MatcherContext {
    readonly equals: (actual: unknown, expected: unknown) => boolean;
    readonly utils: {
        readonly diff: (expected: unknown, actual: unknown) => string | undefined;
    };
}
/** What a matcher answers. */
export interface MatcherResult {
    readonly pass: boolean;
    readonly message: () => string;
}
/** Expected properties: a part of what must be there; `ref(…)`, resources and asymmetric matchers may stand in it. */
export type ExpectedProperties = Readonly<Record<string, unknown>>;
/** Another resource: of a model, of CDKTF, or by its address, with or without the stack. */
export type ExpectedResource = Resource | ElementLike | string;
/** Vitest matchers over synthesized Terraform: `expect.extend(terraformMatchers)`. */
export declare const terraformMatchers: {
    toHaveResource(this: MatcherContext, subject: unknown, type: string, properties?: ExpectedProperties): MatcherResult;
    toHaveDataSource(this: MatcherContext, subject: unknown, type: string, properties?: ExpectedProperties): MatcherResult;
    toHaveAzapiResource(this: MatcherContext, subject: unknown, armType: string, properties?: ExpectedProperties): MatcherResult;
    toHaveAzapiUpdateResource(this: MatcherContext, subject: unknown, armType: string, properties?: ExpectedProperties): MatcherResult;
    toHaveAzapiResourceAction(this: MatcherContext, subject: unknown, armType: string, properties?: ExpectedProperties): MatcherResult;
    toHaveResourceCount(this: MatcherContext, subject: unknown, type: string, count: number): MatcherResult;
    toHaveOutput(this: MatcherContext, subject: unknown, name: string, ...value: [value?: unknown]): MatcherResult;
    toHaveVariable(this: MatcherContext, subject: unknown, name: string, properties?: ExpectedProperties): MatcherResult;
    toHaveProvider(this: MatcherContext, subject: unknown, name: string, properties?: ExpectedProperties): MatcherResult;
    toDependOn(this: MatcherContext, subject: unknown, other: ExpectedResource): MatcherResult;
    toDependOnTransitively(this: MatcherContext, subject: unknown, other: ExpectedResource): MatcherResult;
    toHaveNoErrors(this: MatcherContext, subject: unknown): MatcherResult;
};

import { Sleep } from "@cdktf/provider-time/lib/sleep/index.js";
import { type ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { RoleAssignment } from "./role-assignment.js";
/** A resource that a delay can wait for: an L1 with an id. */
export interface Awaitable extends ITerraformDependable, IConstruct {
    /** Its id. When it changes, the wait runs again. */
    readonly id: string;
}
/** Props of {@link PropagationDelay}. */
export interface PropagationDelayProps {
    /**
     * How long it waits once everything exists: a number with `ms`, `s`, `m` or `h`, such as `90s`. `0s` leaves the wait
     * out. A changed duration alone doesn't wait again.
     */
    readonly duration: string;
    /**
     * Role assignments or other resources of the same stack. The wait runs again when one of them is replaced.
     * @default - nothing; then `after` is required
     */
    readonly waitsFor?: readonly (RoleAssignment | Awaitable)[] | undefined;
    /**
     * What the wait comes after without running again when it changes: the delay before this one.
     * @default - nothing
     */
    readonly after?: readonly ITerraformDependable[] | undefined;
}
/**
 * A pause between resources and what needs them to have taken effect: Azure grants a role minutes before every service
 * honours it.
 *
 * Only what depends on the delay waits; everything else runs meanwhile.
 *
 * @throws InvalidInputError for a duration that the time provider refuses, for a delay that waits for nothing, and for a
 * resource of another stack, whose order is the stacks' own
 */
export declare class PropagationDelay extends Construct {
    /** The wait (L1). Undefined where the duration is zero. */
    readonly resource: Sleep | undefined;
    /**
     * What to depend on to run after the delay: the wait, or with a duration of zero everything that it would have waited
     * for.
     */
    readonly dependencies: readonly ITerraformDependable[];
    constructor(scope: Construct, id: string, props: PropagationDelayProps);
}

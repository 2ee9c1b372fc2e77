import { Sleep } from "@cdktf/provider-time/lib/sleep/index.js";
import { refuse } from "@org/aml-core/internal";
import { Fn, TerraformStack, type ITerraformDependable } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { isZeroDuration } from "./duration.js";
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
export class PropagationDelay extends Construct {
  /** The wait (L1). Undefined where the duration is zero. */
  public readonly resource: Sleep | undefined;
  /**
   * What to depend on to run after the delay: the wait, or with a duration of zero everything that it would have waited
   * for.
   */
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PropagationDelayProps) {
    super(scope, id);
    const awaited = (props.waitsFor ?? []).map((one) => (RoleAssignment.isRoleAssignment(one) ? one.resource : one));
    const before = [...awaited, ...(props.after ?? [])];
    const zero = isZeroDuration(this, "duration", props.duration);
    if (before.length === 0) {
      refuse(this, "waitsFor", {
        value: props.waitsFor,
        allowed: "at least one role assignment or resource in waitsFor or after",
        fix: "pass the resources that have to take effect, or remove the delay",
      });
    }
    for (const one of awaited) sameStack(this, one);
    if (zero) {
      this.dependencies = before;
      return;
    }
    this.resource = new Sleep(this, "Resource", {
      createDuration: props.duration,
      dependsOn: before,
      triggers: awaited.length > 0 ? { awaited: hashOf(awaited) } : undefined,
    });
    this.dependencies = [this.resource];
  }
}

/** Changes when one of the resources is replaced. */
function hashOf(awaited: readonly Awaitable[]): string {
  return Fn.sha256(
    Fn.join(
      ",",
      awaited.map(({ id }) => id),
    ),
  );
}

function sameStack(delay: PropagationDelay, awaited: IConstruct): void {
  if (TerraformStack.of(awaited) === TerraformStack.of(delay)) return;
  refuse(delay, "waitsFor", {
    value: awaited.node.path,
    allowed: `resources of the stack ${TerraformStack.of(delay).node.path}`,
    fix: "create the delay in the stack of these resources; stacks are applied one after the other",
  });
}

import { Sleep } from "@cdktf/provider-time/lib/sleep/index.js";
import { BaseConstruct, refuse } from "@org/aml-core/internal";
import { Fn, TerraformStack, type ITerraformDependable } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { isZeroDuration } from "./duration.js";
import { RoleAssignment } from "./role-assignment.js";

/**
 * Enough for a new role in most cases. Azure documents up to ten minutes, during which the resources that azapi creates
 * retry.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
const DEFAULT_DURATION = "90s";

/** A resource for which a delay can wait: an L1 with an id. */
export interface Awaitable extends ITerraformDependable, IConstruct {
  /** Its id. When it changes, the delay runs again. */
  readonly id: string;
}

/** Props of {@link PropagationDelay}. */
export interface PropagationDelayProps {
  /**
   * Length of the delay: a number with `ms`, `s`, `m` or `h`, such as `90s`. `0s` omits the delay. If only the duration
   * changes, the delay doesn't run again.
   * @default "90s", enough for a new role in most cases
   */
  readonly duration?: string | undefined;
  /**
   * Role assignments or other resources of the same stack. The delay runs again when one of them is replaced.
   * @default - nothing; then `after` is required
   */
  readonly waitsFor?: readonly (RoleAssignment | Awaitable)[] | undefined;
  /**
   * Resources after which the delay starts, without running again when they change, such as an earlier delay.
   * @default - nothing
   */
  readonly after?: readonly ITerraformDependable[] | undefined;
}

/**
 * A delay between resources, such as role assignments, and the resources that need them to be in effect. It takes
 * minutes until a new role is in effect in every service.
 *
 * Only resources that depend on the delay wait.
 *
 * @throws InvalidInputError for a duration that the time provider rejects, a delay without resources, and a resource of
 * another stack, because stacks are ordered as a whole
 */
export class PropagationDelay extends BaseConstruct {
  /** The delay (L1). Undefined if the duration is zero. */
  public readonly resource: Sleep | undefined;
  /**
   * Resources to depend on in order to run after the delay: the delay, or with a duration of zero the resources that it
   * would wait for.
   */
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: PropagationDelayProps = {}) {
    super(scope, id);
    const { duration = DEFAULT_DURATION } = props;
    const awaited = (props.waitsFor ?? []).map((one) => (RoleAssignment.isRoleAssignment(one) ? one.resource : one));
    const before = [...awaited, ...(props.after ?? [])];
    const zero = isZeroDuration(this, "duration", duration);
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
      createDuration: duration,
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

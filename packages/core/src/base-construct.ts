import { InvalidInputError } from "@org/azure-catalog";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { refuse } from "./invalid-input.js";

/**
 * Base of all constructs. It rejects a missing scope or id, which callers from JavaScript may leave out.
 * @throws InvalidInputError for anything but a construct and a text
 */
export abstract class BaseConstruct extends Construct {
  constructor(scope: Construct, id: string) {
    requirePlace(scope, id, new.target.name);
    super(scope, id);
  }
}

/**
 * Rejects a missing scope or id of a construct, where it is needed before the constructor of {@link BaseConstruct}.
 * @param type the class of the construct
 * @throws InvalidInputError for anything but a construct and a text
 */
export function requirePlace(scope: Construct, id: string, type: string): void {
  if (!Construct.isConstruct(scope)) {
    throw new InvalidInputError({
      path: `${type}.scope`,
      value: scope,
      allowed: "the construct in which this one is created, such as a stack",
      fix: `pass scope, id and props: new ${type}(stack, "${type}", { ... })`,
    });
  }
  requireOneCopy(scope, type);
  requireId(scope, type, id);
}

/**
 * Rejects constructs of another copy of `constructs` or CDKTF than the libraries', such as those of `cdktn` beside
 * `cdktf`. They share symbols and the table of tokens, so that mixed stacks are synthesized, but wrongly.
 * @throws InvalidInputError for a scope of another copy
 */
function requireOneCopy(scope: Construct, type: string): void {
  const stack = scope.node.scopes.find((one) => TerraformStack.isStack(one));
  const copies = [
    ...(scope instanceof Construct ? [] : ["constructs"]),
    ...(stack === undefined || stack instanceof TerraformStack ? [] : ["cdktf"]),
  ];
  if (copies.length === 0) return;
  throw new InvalidInputError({
    path: `${type}.scope`,
    value: `${scope.node.path || "the scope"}, of another copy of ${copies.join(" and ")} than the one that the libraries use`,
    allowed: "one copy of cdktf and of constructs for your code, the libraries and the provider bindings",
    fix: 'find the copies with `npm ls cdktf cdktn constructs`; install CDK Terrain as "cdktf": "npm:cdktn@0.24.0" with "overrides": { "cdktf": "$cdktf" } and import from "cdktf" (docs/cdk-terrain.md)',
  });
}

/**
 * Rejects a missing id of a child: that of a constructor, or the first argument of a method that adds one.
 * @param scope the construct in which the child is created
 * @param what the method, or the class of the child
 * @throws InvalidInputError for anything but a text
 */
export function requireId(scope: Construct, what: string, id: unknown): asserts id is string {
  if (typeof id === "string" && id !== "") return;
  const before = "pass the id before the options";
  refuse(scope, `${what}.id`, {
    value: id,
    allowed: "a text that no other child of the construct has as its id: it is part of Terraform addresses",
    fix: what.startsWith("add")
      ? `${before}: ${what}("Name", { ... })`
      : `${before}: new ${what}(scope, "Name", { ... }), or workspace.add${what}("Name", { ... }) where there is such a method`,
  });
}

/**
 * Rejects a missing construct as a method's first argument.
 * @param scope the construct with the method
 * @param what the argument, such as `a network`
 * @throws InvalidInputError for anything but a construct
 */
export function requireConstruct(scope: Construct, method: string, what: string, value: unknown): void {
  if (Construct.isConstruct(value)) return;
  refuse(scope, method, {
    value,
    allowed: `${what}: a construct, new or imported with a fromXxx method`,
    fix: `pass it as the first argument: ${method}(...)`,
  });
}

import { TerraformStack, TerraformVariable } from "cdktf";
import type { IConstruct } from "constructs";
import { refuse } from "./invalid-input.js";
import { isUnresolved, textOf } from "./tokens.js";

/** One Terraform expression, without text before or after it. */
const EXPRESSION = /^\$\{(?:(?!\$\{).)*\}$/s;

/**
 * Rejects a secret that the configuration or a plan would show, without printing it: a literal, also as a part of the
 * text, and a variable that isn't sensitive or has a default.
 * @param alternative what to do instead of passing a secret, as a phrase
 */
export function requireSecret(scope: IConstruct, prop: string, secret: string, alternative?: string): void {
  const text = isUnresolved(secret) ? textOf(secret, scope) : "";
  if (!EXPRESSION.test(text)) {
    refuse(scope, prop, {
      value: "a literal, not shown",
      allowed: "a value that only Terraform knows",
      fix:
        `${alternative === undefined ? "" : `${alternative}; or `}pass the value of a sensitive variable: ` +
        'new TerraformVariable(this, "secret", { type: "string", sensitive: true }).stringValue',
    });
  }
  const named = new Set([...text.matchAll(/\bvar\.([\w-]+)/g)].map(([, name]) => name));
  const variables = TerraformStack.of(scope)
    .node.findAll()
    .filter((one): one is TerraformVariable => one instanceof TerraformVariable && named.has(one.friendlyUniqueId));
  const [open] = variables;
  if (open !== undefined && variables.every(({ sensitive }) => sensitive !== true)) {
    refuse(scope, prop, {
      value: `the variable ${open.friendlyUniqueId}, which is not sensitive`,
      allowed: "a sensitive variable, whose value plans don't show",
      fix: "create the variable with sensitive: true",
    });
  }
  const withDefault = variables.find((one) => one.sensitive && one.default !== undefined);
  if (withDefault === undefined) return;
  refuse(scope, prop, {
    value: `the variable ${withDefault.friendlyUniqueId}, which has a default`,
    allowed: "a variable without a default, which would be a literal in the configuration",
    fix: `remove the default, and set TF_VAR_${withDefault.friendlyUniqueId}`,
  });
}

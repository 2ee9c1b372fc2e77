import { refuse } from "@org/aml-core/internal";
import { TerraformStack, type TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * The `provider` argument of a resource in `scope`.
 * @throws InvalidInputError for a provider of another stack: it would name one that this stack does not have
 */
export function providerOf(scope: IConstruct, provider: TerraformProvider | undefined): TerraformProvider | undefined {
  if (provider === undefined) return undefined;
  const own = TerraformStack.of(scope);
  if (TerraformStack.of(provider) !== own) {
    refuse(scope, "provider", {
      value: provider.node.path,
      allowed: `a provider of the stack ${own.node.path}, which the resource is in`,
      fix: `declare the aliased AzurermProvider in ${own.node.path} as well, and pass that one`,
    });
  }
  return provider;
}

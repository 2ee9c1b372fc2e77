import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { InvalidInputError } from "@org/azure-catalog";

/** Major versions of the azurerm provider for which the libraries synthesize. */
export type AzurermMajor = 4 | 5;

const AZURERM_MAJOR = "@org/aml-core:azurermMajor";
const DEFAULT_AZURERM_MAJOR: AzurermMajor = 4;

/** Version constraints of the providers, by their local names. */
export const PROVIDER_CONSTRAINTS = {
  azurerm: { 4: "~> 4.55", 5: "~> 5.0" },
  azapi: "~> 2.12",
  time: "~> 0.13",
} as const;

/** Props of {@link constrainProviders}. */
export interface ProviderConstraints {
  /**
   * Major version of azurerm to synthesize for. The bindings are generated for version 4; for version 5, the libraries
   * change the arguments that differ.
   * @default 4
   */
  readonly azurermMajor?: AzurermMajor | undefined;
  /**
   * Terraform version constraint.
   * @default ">= 1.5"
   */
  readonly terraform?: string | undefined;
  /** @default - "~> 4.55" or "~> 5.0", by `azurermMajor` */
  readonly azurerm?: string | undefined;
  /** @default "~> 2.12" */
  readonly azapi?: string | undefined;
  /** @default "~> 0.13" */
  readonly time?: string | undefined;
}

/**
 * Replaces the exact provider versions of the bindings by version ranges, and selects the major version of azurerm for
 * which the libraries synthesize. Call it first in a stack's constructor, with the providers that the stack uses,
 * because Terraform installs every listed provider.
 * @throws InvalidInputError for a major version other than 4 and 5, or if the stack already has children
 */
export function constrainProviders(
  stack: TerraformStack,
  providers: readonly ("azurerm" | "azapi" | "time")[],
  constraints: ProviderConstraints = {},
): void {
  const azurermMajor = constraints.azurermMajor ?? DEFAULT_AZURERM_MAJOR;
  if (azurermMajor !== 4 && azurermMajor !== 5) {
    throw new InvalidInputError({
      path: `${stack.node.path}.azurermMajor`,
      value: azurermMajor,
      allowed: "4 or 5",
      fix: "use 4, the version that the bindings are generated for",
    });
  }
  if (stack.node.children.length > 0) {
    throw new InvalidInputError({
      path: stack.node.path,
      value: `${stack.node.children.length} constructs already in the stack`,
      allowed: "an empty stack",
      fix: "call constrainProviders first in the stack's constructor",
    });
  }
  stack.node.setContext(AZURERM_MAJOR, azurermMajor);
  stack.addOverride("terraform.required_version", constraints.terraform ?? ">= 1.5");
  const versions = {
    azurerm: constraints.azurerm ?? PROVIDER_CONSTRAINTS.azurerm[azurermMajor],
    azapi: constraints.azapi ?? PROVIDER_CONSTRAINTS.azapi,
    time: constraints.time ?? PROVIDER_CONSTRAINTS.time,
  };
  for (const provider of providers) {
    stack.addOverride(`terraform.required_providers.${provider}.version`, versions[provider]);
  }
}

/** The major version of azurerm for which a construct's stack is synthesized. */
export function azurermMajorOf(scope: IConstruct): AzurermMajor {
  return (scope.node.tryGetContext(AZURERM_MAJOR) as AzurermMajor | undefined) ?? DEFAULT_AZURERM_MAJOR;
}

import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
/** Major versions of the azurerm provider that the libraries write for. */
export type AzurermMajor = 4 | 5;
/** Version constraints of the providers, by their local names. */
export declare const PROVIDER_CONSTRAINTS: {
    readonly azurerm: {
        readonly 4: "~> 4.55";
        readonly 5: "~> 5.0";
    };
    readonly azapi: "~> 2.12";
    readonly time: "~> 0.13";
};
/** Props of {@link constrainProviders}. */
export interface ProviderConstraints {
    /**
     * Major version of azurerm to write for. The bindings are generated for 4; the few resources that 5 changed are
     * rewritten.
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
 * Replaces the exact versions that the bindings ask for by ranges that a provider release fits in, and says which major
 * version of azurerm the libraries write for. Call it first in a stack's constructor, with the providers that the stack
 * uses: Terraform installs every provider that is named here.
 * @throws InvalidInputError for a major version other than 4 and 5, or if the stack already has children
 */
export declare function constrainProviders(stack: TerraformStack, providers: readonly ("azurerm" | "azapi" | "time")[], constraints?: ProviderConstraints): void;
/** The major version of azurerm that a construct's stack is written for. */
export declare function azurermMajorOf(scope: IConstruct): AzurermMajor;

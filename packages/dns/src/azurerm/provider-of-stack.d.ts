import { type TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";
/**
 * The `provider` argument of a resource in `scope`.
 * @throws InvalidInputError for a provider of another stack: it would name one that this stack does not have
 */
export declare function providerOf(scope: IConstruct, provider: TerraformProvider | undefined): TerraformProvider | undefined;

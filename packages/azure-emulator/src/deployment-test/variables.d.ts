import type { Stack } from "@org/aml-synth-model";
/** Dummy values for what only a deployment knows. */
export interface Dummies {
    readonly subscriptionId: string;
    readonly tenantId: string;
    readonly clientId: string;
    readonly objectId: string;
}
/** Whether Terraform reads a file for values without being told to. */
export declare function isVariableFile(name: string): boolean;
/**
 * Values for the variables of a stack that have no default, by what their names say.
 * @param given names that the user gives a value for
 * @param files whether there are files with values too, of whatever names: what they say wins over the environment, where
 * these values are handed over
 * @throws DeploymentTestInputError for a variable whose name doesn't say what it wants, unless a file may
 */
export declare function dummyVariables(stack: Stack, given: readonly string[], dummies: Dummies, files?: boolean): Record<string, string>;

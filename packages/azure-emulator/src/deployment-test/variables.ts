import type { Stack } from "@org/aml-synth-model";
import { DeploymentTestInputError } from "./errors.js";

/** Dummy values for deployment-specific variables. */
export interface Dummies {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly objectId: string;
}

/** A password that meets the rules. It is not a secret. */
const PASSWORD = "Emulator-1-Emulator";

/** Whether Terraform loads a variable file automatically. */
export function isVariableFile(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name);
}

/**
 * Values for the variables of a stack without a default, according to their names.
 * @param given names of variables to which the user gives a value
 * @param files whether there are files with values. They take precedence over the environment, through which the dummy
 * values are passed
 * @throws DeploymentTestInputError for a variable with an unknown name, unless a file may set it
 */
export function dummyVariables(
  stack: Stack,
  given: readonly string[],
  dummies: Dummies,
  files = false,
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const variable of stack.variables) {
    const { default: standard, sensitive } = variable.attributes;
    if (standard !== undefined || given.includes(variable.name)) continue;
    const value = dummyFor(variable.name, sensitive === true, dummies);
    if (value === undefined && files) continue;
    if (value === undefined) {
      throw new DeploymentTestInputError(
        `stack ${stack.name} has the variable ${variable.name} without a default: set --var ${variable.name}=VALUE, or a --var-file`,
      );
    }
    values[variable.name] = value;
  }
  return values;
}

function dummyFor(name: string, sensitive: boolean, dummies: Dummies): string | undefined {
  const guess: readonly (readonly [RegExp, string])[] = [
    [/subscription_?id$/i, dummies.subscriptionId],
    [/tenant_?id$/i, dummies.tenantId],
    [/(client|application)_?id$/i, dummies.clientId],
    [/(object|principal)_?id$/i, dummies.objectId],
    [/(password|secret)$/i, PASSWORD],
    [/user_?name$/i, "emulator"],
  ];
  return guess.find(([pattern]) => pattern.test(name))?.[1] ?? (sensitive ? PASSWORD : undefined);
}

import type { Stack } from "@org/aml-synth-model";
import { DeploymentTestInputError } from "./errors.js";

/** Dummy values for deployment-specific variables. */
export interface Dummies {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly objectId: string;
}

/** Meets the password rules, and is not a secret. */
const PASSWORD = "Emulator-1-Emulator";

/** Whether Terraform loads a variable file automatically. */
export function isVariableFile(name: string): boolean {
  return /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(name);
}

/**
 * Values for the variables of a stack that have no default, by what their names say.
 * @param given names that the user gives a value for
 * @param files whether there are files with values too, of whatever names: what they say wins over the environment,
 * where these values are handed over
 * @throws DeploymentTestInputError for a variable without a known name, unless a file may set it
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

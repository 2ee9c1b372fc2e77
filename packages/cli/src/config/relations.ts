import { isProductionName } from "@org/azure-catalog";
import type { Problem } from "./problem.js";
import type { Configuration, EnvironmentConfiguration } from "./schema.js";

/** Whether an environment is production: by its field, otherwise by its name; an unknown name is production. */
export function isProduction(name: string, { production }: Pick<EnvironmentConfiguration, "production">): boolean {
  return production ?? isProductionName(name) ?? true;
}

/** Problems of names that refer to other parts of the configuration. */
export function relationProblems({ environments, people }: Configuration): Problem[] {
  const names = Object.keys(environments);
  const problems: Problem[] = [];
  for (const [position, [name, environment]] of Object.entries(environments).entries()) {
    const { connectTo, registry, autoPurge, production } = environment;
    const before = names.slice(0, position).filter((other) => environments[other]?.registry);
    for (const [index, other] of connectTo.entries()) {
      if (before.includes(other)) continue;
      problems.push({
        path: `environments.${name}.connectTo.${index}`,
        value: JSON.stringify(other),
        allowed:
          before.length > 0
            ? `an environment before it that has a registry: ${before.join(", ")}`
            : "nothing: no environment with a registry comes before it",
        fix: "correct the name, or put the environment before this one",
      });
    }
    if (autoPurge === true && isProduction(name, { production })) {
      problems.push({
        path: `environments.${name}.autoPurge`,
        value: "true",
        allowed: `false in production, and ${name} is a production environment`,
        fix: 'leave autoPurge out, or add "production": false if its data may be lost',
      });
    }
    if (!registry && connectTo.length === 0) {
      problems.push({
        path: `environments.${name}.registry`,
        value: "false",
        allowed: "false only where connectTo names another environment's registry",
        fix: 'add "connectTo": ["dev"], or leave registry out',
      });
    }
  }
  for (const [index, person] of people.entries()) {
    for (const [at, environment] of person.environments.entries()) {
      if (names.includes(environment)) continue;
      problems.push({
        path: `people.${index}.environments.${at}`,
        value: JSON.stringify(environment),
        allowed: names.join(", "),
        fix: "name an environment of this configuration",
      });
    }
  }
  return problems;
}

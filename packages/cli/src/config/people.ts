import { OWN_WORKSPACE } from "@org/aml-platform";
import type { Problem } from "./problem.js";
import type { Configuration } from "./schema.js";

type Person = Configuration["people"][number];

/** A person, group or pipeline in one environment. */
export type Member = Omit<Person, "workspaces"> & {
  readonly objectId: string;
  /** The workspaces of the environment in which it works, if not in all. */
  readonly workspaces: readonly string[] | undefined;
};

/** The users, groups and pipelines of an environment, with their object ids in it. */
export function membersOf(
  { assignUserRoles, people, environments }: Configuration,
  environment: string,
): readonly Member[] {
  if (!assignUserRoles) return [];
  const known = workspaceNames(environments[environment]);
  return people.flatMap((person): Member[] => {
    const objectId = person.environments?.includes(environment) ? person.objectId : person.objectIds?.[environment];
    if (objectId === undefined) return [];
    return [{ ...person, objectId, workspaces: person.workspaces?.filter((name) => known.includes(name)) }];
  });
}

function workspaceNames(environment: Configuration["environments"][string] | undefined): readonly string[] {
  return [OWN_WORKSPACE, ...Object.keys(environment?.workspaces ?? {})];
}

/** Everybody has one object id and one tier in an environment. */
export function peopleProblems({ people, environments }: Configuration): Problem[] {
  const known = Object.keys(environments);
  return people.flatMap((person, index) => {
    const path = `people.${index}`;
    return [
      ...idProblems(person, path),
      ...environmentProblems(person, path, known),
      ...workspaceProblems(person, path, environments),
      ...eligibilityProblems(person, path),
      ...twinProblems(people, person, index),
    ];
  });
}

function idProblems({ objectId, objectIds, environments }: Person, path: string): Problem[] {
  if (objectIds === undefined && objectId !== undefined && environments !== undefined) return [];
  if (objectIds !== undefined && objectId === undefined && environments === undefined) return [];
  const given = Object.entries({ objectId, objectIds, environments }).flatMap(([name, value]) => (value ? [name] : []));
  return [
    {
      path,
      value: given.length > 0 ? given.join(" and ") : "neither objectId nor objectIds",
      allowed: "objectId and environments, or objectIds",
      fix: 'add "objectId": "<GUID>" and "environments": ["dev"], or "objectIds": { "dev": "<GUID>" }',
    },
  ];
}

function environmentProblems(person: Person, path: string, known: readonly string[]): Problem[] {
  const named = [
    ...(person.environments ?? []).map((name, at) => [`${path}.environments.${at}`, name] as const),
    ...Object.keys(person.objectIds ?? {}).map((name) => [`${path}.objectIds.${name}`, name] as const),
  ];
  return named.flatMap(([at, name]) =>
    known.includes(name)
      ? []
      : [
          {
            path: at,
            value: JSON.stringify(name),
            allowed: known.join(", "),
            fix: "name an environment of this configuration",
          },
        ],
  );
}

/** Workspaces exist in an environment of the person, and each of these environments has one of them. */
function workspaceProblems(person: Person, path: string, environments: Configuration["environments"]): Problem[] {
  const { workspaces } = person;
  if (!workspaces) return [];
  const own = environmentsOf(person).filter((name) => Object.hasOwn(environments, name));
  const known = new Set(own.flatMap((name) => workspaceNames(environments[name])));
  const without = own.find((name) => !workspaceNames(environments[name]).some((one) => workspaces.includes(one)));
  return [
    ...workspaces.flatMap((name, index) =>
      known.has(name)
        ? []
        : [
            {
              path: `${path}.workspaces.${index}`,
              value: JSON.stringify(name),
              allowed: [...known].join(", "),
              fix: "name a workspace of its environments, or default for an environment's own",
            },
          ],
    ),
    ...(without === undefined
      ? []
      : [
          {
            path: `${path}.workspaces`,
            value: JSON.stringify(workspaces),
            allowed: `at least one workspace in each of its environments; ${without} has ${workspaceNames(environments[without]).join(", ")}`,
            fix: `add one of them, or remove ${without} from its environments`,
          },
        ]),
  ];
}

function eligibilityProblems({ type, eligible }: Person, path: string): Problem[] {
  if (type !== "servicePrincipal" || eligible === false) return [];
  return [
    {
      path: `${path}.eligible`,
      value: JSON.stringify(eligible),
      allowed: "false for a servicePrincipal, which can't activate a role",
      fix: "remove it, so that the roles are assigned",
    },
  ];
}

/** Azure rejects a second assignment of the same role, and the names are part of Terraform addresses. */
function twinProblems(people: readonly Person[], person: Person, index: number): Problem[] {
  const before = people.slice(0, index);
  for (const environment of environmentsOf(person)) {
    const others = before.filter((other) => environmentsOf(other).includes(environment));
    const sameId = others.find((other) => idIn(other, environment) === idIn(person, environment));
    const sameName = others.find(({ name }) => name === person.name);
    const first = sameId ?? sameName;
    if (!first) continue;
    return [
      {
        path: `people.${index}.${sameId ? (person.objectIds ? `objectIds.${environment}` : "objectId") : "name"}`,
        value: JSON.stringify(sameId ? idIn(person, environment) : person.name),
        allowed: `${sameId ? "an object id" : "a name"} that is in ${environment} only once; people.${people.indexOf(first)} has it`,
        fix: sameId ? "keep one of the two, with the tier that has more roles" : "rename one of the two",
      },
    ];
  }
  return [];
}

function environmentsOf({ environments, objectIds }: Person): readonly string[] {
  return environments ?? Object.keys(objectIds ?? {});
}

function idIn({ objectId, objectIds }: Person, environment: string): string | undefined {
  return (objectId ?? objectIds?.[environment])?.toLowerCase();
}

import type { Json, Stack } from "@org/aml-synth-model";
import { ArmId, armTypeOfTerraform } from "@org/azure-catalog";

const SEGMENT = String.raw`[\w.()@-]+`;
const IDS = new RegExp(
  String.raw`/subscriptions/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/resourceGroups/${SEGMENT}(?:/providers/[\w.]+(?:/${SEGMENT}/${SEGMENT})+)?`,
  "gi",
);

/** Types whose ids don't refer to resources that have to exist, such as role definitions. */
const NAMES_ONLY = /^Microsoft\.(Authorization|Insights\/diagnosticSettings)/i;

/**
 * Resources that stacks refer to by literal ids and don't create: those of another team, or of an existing platform.
 * Stacks refer to their own resources by expressions.
 * @returns their ids, sorted, each once
 */
export function referencedResources(stacks: readonly Stack[]): string[] {
  const created = new Set(stacks.flatMap(namesIn));
  const found = new Map<string, ArmId>();
  for (const stack of stacks) {
    for (const element of [...stack.dataSources, ...stack.resources, ...stack.locals]) {
      for (const id of idsIn(element.content)) if (!found.has(id.key)) found.set(id.key, id);
    }
  }
  return [...found.values()]
    .filter((id) => !NAMES_ONLY.test(id.resourceType) && !created.has(keyOf(id.resourceType, id.name)))
    .map(String)
    .sort();
}

/** Types and literal names of the resources that a stack creates. */
function namesIn({ resources }: Stack): string[] {
  return resources.flatMap((resource) => {
    const type = resource.armType ?? armTypeOfTerraform(resource.type);
    const name = resource.value("name")?.value;
    return type === undefined || typeof name !== "string" ? [] : [keyOf(type, name)];
  });
}

function keyOf(type: string, name: string): string {
  return `${type}/${name}`.toLowerCase();
}

function idsIn(value: Json): ArmId[] {
  if (typeof value === "string") return [...value.matchAll(IDS)].flatMap(([text]) => ArmId.tryParse(text) ?? []);
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((inner) => idsIn(inner as Json));
}

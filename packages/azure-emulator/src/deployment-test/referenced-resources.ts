import type { Json, Stack } from "@org/aml-synth-model";
import { ArmId, armTypeOfTerraform } from "@org/azure-catalog";
import type { NotAssumed } from "../emulator/graph/graph.js";

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

/**
 * Groups, applications and service principals that stacks create after they have looked whether they exist. All others
 * that they look up belong to others.
 */
export function createdDirectoryObjects(stacks: readonly Stack[]): NotAssumed[] {
  return stacks.flatMap(({ resources }) =>
    resources.flatMap((resource): NotAssumed[] => {
      const known = (attribute: string): string | undefined => {
        const { state, value } = resource.read(attribute);
        return state === "known" && typeof value === "string" ? value : undefined;
      };
      const unique = resource.value("prevent_duplicate_names")?.value === true;
      switch (resource.type) {
        case "azuread_application":
          return unique ? [{ collection: "applications", name: known("display_name") }] : [];
        case "azuread_group":
          return unique ? [{ collection: "groups", name: known("display_name") }] : [];
        case "azuread_service_principal": {
          const name = known("client_id");
          const created = resource.value("use_existing")?.value !== true && name !== undefined;
          return created ? [{ collection: "servicePrincipals", name }] : [];
        }
        default:
          return [];
      }
    }),
  );
}

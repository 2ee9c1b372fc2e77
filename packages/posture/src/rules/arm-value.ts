import {
  armParentType,
  armResourceType,
  validateAzapiResource,
  type Violation as WrongValue,
} from "@org/azure-catalog/arm-types";
import { ArmId } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { pointTo } from "../domain/reader.js";
import type { Rule, Violation } from "./rule.js";

/** Arguments of azapi that are not part of the body. */
const BESIDE = new Set(["name", "parent_id", "location", "tags", "identity"]);

/** Types that extend resources of several types. */
const EXTENSIONS = new Set(["microsoft.kubernetesconfiguration/extensions"]);

/** Types for which a wrong value is an error in every API version. */
const SCALAR = /^a (boolean|whole number)/;

/** Values that Terraform accepts, but Azure rejects at apply or interprets differently. */
export const ARM_VALUE_RULES: readonly Rule[] = [
  {
    id: "arm-value",
    subject: "configuration",
    severity: "error",
    title: "Values of azapi resources have the types that Azure expects",
    rationale:
      "azapi doesn't check booleans, open enums and the type of the parent. A wrong value fails at apply, or means something else.",
    fix: "Use one of the listed values.",
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.resources) {
        const { armType, apiVersion = "" } = resource;
        if (armType === undefined || !resource.type.startsWith("azapi_")) continue;
        const shape = armResourceType(armType, apiVersion) ?? armResourceType(armType);
        if (shape) {
          const isKnown = shape.apiVersions.includes(apiVersion);
          const version = isKnown ? apiVersion : (shape.apiVersions.at(-1) ?? "");
          for (const wrong of valuesOf(resource, `${armType}@${version}`)) {
            yield violationOf(
              resource,
              isKnown || SCALAR.test(wrong.allowed) ? wrong : { ...wrong, severity: "warning" },
            );
          }
        }
        // An unknown type without a parent type can extend any resource, such as a role assignment.
        if (EXTENSIONS.has(armType.toLowerCase())) continue;
        if (resource.type === "azapi_resource" && (shape || armType.split("/").length > 2)) {
          yield* parentOf(resource, armParentType(armType));
        }
      }
    },
  },
];

/** Wrong values in a body. azapi itself reports properties that are missing or not allowed. */
function valuesOf(resource: Resource, type: string): readonly WrongValue[] {
  const names = Object.keys(resource.arm ?? {}).filter((name) => !BESIDE.has(name));
  const body = Object.fromEntries(names.map((name) => [name, resource.readArm(name).value]));
  const name = resource.readArm("name").value;
  return validateAzapiResource({ type, name, body }).filter(({ ofProperty }) => !ofProperty);
}

function violationOf(resource: Resource, { path, value, allowed, fix, severity }: WrongValue): Violation {
  const at = BESIDE.has(path) ? path : `body.${path}`;
  const message = `${at} is ${JSON.stringify(value)}; known are ${allowed}: ${fix}`;
  return { resource, path: at, message, severity };
}

function* parentOf(resource: Resource, wanted: string): Iterable<Violation> {
  const to = pointTo(resource, "", "parent_id");
  if (!to || (to.resource && to.suffix !== "")) return;
  const type = to.resource ? armTypeOf(to.resource) : ArmId.tryParse(to.shape)?.resourceType;
  if (type === undefined || type.toLowerCase() === wanted.toLowerCase()) return;
  const message = `parent_id is the id of a ${type}, and the parent of such a resource is a ${wanted}`;
  yield { resource, path: "parent_id", message };
}

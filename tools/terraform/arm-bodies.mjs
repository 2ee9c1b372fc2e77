import { constructPathOf } from "./findings.mjs";

/** @typedef {typeof import("../../packages/azure-catalog/src/arm-types/index.js")} ArmTypes */
/** @typedef {import("./findings.mjs").Finding} Finding */

/**
 * Result of checking a stack's ARM bodies.
 * @typedef {object} BodyResult
 * @property {number} checked number of checked bodies
 * @property {readonly string[]} unknown type@api-version of each body whose type the catalog doesn't contain
 * @property {Finding[]} findings
 */

/**
 * Validates the bodies of a stack's azapi resources with the catalog's ARM types.
 * @param {Pick<import("./stacks.mjs").Stack, "json">} stack
 * @param {Pick<ArmTypes, "armResourceType" | "validateArmBody" | "validateAzapiResource">} armTypes
 * @returns {BodyResult}
 */
export function checkBodies({ json }, armTypes) {
  /** @type {string[]} */
  const unknown = [];
  /** @type {Finding[]} */
  const findings = [];
  let checked = 0;
  for (const terraformType of ["azapi_resource", "azapi_update_resource"]) {
    for (const [name, resource] of Object.entries(json.resource?.[terraformType] ?? {})) {
      const type = String(resource["type"]);
      const [armType = "", apiVersion = ""] = type.split("@");
      if (!armTypes.armResourceType(armType, apiVersion)) {
        unknown.push(type);
        continue;
      }
      checked += 1;
      const violations =
        terraformType === "azapi_resource"
          ? armTypes.validateAzapiResource({ ...resource, type })
          : // An update is merged into the existing resource, so required properties may be missing in it.
            armTypes.validateArmBody(armType, apiVersion, resource["body"]).filter(({ value }) => value !== undefined);
      const constructPath = constructPathOf(resource);
      for (const { path, value, allowed, fix } of violations) {
        const message = `the ARM body of ${type} is wrong: given ${JSON.stringify(value) ?? "nothing"}, allowed ${allowed}; ${fix}`;
        findings.push({
          severity: "error",
          message,
          address: `${terraformType}.${name}`,
          property: path,
          constructPath,
        });
      }
    }
  }
  return { checked, unknown, findings };
}

/**
 * @param {readonly BodyResult[]} results
 * @returns {string} one line
 */
export function bodySummary(results) {
  const checked = results.reduce((sum, one) => sum + one.checked, 0);
  const wrong = results.filter(({ findings }) => findings.length > 0).length;
  const unknown = [...new Set(results.flatMap((one) => one.unknown))].sort();
  const line = `ARM bodies: ${checked} validated with the catalog's types (not by azapi), invalid in ${wrong} of ${results.length} stacks`;
  return unknown.length > 0 ? `${line}; NOT CHECKED, unknown types: ${unknown.join(", ")}` : line;
}

/**
 * Adds the findings of the bodies to those of Terraform. A stack with an invalid body is refused.
 * @template {import("./validate-stack.mjs").Result} Result
 * @param {Result} result
 * @param {BodyResult} bodies
 * @returns {Result}
 */
export function withBodies(result, { findings }) {
  if (findings.length === 0) return result;
  return { ...result, outcome: "refused", findings: [...result.findings, ...findings] };
}

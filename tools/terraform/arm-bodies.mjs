import { constructPathOf } from "./findings.mjs";

/** @typedef {import("./arm-types.mjs").ArmTypes} ArmTypes */
/** @typedef {import("./findings.mjs").Finding} Finding */
/** @typedef {import("./stacks.mjs").Stack} Stack */

/**
 * What was found in a stack's ARM bodies.
 * @typedef {object} BodyVerdict
 * @property {number} judged how many bodies
 * @property {readonly string[]} unknown type@api-version of each body that the catalogue has no shape for
 * @property {Finding[]} findings
 */

/**
 * Judges the bodies of a stack's azapi resources by the catalogue's shapes of ARM bodies.
 * @param {Pick<Stack, "json">} stack
 * @param {Pick<ArmTypes, "armResourceType" | "validateArmBody" | "validateAzapiResource">} armTypes
 * @returns {BodyVerdict}
 */
export function judgeBodies({ json }, armTypes) {
  /** @type {BodyVerdict & { unknown: string[] }} */
  const verdict = { judged: 0, unknown: [], findings: [] };
  for (const terraformType of ["azapi_resource", "azapi_update_resource"]) {
    for (const [name, resource] of Object.entries(json.resource?.[terraformType] ?? {})) {
      const type = String(resource["type"]);
      const [armType = "", apiVersion = ""] = type.split("@");
      if (!armTypes.armResourceType(armType, apiVersion)) {
        verdict.unknown.push(type);
        continue;
      }
      verdict.judged += 1;
      const violations =
        terraformType === "azapi_resource"
          ? armTypes.validateAzapiResource({ ...resource, type })
          : // An update is merged into what Azure has, so nothing can be missing in it.
            armTypes.validateArmBody(armType, apiVersion, resource["body"]).filter(({ value }) => value !== undefined);
      const constructPath = constructPathOf(resource);
      for (const { path, value, allowed, fix } of violations) {
        verdict.findings.push({
          severity: "error",
          message: `the ARM body of ${type} is wrong: given ${JSON.stringify(value) ?? "nothing"}, allowed ${allowed}; ${fix}`,
          address: `${terraformType}.${name}`,
          property: path,
          ...(constructPath ? { constructPath } : {}),
        });
      }
    }
  }
  return verdict;
}

/**
 * Adds what was found in the bodies to what Terraform found: a wrong body is refused.
 * @template {import("./judge.mjs").Verdict} Verdict
 * @param {Verdict} verdict
 * @param {BodyVerdict} bodies
 * @returns {Verdict}
 */
export function withBodies(verdict, { findings }) {
  if (findings.length === 0) return verdict;
  return { ...verdict, verdict: "refused", findings: [...verdict.findings, ...findings] };
}

/**
 * @param {readonly BodyVerdict[]} verdicts
 * @returns {string} one line
 */
export function bodySummary(verdicts) {
  const judged = verdicts.reduce((sum, one) => sum + one.judged, 0);
  const wrong = verdicts.filter(({ findings }) => findings.length > 0).length;
  const unknown = [...new Set(verdicts.flatMap((one) => one.unknown))].sort();
  const line = `ARM bodies: ${judged} judged by the catalogue's shapes (not by azapi), wrong ones in ${wrong} of ${verdicts.length} stacks`;
  return unknown.length > 0 ? `${line}; NOT JUDGED, no shape: ${unknown.join(", ")}` : line;
}

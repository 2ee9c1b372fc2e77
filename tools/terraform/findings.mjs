import { getLocation } from "jsonc-parser";

/** @typedef {import("./stacks.mjs").Stack} Stack */

/**
 * A finding of Terraform, or of one of our checks, in a stack.
 * @typedef {object} Finding
 * @property {"error" | "warning"} severity
 * @property {string} message
 * @property {string | undefined} [address] as in `azurerm_subnet.Network_Subnet`
 * @property {string | undefined} [property] as in `delegation.0.name`
 * @property {string | undefined} [constructPath] as in `aml-dev/Network/Subnet`
 * @property {number} [line] in cdk.tf.json, from 1
 */

/** @typedef {import("../../packages/terraform-runner/src/index.js").TerraformDiagnostic} Diagnostic */

/**
 * Finds the resource, the property and the construct of each diagnostic of `terraform validate`.
 * @param {readonly Diagnostic[]} diagnostics
 * @param {Pick<Stack, "text" | "json">} stack
 * @returns {Finding[]}
 */
export function findingsOf(diagnostics, stack) {
  const findings = diagnostics.map((diagnostic) => locate(diagnostic, stack));
  // Terraform processes its graph in parallel, so the order of its diagnostics varies.
  return findings.sort(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || one.message.localeCompare(other.message, "en"),
  );
}

/** @param {Diagnostic} diagnostic @param {Pick<Stack, "text" | "json">} stack @returns {Finding} */
function locate({ severity, summary, detail, range }, { text, json }) {
  /** @type {Finding} */
  const finding = { severity, message: detail ? `${summary}: ${detail}` : summary };
  if (!range) return finding;
  finding.line = range.start.line;
  // Terraform counts bytes, JavaScript counts UTF-16 units. The next position is inside of the key or value at which
  // the range begins.
  const offset = Buffer.from(text).subarray(0, range.start.byte).toString().length + 1;
  return { ...finding, ...subject(getLocation(text, offset).path.map(String), json) };
}

/**
 * @param {readonly string[]} path in cdk.tf.json
 * @param {Stack["json"]} json
 * @returns {Pick<Finding, "address" | "property" | "constructPath">}
 */
function subject(path, json) {
  const [section, type, name, ...property] = path;
  if (!type || (section !== "resource" && section !== "data"))
    return path.length > 0 ? { property: path.join(".") } : {};
  if (!name) return { property: path.join(".") };
  return {
    address: `${section === "data" ? "data." : ""}${type}.${name}`,
    property: property.length > 0 ? property.join(".") : undefined,
    constructPath: constructPathOf(json[section]?.[type]?.[name]),
  };
}

/**
 * @param {unknown} resource a resource of a cdk.tf.json
 * @returns {string | undefined} the path of the resource in the construct tree, if CDKTF recorded it
 */
export function constructPathOf(resource) {
  return /** @type {{ "//"?: { metadata?: { path?: string } } } | undefined} */ (resource)?.["//"]?.metadata?.path;
}

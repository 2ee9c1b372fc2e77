import { getLocation } from "jsonc-parser";

/** @typedef {import("./stacks.mjs").Stack} Stack */

/**
 * What Terraform, or a check of ours, has to say of a stack.
 * @typedef {object} Finding
 * @property {"error" | "warning"} severity
 * @property {string} message
 * @property {string} [address] as in `azurerm_subnet.Network_Subnet`
 * @property {string} [property] as in `delegation.0.name`
 * @property {string} [constructPath] as in `aml-dev/Network/Subnet`
 * @property {number} [line] in cdk.tf.json, from 1
 */

/**
 * The answer of `terraform validate -json`, as far as it is read.
 * @typedef {object} ValidateAnswer
 * @property {boolean} valid
 * @property {Diagnostic[]} diagnostics
 */

/**
 * @typedef {object} Diagnostic
 * @property {"error" | "warning"} severity
 * @property {string} summary
 * @property {string} [detail]
 * @property {{ filename: string, start: { line: number, byte: number } }} [range]
 */

/**
 * Reads what `terraform validate -json` printed, and finds for each diagnostic the resource, the property and the
 * construct that it speaks of.
 * @param {string} stdout
 * @param {Pick<Stack, "text" | "json">} stack
 * @returns {{ valid: boolean, findings: Finding[] }}
 * @throws {Error} if it isn't the answer of `terraform validate -json`
 */
export function readValidateAnswer(stdout, stack) {
  const answer = /** @type {ValidateAnswer} */ (parseAnswer(stdout));
  const findings = answer.diagnostics.map((diagnostic) => locate(diagnostic, stack));
  // Terraform walks its graph in parallel and reports in whatever order that gives.
  findings.sort((one, other) => (one.line ?? 0) - (other.line ?? 0) || one.message.localeCompare(other.message, "en"));
  return { valid: answer.valid, findings };
}

/** @param {string} stdout @returns {unknown} */
function parseAnswer(stdout) {
  try {
    const answer = JSON.parse(stdout);
    if (typeof answer.valid === "boolean" && Array.isArray(answer.diagnostics)) return answer;
  } catch {
    // Said below, with the text.
  }
  throw new Error(`\`terraform validate -json\` answered no JSON of its own: ${stdout.slice(0, 500)}`);
}

/** @param {Diagnostic} diagnostic @param {Pick<Stack, "text" | "json">} stack @returns {Finding} */
function locate({ severity, summary, detail, range }, { text, json }) {
  /** @type {Finding} */
  const finding = { severity, message: detail ? `${summary}: ${detail}` : summary };
  if (!range) return finding;
  finding.line = range.start.line;
  // Terraform counts bytes, JavaScript UTF-16 units. One further is inside the key or value that the range begins with.
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
  const constructPath = constructPathOf(json[section]?.[type]?.[name]);
  return {
    address: `${section === "data" ? "data." : ""}${type}.${name}`,
    ...(property.length > 0 ? { property: property.join(".") } : {}),
    ...(constructPath ? { constructPath } : {}),
  };
}

/**
 * @param {unknown} resource of a cdk.tf.json
 * @returns {string | undefined} where the resource stands in the construct tree, if CDKTF wrote that down
 */
export function constructPathOf(resource) {
  return /** @type {{ "//"?: { metadata?: { path?: string } } } | undefined} */ (resource)?.["//"]?.metadata?.path;
}

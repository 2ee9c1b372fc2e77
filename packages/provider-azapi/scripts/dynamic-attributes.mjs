/**
 * Attributes of Terraform's type `dynamic`, which accept any value. The generator treats them as maps: it types a list
 * as an object and writes `["id"]` as `{"0": "id"}`.
 */

/**
 * @typedef {object} DynamicAttribute
 * @property {string} type the attribute's type in TypeScript
 * @property {"AnyMap" | "reference"} reads type of its getter: a map of tokens, or one reference
 * @property {string} description text for the docstring, because the schema has none
 */

const EXPORTS = "string[] | { [key: string]: string } | cdktf.IResolvable";

/** @type {Readonly<Record<string, DynamicAttribute>>} */
export const DYNAMIC_ATTRIBUTES = {
  body: {
    type: "{ [key: string]: any }",
    reads: "AnyMap",
    description:
      "Request body: a nested object with Azure's own property names and tokens at any depth. What is undefined is left out.",
  },
  sensitive_body: {
    type: "{ [key: string]: any }",
    reads: "AnyMap",
    description: "The part of the request body that the state must not hold, merged into `body` when it is sent.",
  },
  response_export_values: {
    type: EXPORTS,
    reads: "reference",
    description:
      "What `output` holds of the response: a list of paths, `['properties.loginServer']` or `['*']`, or JMESPath expressions by the names that they get in `output`.",
  },
  sensitive_response_export_values: {
    type: EXPORTS,
    reads: "reference",
    description: "What `sensitive_output` holds of the response, in the two forms of `response_export_values`.",
  },
  replace_triggers_external_values: {
    type: "any",
    reads: "reference",
    description: "Any value: when it changes, the resource is replaced.",
  },
};

/**
 * Passes a value on unchanged. Tokens in it are resolved together with the rest of the stack.
 * @implements {AttributeTypeModel}
 * @typedef {import("@cdktf/provider-generator/lib/get/generator/models/index.js").AttributeTypeModel}
 * AttributeTypeModel
 */
export class DynamicAttributeType {
  isComplex = false;
  hasReferenceClass = false;
  isTokenizable = false;
  storedClassType = "any";
  typeModelType = "any";
  toTerraformFunction = "cdktf.anyToTerraform";
  toHclTerraformFunction = "cdktf.anyToHclTerraform";

  /** @param {DynamicAttribute} attribute */
  constructor({ type, reads }) {
    this.inputTypeDefinition = type;
    this.reads = reads;
  }

  /** @param {string} name @returns {string} */
  getStoredClassInitializer(name) {
    throw new Error(`${name} is no stored class`);
  }

  /** @param {string} name */
  getAttributeAccessFunction(name) {
    return this.reads === "AnyMap" ? `this.getAnyMapAttribute('${name}')` : `this.interpolationForAttribute('${name}')`;
  }
}

/**
 * @typedef {object} Schema the parts of a JSON schema that the page uses
 * @property {string} [description]
 * @property {unknown} [default]
 * @property {string[]} [examples]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {readonly string[]} [required]
 * @property {Schema | boolean} [additionalProperties]
 * @property {Schema} [items]
 * @property {readonly Schema[]} [oneOf]
 * @property {readonly Schema[]} [anyOf]
 * @property {unknown} [const]
 */

/**
 * @typedef {object} Example an example configuration of the repository
 * @property {string} title
 * @property {string} path from the root of the repository
 * @property {string} text
 */

/** Longer defaults are shown in a separate block below the table. */
const LONGEST_INLINE_DEFAULT = 60;

const INTRODUCTION = `# Configuration, field by field

One JSON file, with comments and trailing commas, describes the platform: \`platform.config.json\`, or the one that \`--config FILE\` names. Every field is optional unless it is marked **required**. The shortest configuration is \`{}\`: the development and production environments of the first example below.

Editors complete and check the file if it names its schema: \`"$schema": "./node_modules/@org/aml-cli/schema/platform.config.schema.json"\`.

Secrets and values that differ between the people who run Terraform are Terraform variables instead, set by \`TF_VAR_<name>\` or a file (\`--var-file\`):

| variable | stacks | what it is |
| --- | --- | --- |
| \`subscription_id\` | all | GUID of the subscription |
| \`tenant_id\` | all | GUID of its Entra tenant |
| \`deployment_principal_object_id\` | all, unless \`deploymentRoles\` is \`false\` | object id of the service principal that runs Terraform, not its application id |
| \`jumpbox_admin_username\`, \`jumpbox_admin_password\` | those with a jumpbox | its local administrator; the password has 12 to 72 characters |

A dash under "default" means that the field is not set. If it describes a resource, the resource is not created. If it is a setting of a resource, the library's default applies (\`@org/aml-network\` for Bastion, jumpbox and outbound rules, \`@org/aml-workspace\` for computes and waits).

`;

const RELATIONS = `## Checks across fields

Everything is checked before anything is written. An error names the path, the given value, the allowed values and a fix.

- \`connectTo\` names registries of environments that come earlier in the file, \`dev\` or \`dev/models\`: stacks are applied in the order of the file and destroyed in reverse.
- \`"registry": false\` needs a \`connectTo\`: a workspace without a registry of its own uses that of another environment.
- \`people\` name environments of this file, and workspaces of these environments.
- An additional workspace in \`workspaces\` has the fields that an environment has for its own workspace. It has identities of its own, and sets no fields of resources that it \`shares\`.
- Address spaces of environments don't overlap. Subnets are inside their address space and don't overlap. Bastion's subnet has at least 64 addresses.
- Derived names conform to Azure's rules; the error shows how a name is composed.
- \`autoPurge\` is refused in production, and so are features that a Bastion SKU does not have.
- The only roles across environments are those of \`connectTo\`.

`;

/**
 * The page that documents the configuration, as unformatted Markdown.
 * @param {Schema} schema
 * @param {readonly Example[]} examples
 * @returns {string}
 */
export function configurationPage(schema, examples) {
  return [INTRODUCTION, ...sections("", schema, new Set()), RELATIONS, ...examples.map(exampleSection)].join("");
}

/**
 * @param {string} path
 * @param {Schema} schema
 * @param {Set<string>} shown the fields of the objects so far; equal objects in other places are not shown again
 * @returns {string[]}
 */
function sections(path, schema, shown) {
  const found = [];
  for (const { label, properties, required } of objectsOf(schema)) {
    const fields = Object.entries(properties).filter(([name]) => name !== "$schema");
    const described = fields.filter(([, field]) => field.const === undefined);
    const content = JSON.stringify(described);
    if (described.length === 0 || shown.has(content)) continue;
    shown.add(content);
    // Without code spans, which TypeDoc omits from the anchor.
    found.push(`## ${path === "" ? "The whole file" : `${path.replace(/[<>[\]]/g, "\\$&")}${label}`}\n\n`);
    found.push("| field | default | meaning | allowed | example |\n| --- | --- | --- | --- | --- |\n");
    for (const [name, field] of described) found.push(row(name, field, required.includes(name)));
    found.push("\n");
    for (const [name, field] of described) {
      if (defaultOf(field).length <= LONGEST_INLINE_DEFAULT) continue;
      found.push(`Default of \`${name}\`:\n\n\`\`\`json\n${JSON.stringify(field.default, null, 2)}\n\`\`\`\n\n`);
    }
    for (const [name, field] of described)
      found.push(...sections(path === "" ? name : `${path}.${name}`, field, shown));
  }
  if (schema.items) found.push(...sections(`${path}[]`, schema.items, shown));
  if (typeof schema.additionalProperties === "object")
    found.push(...sections(`${path}.<name>`, schema.additionalProperties, shown));
  return found;
}

/**
 * The object variants of a field, with their discriminators.
 * @param {Schema} schema
 * @returns {{ label: string, properties: Readonly<Record<string, Schema>>, required: readonly string[] }[]}
 */
function objectsOf(schema) {
  return [schema, ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].flatMap(({ properties, required = [] }) => {
    if (!properties) return [];
    const constant = Object.entries(properties).find(([, { const: value }]) => value !== undefined);
    const label = constant ? ` where ${constant[0]} is ${JSON.stringify(constant[1].const)}` : "";
    return [{ label, properties, required }];
  });
}

/**
 * @param {string} name
 * @param {Schema} field
 * @param {boolean} required
 * @returns {string}
 */
function row(name, field, required) {
  const [text = "", allowed = ""] = (field.description ?? "").split(" Allowed: ");
  const [meaning = "", saidDefault] = text.split(" Default: ");
  const value = saidDefault?.replace(/\.$/, "") ?? defaultOf(field);
  const shown = required ? "**required**" : value.length > LONGEST_INLINE_DEFAULT ? "see below" : value;
  const cells = [
    `\`${name}\``,
    shown,
    meaning,
    allowed.replace(/\.$/, ""),
    ...(field.examples ?? []).map((one) => `\`${one}\``),
  ];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |\n`;
}

/** @param {Schema} field @returns {string} */
function defaultOf(field) {
  return field.default === undefined ? "–" : `\`${JSON.stringify(field.default)}\``;
}

/** @param {Example} example @returns {string} */
function exampleSection({ title, path, text }) {
  return `## ${title}\n\n[\`${path}\`](../${path})\n\n\`\`\`jsonc\n${text.trimEnd()}\n\`\`\`\n\n`;
}

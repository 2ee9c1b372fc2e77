/** The files that every new construct begins with. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";

/**
 * @param {string} folder of the package, under packages/
 * @param {string} name of the class: `Datastore`
 * @param {string} type of the resource: `Microsoft.Network/natGateways` or `azurerm_nat_gateway`
 * @returns {Map<string, string>} the texts by their paths from the root of the repository
 * @throws {BadInputError} for a package, a name or a type that can't be used
 */
export function constructFiles(folder, name, type) {
  const place = `packages/${folder}`;
  const text = (/** @type {string} */ path) => readFileSync(join(WORKSPACE, place, path), "utf8");
  if (!existsSync(join(WORKSPACE, place, "package.json"))) {
    const folders = readdirSync(join(WORKSPACE, "packages")).join(", ");
    throw new BadInputError(`there is no ${place}: give one of ${folders}`);
  }
  if (!/^[A-Z][A-Za-z0-9]+$/.test(name))
    throw new BadInputError(`'${name}' is no name of a class: give one such as Datastore`);
  const l1 = type.startsWith("azurerm_") ? azurerm(type) : azapi(type);
  const manifest = JSON.parse(text("package.json"));
  if (!{ ...manifest.dependencies, ...manifest.peerDependencies }[l1.package])
    throw new BadInputError(`${place} doesn't depend on ${l1.package}: add it to package.json, or give another --type`);
  const file = kebab(name);
  if (existsSync(join(WORKSPACE, place, `src/${file}.ts`))) throw new BadInputError(`${place}/src/${file}.ts exists`);
  const index = [...text("src/index.ts").trimEnd().split("\n"), `export * from "./${file}.js";`];
  return new Map([
    [`${place}/src/${file}.ts`, sourceText(name, type, l1)],
    [`${place}/test/${file}.test.ts`, testText(name, type, l1)],
    [`${place}/src/index.ts`, `${index.join("\n")}\n`],
    [`${place}/README.md`, `${text("README.md").trimEnd()}\n${readmeText(name, l1)}`],
    [`.changeset/${folder}-${file}.md`, `---\n"${manifest.name}": minor\n---\n\n\`${name}\`: say what it is for.\n`],
  ]);
}

/**
 * @typedef {object} L1 the binding of the resource
 * @property {string} package
 * @property {string} module
 * @property {string} className
 * @property {Record<string, string>} props of the construct, with their docstrings
 * @property {string} config
 * @property {string} matcher
 * @property {readonly [module: string, className: string, config: string]} provider
 */

/** @param {string} type @returns {L1} */
function azapi(type) {
  if (!/^[A-Z]\w+(\.\w+)+(\/\w+)+$/.test(type))
    throw new BadInputError(
      `'${type}' is neither an ARM type (Microsoft.Network/natGateways) nor one of azurerm (azurerm_nat_gateway)`,
    );
  return {
    package: "@org/provider-azapi",
    module: "@org/provider-azapi/lib/resource/index.js",
    className: "Resource",
    props: { name: "Name, unique in its parent.", parentId: "ARM id of the resource or group that it belongs to." },
    config: `type: "${type}@2025-12-01", name: props.name, parentId: props.parentId, body: {}`,
    matcher: "toHaveAzapiResource",
    provider: ["@org/provider-azapi/lib/provider/index.js", "AzapiProvider", ""],
  };
}

/** @param {string} type @returns {L1} */
function azurerm(type) {
  const name = type.replace("azurerm_", "").replaceAll("_", "-");
  const module = `@cdktf/provider-azurerm/lib/${name}/index.js`;
  if (!existsSync(join(WORKSPACE, "node_modules", module)))
    throw new BadInputError(`azurerm has no resource ${type} in the bindings (${module})`);
  return {
    package: "@cdktf/provider-azurerm",
    module,
    className: name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase()),
    props: { name: "Name, unique in its group.", resourceGroupName: "Name of the group.", location: "Azure region." },
    config: "name: props.name, resourceGroupName: props.resourceGroupName, location: props.location",
    matcher: "toHaveResource",
    provider: ["@cdktf/provider-azurerm/lib/provider/index.js", "AzurermProvider", ", { features: [{}] }"],
  };
}

/** @param {string} name @param {string} type @param {L1} l1 */
function sourceText(name, type, { module, className, props, config }) {
  const alias = className === name ? `${className} as ${className}Resource` : className;
  const used = className === name ? `${className}Resource` : className;
  return `import { ${alias} } from "${module}";
import { Construct } from "constructs";

/** Props of {@link ${name}}. */
export interface ${name}Props {
${Object.entries(props)
  .map(([prop, comment]) => `  /** ${comment} */\n  readonly ${prop}: string;`)
  .join("\n")}
}

/**
 * Say what it is, and what it protects from.
 * @throws InvalidInputError for ...
 * @see https://learn.microsoft.com/azure/templates/${type.toLowerCase()}
 */
export class ${name} extends Construct {
  /** The resource (L1). */
  public readonly resource: ${used};

  constructor(scope: Construct, id: string, props: ${name}Props) {
    super(scope, id);
    this.resource = new ${used}(this, "Resource", { ${config} });
  }
}
`;
}

/** @param {string} name @param {string} type @param {L1} l1 */
function testText(name, type, { props, matcher, provider: [module, provider, config] }) {
  const given = Object.keys(props).map((prop) => `${prop}: "${prop === "location" ? "canadacentral" : "example"}"`);
  return `import { synthesized } from "@org/aml-testing";
import { ${provider} } from "${module}";
import { LocalBackend, TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { ${name}, type ${name}Props } from "../src/index.js";

function stackWith(props: Partial<${name}Props> = {}): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "example");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  new ${provider}(stack, "provider"${config});
  new ${name}(stack, "${name}", { ${given.join(", ")}, ...props });
  return stack;
}

describe("${name}", () => {
  it("has the name that it is given", () => {
    expect(synthesized(stackWith())).${matcher}("${type}", { name: "example" });
  });
});
`;
}

/** @param {string} name @param {L1} l1 */
function readmeText(name, { props }) {
  const rows = Object.entries(props).map(([prop, comment]) => `| \`${prop}\` | required | ${comment} |`);
  return `\n## \`${name}\`\n\nSay what it creates.\n\n| prop | default | |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
}

/** @param {string} name */
function kebab(name) {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

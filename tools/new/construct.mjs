/** Creates the files of a new construct. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { BadInputError } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";

const ML = "Microsoft.MachineLearningServices";

/**
 * @param {string} folder folder of the package under packages/
 * @param {string} name name of the class, such as `Datastore`
 * @param {string} [type] type of the resource, such as `Microsoft.MachineLearningServices/workspaces/datastores` or
 * `azurerm_nat_gateway`; by default derived from the name, as a child type of a workspace
 * @returns {Map<string, string>} the texts by their paths from the root of the repository
 * @throws {BadInputError} for an invalid package, name or type
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
  const parent = folder === "registry" ? "registries" : "workspaces";
  const armType = type ?? `${ML}/${parent}/${name[0]?.toLowerCase()}${name.slice(1)}s`;
  const kind = armType.startsWith("azurerm_") ? azurerm(armType, name) : machineLearning(armType);
  const manifest = JSON.parse(text("package.json"));
  const dependencies = { ...manifest.dependencies, ...manifest.peerDependencies };
  for (const needed of [kind.package, "@org/aml-core"])
    if (!dependencies[needed])
      throw new BadInputError(`${place} doesn't depend on ${needed}: add it to package.json, or give another --type`);
  const file = kebab(name);
  if (existsSync(join(WORKSPACE, place, `src/${file}.ts`))) throw new BadInputError(`${place}/src/${file}.ts exists`);
  return new Map([
    [`${place}/src/${file}.ts`, sourceText(name, armType, kind)],
    [`${place}/test/${file}.test.ts`, testText(name, armType, kind)],
    [`${place}/src/index.ts`, withExport(text("src/index.ts"), file)],
    [`${place}/README.md`, withSection(text("README.md"), readmeText(name))],
    [`.changeset/${folder}-${file}.md`, `---\n"${manifest.name}": minor\n---\n\n\`${name}\`: say what it is for.\n`],
  ]);
}

/**
 * @typedef {object} Kind the parts of a construct's files that depend on the provider of its resource
 * @property {string} package package with the resource's bindings
 * @property {string} imports
 * @property {string} l1 the bindings' class of the resource
 * @property {string} base interface that the options extend
 * @property {string} optional optional props
 * @property {Record<string, [type: string, comment: string, example: string]>} props
 * @property {string} resource expression that creates the resource
 * @property {string} matcher
 * @property {readonly [module: string, className: string, config: string]} provider
 */

/**
 * A resource of Azure Machine Learning, which azapi writes (docs/decisions/0001-azapi-for-machine-learning.md).
 * @param {string} type @returns {Kind}
 */
function machineLearning(type) {
  if (!type.startsWith(`${ML}/`) || !/^[\w.]+(\/\w+)+$/.test(type))
    throw new BadInputError(
      `'${type}' is neither a type of azurerm (azurerm_nat_gateway) nor of Azure Machine Learning (${ML}/workspaces/datastores)`,
    );
  const parent = { workspaces: "workspace", registries: "registry" }[type.split("/").at(-2) ?? ""] ?? "parent";
  return {
    package: "@org/provider-azapi",
    imports: `import type { ArmResourceOptions } from "@org/aml-core";
import { azapiOptions } from "@org/aml-core/internal";
import { API_VERSIONS } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";`,
    l1: "Resource",
    base: "extends ArmResourceOptions",
    optional: "",
    props: { [`${parent}Id`]: ["string", `ARM id of the ${parent}.`, '"/subscriptions/..."'] },
    resource: `new Resource(this, "Resource", {
      type: \`${type}@\${props.apiVersion ?? API_VERSIONS.machineLearning}\`,
      parentId: props.${parent}Id,
      name: props.name,
      body: { properties: {} },
      responseExportValues: [],
      ...azapiOptions(props, { create: "30m", update: "30m", delete: "30m" }),
    });`,
    matcher: "toHaveAzapiResource",
    provider: ["@org/provider-azapi/lib/provider/index.js", "AzapiProvider", ""],
  };
}

/** @param {string} type @param {string} construct name of the construct's class @returns {Kind} */
function azurerm(type, construct) {
  const name = type.replace("azurerm_", "").replaceAll("_", "-");
  const module = `@cdktf/provider-azurerm/lib/${name}/index.js`;
  if (!existsSync(join(WORKSPACE, "node_modules", module)))
    throw new BadInputError(`azurerm has no resource ${type} in the bindings (${module})`);
  const className = name.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase());
  const l1 = className === construct ? `${className}Resource` : className;
  const types = readFileSync(join(WORKSPACE, "node_modules", module.replace(/\.js$/, ".d.ts")), "utf8");
  const config = /Config extends [^{]*\{([\s\S]*?)\n\}/.exec(types)?.[1] ?? "";
  const required = [...config.matchAll(/^ {4}readonly (\w+): string;/gm)].map(([, argument]) => String(argument));
  const own = required.filter((argument) => !["name", "resourceGroupName", "location"].includes(argument));
  const inGroup = required.includes("resourceGroupName");
  const tags = config.includes("readonly tags?:");
  return {
    package: "@cdktf/provider-azurerm",
    imports: [
      `import { ${className === l1 ? l1 : `${className} as ${l1}`} } from "${module}";`,
      ...(inGroup
        ? [
            'import type { IResourceGroup } from "@org/aml-core";',
            'import { dependOn, providerOfGroup } from "@org/aml-core/internal";',
          ]
        : []),
    ].join("\n"),
    l1,
    base: "",
    optional: tags ? "/** @default - none */\n  readonly tags?: Readonly<Record<string, string>> | undefined;" : "",
    props: {
      ...(inGroup && {
        resourceGroup: [
          "IResourceGroup",
          "Group to put it in.",
          '{ id: "/rg", name: "rg", location: "canadacentral" }',
        ],
      }),
      ...Object.fromEntries(own.map((argument) => [argument, ["string", "Say what it is.", '"example"']])),
    },
    resource: `new ${l1}(this, "Resource", { ${[
      "name: props.name",
      ...(inGroup
        ? ["provider: providerOfGroup(this, props.resourceGroup)", "resourceGroupName: props.resourceGroup.name"]
        : []),
      ...(required.includes("location") ? ["location: props.resourceGroup.location"] : []),
      ...own.map((argument) => `${argument}: props.${argument}`),
      ...(tags ? ["tags: props.tags"] : []),
    ].join(", ")} });
    ${inGroup ? "dependOn(this.resource, props.resourceGroup.dependencies ?? []);" : ""}`,
    matcher: "toHaveResource",
    provider: ["@cdktf/provider-azurerm/lib/provider/index.js", "AzurermProvider", ", { features: [{}] }"],
  };
}

/** @param {string} name @param {string} type @param {Kind} kind */
function sourceText(name, type, { imports, l1, base, optional, props, resource }) {
  const page = type.startsWith("azurerm_")
    ? `https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/${type.replace("azurerm_", "")}`
    : `https://learn.microsoft.com/azure/templates/${type.toLowerCase()}`;
  return `${imports}
import { Construct } from "constructs";

/** Options of {@link ${name}}. */
export interface ${name}Options ${base} {
  /** Say which names Azure accepts. */
  readonly name: string;
  ${optional}
}

/** Props of {@link ${name}}. */
export interface ${name}Props extends ${name}Options {
${Object.entries(props)
  .map(([prop, [propType, comment]]) => `  /** ${comment} */\n  readonly ${prop}: ${propType};`)
  .join("\n")}
}

/**
 * Say what it is, and what it protects from.
 * @throws InvalidInputError for ...
 * @see ${page}
 */
export class ${name} extends Construct {
  /** The resource (L1). */
  public readonly resource: ${l1};

  constructor(scope: Construct, id: string, props: ${name}Props) {
    super(scope, id);
    this.resource = ${resource}
  }
}
`;
}

/** @param {string} name @param {string} type @param {Kind} kind */
function testText(name, type, { props, matcher, provider: [module, provider, config] }) {
  const given = Object.entries(props).map(([prop, [, , example]]) => `${prop}: ${example}`);
  const example = `${name[0]?.toLowerCase()}${name.slice(1)}With`;
  return `import { synthesized } from "@org/aml-testing";
import { ${provider} } from "${module}";
import { LocalBackend, TerraformStack, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { ${name}, type ${name}Props } from "../src/index.js";

function ${example}(props: Partial<${name}Props> = {}) {
  const stack = new TerraformStack(Testing.app(), "example");
  new LocalBackend(stack, { path: "terraform.tfstate" });
  new ${provider}(stack, "provider"${config});
  new ${name}(stack, "${name}", { ${['name: "example"', ...given].join(", ")}, ...props });
  return synthesized(stack);
}

describe("${name}", () => {
  it("has the name that it is given", () => {
    expect(${example}()).${matcher}("${type}", { name: "example" });
  });
});
`;
}

/** @param {string} name */
function readmeText(name) {
  return `## \`add${name}(id, options)\`\n\nSay what it creates.\n\n| option | default | |\n| --- | --- | --- |\n| \`name\` | required | |\n`;
}

/** Inserts the export; exports are sorted by file. @param {string} index @param {string} file */
function withExport(index, file) {
  const lines = index.trimEnd().split("\n");
  const moduleOf = (/** @type {string} */ line) => /^export .* from "\.\/(.*)\.js";$/.exec(line)?.[1] ?? "";
  const next = lines.findIndex((line) => moduleOf(line) > file);
  lines.splice(next < 0 ? lines.length : next, 0, `export * from "./${file}.js";`);
  return `${lines.join("\n")}\n`;
}

/**
 * Inserts a section before the notes at the end, with the heading level of the previous section. @param {string} readme
 * @param {string} section
 */
function withSection(readme, section) {
  const [before = "", ...notes] = readme.trimEnd().split(/^(?=## Good to know$)/m);
  const level = [...before.matchAll(/^#{2,3}(?= )/gm)].at(-1)?.[0] ?? "##";
  return `${before.trimEnd()}\n\n${[section.replace(/^##/, level), ...notes].join("\n")}`;
}

/** @param {string} name */
function kebab(name) {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

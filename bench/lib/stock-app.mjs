import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Writes an app for synthesized stacks as a person would write it with the stock TypeScript template of `cdktf init`:
 * one class per stack, the classes of resources imported from the provider's index, references as attributes.
 * Configurations are cast to `any`, so the compiler doesn't check each property, and the app's time is a lower bound.
 * @param {string} outdir a folder with manifest.json and stacks
 * @param {string} folder receives main.ts, tsconfig.json and package.json
 */
export function writeStockApp(outdir, folder) {
  const manifest = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8"));
  mkdirSync(folder, { recursive: true });
  /** @type {{ name: string, synthesizedStackPath: string }[]} */
  const stacks = Object.values(manifest.stacks);
  const classes = stacks.map(({ synthesizedStackPath }, index) =>
    stackClass(`Stack${index}`, JSON.parse(readFileSync(join(outdir, synthesizedStackPath), "utf8"))),
  );
  const main = [
    `import { Construct } from "constructs";`,
    `import { App, TerraformStack, TerraformVariable, LocalBackend } from "cdktf";`,
    `import * as azurerm from "@cdktf/provider-azurerm";`,
    `import * as time from "@cdktf/provider-time";`,
    `import * as azapi from "./azapi";`,
    ...classes,
    `const app = new App();`,
    ...stacks.map(({ name }, index) => `new Stack${index}(app, ${JSON.stringify(name)});`),
    `app.synth();`,
  ];
  writeFileSync(join(folder, "main.ts"), main.join("\n"));
  writeFileSync(
    join(folder, "azapi.ts"),
    `export { Resource } from "@org/provider-azapi/lib/resource/index.js";
export { UpdateResource } from "@org/provider-azapi/lib/update-resource/index.js";
export { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
`,
  );
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "stock", private: true }));
  // The compiler options that `cdktf init --template=typescript` writes, except the module resolution, which packages
  // with an exports map require.
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        alwaysStrict: true,
        declaration: true,
        experimentalDecorators: true,
        inlineSourceMap: true,
        inlineSources: true,
        lib: ["es2018"],
        module: "Node16",
        moduleResolution: "Node16",
        noEmitOnError: true,
        noFallthroughCasesInSwitch: true,
        noImplicitAny: true,
        noImplicitReturns: true,
        noImplicitThis: true,
        noUnusedLocals: false,
        noUnusedParameters: true,
        resolveJsonModule: true,
        strict: true,
        strictNullChecks: true,
        strictPropertyInitialization: true,
        stripInternal: true,
        target: "ES2018",
        skipLibCheck: true,
        types: ["node"],
      },
    }),
  );
}

/** @param {string} className @param {any} json */
function stackClass(className, json) {
  /** @type {Map<string, { type: string, name: string, config: any }>} */
  const resources = new Map();
  for (const [type, byName] of Object.entries(json.resource ?? {})) {
    for (const [name, config] of Object.entries(byName)) resources.set(`${type}.${name}`, { type, name, config });
  }
  const lines = [];
  for (const [name, config] of Object.entries(json.variable ?? {})) {
    lines.push(`new TerraformVariable(this, ${JSON.stringify(name)}, ${JSON.stringify(camelKeys(config))} as any);`);
  }
  for (const [provider, [config]] of Object.entries(json.provider ?? {})) {
    lines.push(
      `new ${providerClass(provider)}(this, ${JSON.stringify(provider)}, ${code(camelKeys(config), resources)} as any);`,
    );
  }
  const written = new Set();
  const write = (/** @type {string} */ address) => {
    const resource = resources.get(address);
    if (!resource || written.has(address)) return;
    written.add(address);
    for (const [, other] of JSON.stringify(resource.config).matchAll(/([a-z]+_[a-z_0-9]+\.[A-Za-z0-9_-]+)/g)) {
      if (other && other !== address) write(other);
    }
    const { "//": _metadata, depends_on: dependsOn, connection: _c, provisioner: _p, ...config } = resource.config;
    const keep = resource.type.startsWith("azapi_") ? ["body"] : [];
    const order = (dependsOn ?? []).filter((/** @type {string} */ target) => resources.has(target)).map(variableOf);
    const extra = order.length > 0 ? `, dependsOn: [${order.join(", ")}]` : "";
    lines.push(
      `const ${variableOf(address)} = new ${resourceClass(resource.type)}(this, ${JSON.stringify(`${resource.type}-${resource.name}`)}, { ...${code(camelKeys(config, keep), resources)}${extra} } as any);`,
    );
  };
  for (const address of resources.keys()) write(address);
  return `class ${className} extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LocalBackend(this, { path: "terraform.tfstate" });
    ${lines.join("\n    ")}
  }
}`;
}

/** @param {string} address */
const variableOf = (address) => `r_${address.replace(/[^A-Za-z0-9]/g, "_")}`;

/** @param {string} text */
const camel = (text) => text.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** @param {string} text */
const pascal = (text) => camel(`_${text}`);

/** @param {string} provider */
function providerClass(provider) {
  return provider === "azapi" ? "azapi.AzapiProvider" : `${provider}.provider.${pascal(provider)}Provider`;
}

/** @param {string} type */
function resourceClass(type) {
  const [provider = "", ...rest] = type.split("_");
  const name = rest.join("_");
  return provider === "azapi" ? `azapi.${pascal(name)}` : `${provider}.${camel(name)}.${pascal(name)}`;
}

const MAPS = new Set(["tags", "triggers"]);

/** @param {any} value @param {readonly string[]} [keep] @returns {any} */
function camelKeys(value, keep = []) {
  if (Array.isArray(value)) return value.map((item) => camelKeys(item));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      camel(key),
      MAPS.has(key) || keep.includes(key) ? item : camelKeys(item),
    ]),
  );
}

/**
 * A value as TypeScript: references become attribute accesses, so that tokens are created as in a handwritten app.
 * @param {any} value @param {Map<string, unknown>} resources @returns {string}
 */
function code(value, resources) {
  if (typeof value === "string") return text(value, resources);
  if (Array.isArray(value)) return `[${value.map((item) => code(item, resources)).join(", ")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "undefined";
  return `{ ${Object.entries(value)
    .map(([key, item]) => `${JSON.stringify(key)}: ${code(item, resources)}`)
    .join(", ")} }`;
}

/** @param {string} value @param {Map<string, unknown>} resources */
function text(value, resources) {
  const whole = /^\$\{([a-z0-9_]+\.[A-Za-z0-9_-]+)\.([a-z_]+)\}$/.exec(value);
  if (whole?.[1] && resources.has(whole[1]))
    return `${variableOf(whole[1])}.getStringAttribute(${JSON.stringify(whole[2])})`;
  return JSON.stringify(value);
}

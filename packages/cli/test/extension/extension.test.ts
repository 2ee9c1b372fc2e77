import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { App, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { loadExtension } from "../../src/extension/load-extension.js";
import { addPlatform } from "../../src/platform.js";
import { VARIABLES, Workbench } from "../commands/support.js";

const dev = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const prod = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };

/** A platform with one file of code, in a folder without packages. */
function extended(code: string, { file = "platform.extend.ts", environments = { dev } as object } = {}): Workbench {
  const bench = new Workbench({ extend: `./${file}`, environments });
  writeFileSync(join(bench.folder, file), code);
  return bench;
}

/** Resources of a stack as they were written. */
const resourcesOf = (bench: Workbench, stack: string) =>
  (bench.written(`stacks/${stack}/cdk.tf.json`) as { resource: Record<string, Record<string, object>> }).resource;

const CONTAINER = `
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container/index.js";

export function extend(environment, { name }) {
  const { resourceId: storageAccountId } = environment.workspace.storage;
  new StorageContainer(environment, "Results", { name: \`results-\${name}\`, storageAccountId });
}`;
const REPORTS = `
import { TerraformOutput } from "cdktf";

export function addStacks({ addStack, environments }) {
  const stack = addStack("reports", { location: "westeurope" });
  stack.addResourceGroup("Group", "rg-reports", "reports");
  new TerraformOutput(stack, "workspace", { value: environments.get("dev").workspace.workspaceId });
}`;

describe("code beside a configuration", () => {
  it("adds constructs to each environment, which may refer to those of the environment", async () => {
    const bench = extended(CONTAINER, { environments: { dev, prod } });
    expect(await bench.run(["synth"])).toMatchObject({ status: 0, stderr: "" });
    for (const name of ["dev", "prod"]) {
      const { azurerm_storage_container: containers } = resourcesOf(bench, `aml-${name}`);
      expect(Object.values(containers ?? {})).toEqual([
        expect.objectContaining({
          name: `results-${name}`,
          storage_account_id: expect.stringContaining("azurerm_storage_accountEnvironment_Workspace_Storage") as string,
        }),
      ]);
    }
  });

  it("learns what an environment is", async () => {
    const bench = extended(
      `export function extend(environment, { name, production, location, names, tags }) {
         globalThis.seen.push(JSON.stringify([name, production, location, names.workspace, tags, environment.node.path]));
       }`,
      { environments: { dev, prod: { ...prod, location: "westeurope", tags: { tier: "1" } } } },
    );
    const seen: string[] = [];
    Object.assign(globalThis, { seen });
    await bench.run(["synth"]);
    expect(seen).toEqual([
      '["dev",false,"canadacentral","mlwdevcc01",{},"aml-dev/Environment"]',
      '["prod",true,"westeurope","mlwprodwe01",{"tier":"1"},"aml-prod/Environment"]',
    ]);
  });

  it("adds stacks with the platform's backend, providers and variables", async () => {
    const bench = extended(REPORTS);
    expect(await bench.run(["synth"])).toMatchObject({ status: 0, stderr: "" });
    expect(bench.written("stacks/aml-reports/cdk.tf.json")).toMatchObject({
      provider: { azurerm: [{ subscription_id: "${var.subscription_id}" }] },
      resource: { azurerm_resource_group: { Group: { name: "rg-reports", location: "westeurope" } } },
      terraform: { backend: { local: { path: "../../../terraform.aml-reports.tfstate" } } },
      output: { workspace: { value: expect.stringContaining("cross-stack-reference-input-aml-dev") as string } },
    });
  });

  it.each([
    ["typed.ts", 'enum Kind { A = "a" }\nexport const extend = (environment: unknown): void => void Kind.A;'],
    ["typed.mts", "export const extend = (environment: unknown): void => {};"],
    ["typed.cts", "export const extend = (environment: unknown): void => {};"],
    ["module.mjs", "await Promise.resolve();\nexport const extend = () => {};"],
    ["script.cjs", "exports.extend = () => {};"],
    ["script.js", "exports.extend = () => {};"],
    ["module.js", "export const extend = () => {};"],
  ])("may be %s", async (file, code) => {
    const { folder } = extended(code, { file });
    const loaded = await loadExtension({ file: "platform.config.json", extend: `./${file}`, cwd: folder });
    expect(loaded).toMatchObject({ file, extend: expect.any(Function) as unknown });
  });

  it("may import files beside it", async () => {
    const bench = extended('export { extend } from "./code/container.js";');
    mkdirSync(join(bench.folder, "code"));
    writeFileSync(join(bench.folder, "code/container.ts"), CONTAINER);
    expect(await bench.run(["synth"])).toMatchObject({ status: 0, stderr: "" });
    expect(resourcesOf(bench, "aml-dev")).toHaveProperty("azurerm_storage_container");
  });
});

describe("commands with code of one's own", () => {
  it("plan and destroy its stacks by their names, after and before what they need", async () => {
    const bench = extended(REPORTS);
    for (const stack of ["aml-dev", "aml-reports"]) bench.state(stack, { resources: ["azurerm_resource_group.Group"] });
    expect((await bench.run(["plan", "reports"])).status).toBe(0);
    expect(bench.changes).toEqual([expect.stringMatching(/^aml-reports plan/)]);
    const { status, stderr } = await bench.run(["destroy", "dev", "--auto-approve"]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("aml-reports is deployed and")]);
    expect((await bench.run(["destroy", "reports", "--auto-approve"])).status).toBe(0);
    expect(bench.changes.at(-1)).toBe("aml-reports destroy -input=false -auto-approve");
  });

  it("check what it adds", async () => {
    const { status, stdout } = await extended(`
      import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
      import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface/index.js";
      export function extend(environment) {
        const { name: resourceGroupName, location } = environment.workspace.resourceGroup;
        const address = new PublicIp(environment, "Open", { name: "pip", resourceGroupName, location, allocationMethod: "Static" });
        new NetworkInterface(environment, "Nic", { name: "nic", resourceGroupName, location, ipConfiguration: [
          { name: "a", privateIpAddressAllocation: "Dynamic", publicIpAddressId: address.id } ] });
      }`).run(["check", "--threshold", "error"]);
    expect([status, stdout]).toEqual([1, expect.stringContaining("azurerm_network_interface.Environment_Nic")]);
  });

  it("write import blocks for what it adds", async () => {
    const bench = extended(REPORTS);
    await bench.run(["import-blocks", "reports", "--subscription", VARIABLES.TF_VAR_subscription_id]);
    expect(bench.written("stacks/aml-reports/imports.tf.json")).toEqual({
      import: [
        {
          to: "azurerm_resource_group.Group",
          id: `/subscriptions/${VARIABLES.TF_VAR_subscription_id}/resourceGroups/rg-reports`,
        },
      ],
    });
  });

  it("list the names of what it adds", async () => {
    expect((await extended(REPORTS).run(["names"])).stdout).toContain("rg-reports");
  });

  it("name a stack that it no longer adds, with the command that destroys it", async () => {
    const bench = extended(REPORTS);
    await bench.run(["synth"]);
    bench.configure(JSON.stringify({ environments: { dev } }));
    expect((await bench.run(["synth"])).stderr).toContain("aml destroy aml-reports");
  });
});

describe("code that can't be used is refused", () => {
  const refused = async (bench: Workbench) => {
    const { status, stderr } = await bench.run(["synth"]);
    expect([status, stderr]).toEqual([1, expect.stringContaining("Nothing was written.")]);
    return stderr;
  };

  it("where there is no such file", async () => {
    const stderr = await refused(new Workbench({ extend: "./gone.ts", environments: { dev } }));
    expect(stderr).toContain("platform.config.json was refused: 1 problem");
    expect(stderr).toContain('given:   "./gone.ts", and gone.ts is missing');
    expect(stderr).toContain("fix:     create the file, or correct the path");
  });

  it("where it is a folder, or of another type", async () => {
    const bench = new Workbench({ extend: "code", environments: { dev } });
    mkdirSync(join(bench.folder, "code"));
    expect(await refused(bench)).toContain("code is a folder");
    expect(await refused(extended("extend: 1", { file: "platform.extend.yaml" }))).toContain(
      "name a file of these types",
    );
  });

  it.each([
    ["has no such export", "export const setup = () => {};", ["exports", "given:   setup", "write "]],
    ["exports nothing", "const extend = () => {};", ["exports", "given:   nothing"]],
    ["has a default export", "export default () => {};", ["in place of export default"]],
    ["exports something else", "export const extend = {};", ["  extend\n", "given:   object"]],
    ["has a syntax error", "export const extend = (;\n", ["loading, line 1", "Unexpected token"]],
    ["fails while it loads", '\nthrow new Error("no network");', ["loading, line 2", "Error: no network"]],
    ["imports a missing package", 'import "@acme/none/lib";\nexport const extend = 1;', ["npm install @acme/none"]],
    ["imports a missing file", 'import "./none.js";\nexport const extend = 1;', ["./none.js", "correct the path"]],
    ["throws", "export function extend() {\n  undefined.foo;\n}", ["extend() for dev, line 2", "TypeError"]],
    ["throws a text", 'export function addStacks() {\n  throw "no";\n}', ["addStacks()", "no, thrown"]],
    ["returns a promise", "export async function extend() { throw 1; }", ["extend() for dev", "remove async"]],
    [
      "names a stack like another one",
      'export const addStacks = ({ addStack }) => void addStack("dev");',
      ["addStacks(), line 1", 'given:   "dev"', "choose another name"],
    ],
    [
      "passes a construct what it refuses",
      'export function extend({ workspace }) {\n  workspace.addComputeCluster("Extra", { name: "x" });\n}',
      ["extend() for dev, line 2: aml-dev/Environment/Workspace", "has 3 to 24 characters"],
    ],
  ])("where it %s", async (_, code, texts) => {
    const stderr = await refused(extended(code));
    expect(stderr).toContain("platform.extend.ts was refused: 1 problem");
    for (const text of texts) expect(stderr).toContain(text);
  });
});

describe("addPlatform", () => {
  const app = () => Testing.stubVersion(new App({ stackTraces: false, outdir: Testing.app().outdir }));

  it("takes the functions of an extension", () => {
    const platform = app();
    addPlatform(
      platform,
      { environments: { dev } },
      { extend: (environment) => void new ResourceGroup(environment, "Own", { name: "rg-own", location: "x" }) },
    );
    expect(platform.node.findAll().map(({ node }) => node.path)).toContain("aml-dev/Environment/Own");
  });

  it("refuses a configuration that names a file", () => {
    expect(() => addPlatform(app(), { extend: "./x.ts", environments: { dev } })).toThrow("1 problem");
  });
});

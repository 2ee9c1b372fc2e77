/** The Azure CLI runs the commands of docs/runbooks/verification.md against the deployed reference platform. */
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Finished } from "../../../../tools/lib/run.mjs";
import { RehearsedPlatform } from "./rehearsed-platform.js";
import { readRunbook, type Section, tablesOf, valuesIn } from "./runbook.js";

const AZURE_CLI = inject("azureCli");
const SECTIONS = readRunbook("verification.md");

describe.skipIf(AZURE_CLI === "")("The commands of docs/runbooks/verification.md", { concurrent: true }, () => {
  let platform: RehearsedPlatform;

  beforeAll(async () => {
    platform = await RehearsedPlatform.open();
    await platform.signIn(AZURE_CLI);
  });

  afterAll(() => platform.close());

  /** Runs the commands of a section after those that define their variables. */
  async function run(title: string): Promise<Section & Finished> {
    const section = sectionOf(title);
    const [prelude = ""] = shellOf(sectionOf("Resource ids"));
    const script = ["set -u", "{", prelude, "} >/dev/null", ...shellOf(section)].join("\n");
    const finished = await platform.run(AZURE_CLI, "bash", ["-c", script]);
    expect(finished).toMatchObject({ code: 0, stderr: "" });
    return { ...section, ...finished };
  }

  it("are all run here, except those from within the network", () => {
    const withCommands = SECTIONS.filter((section) => shellOf(section).length > 0).map(({ title }) => title);
    expect(withCommands).toEqual([
      "Resource ids",
      "Access to the registries' managed resource groups",
      "Outbound rules",
      "Private endpoints to the registries",
      "Private access: storage",
      "Private access: Key Vault and container registry",
      "Roles on the registries",
    ]);
  });

  it("print the resource ids, and all outputs of a stack", async () => {
    const { blocks, rows } = sectionOf("Resource ids");
    const { stdout } = await platform.run(AZURE_CLI, "bash", ["-c", blocks.map(({ text }) => text).join("\n")]);
    expect(stdout.split("\n")[0]).toBe(platform.output("prod", "workspace_id"));
    const names = rows.flatMap(([cell = ""]) => cell.split(", "));
    const stacks = ["aml-dns-shared", "aml-prod", "aml-prod-base"];
    const missing = names.filter((name) => !stacks.some((stack) => platform.outputs(stack)[name] !== undefined));
    expect(missing).toEqual([]);
  });

  it("print the deployment principal once for each registry", async () => {
    const { stdout, expected } = await run("Access to the registries' managed resource groups");
    expect(expected).toEqual(["deploymentRoles"]);
    const { objectId } = platform.azure.identity;
    expect(stdout.trim().split("\n")).toEqual([objectId, objectId]);
  });

  it("print the outbound rules that the page lists", async () => {
    const { stdout, rows } = await run("Outbound rules");
    const printed = tablesOf(stdout).map((table) =>
      table.map(([rule, sub, to = "", status]) => [rule, sub, to.slice(to.lastIndexOf("/") + 1), status]).toSorted(),
    );
    const listed = (environment: string) => rows.filter(([first]) => first === environment).map(([, ...rest]) => rest);
    expect(printed).toEqual([listed("dev"), listed("prod")]);
  });

  it("print three approved connections of dev's registry and two of prod's", async () => {
    const { stdout, expected } = await run("Private endpoints to the registries");
    expect(tablesOf(stdout)).toEqual([
      [expected, expected, expected],
      [expected, expected],
    ]);
  });

  it("print the settings of the storage accounts", async () => {
    const { stdout, expected } = await run("Private access: storage");
    const [access, action, bypass, keys, tls] = expected;
    const settings = { public: access, default: action, bypass, keys: keys === "true", tls };
    expect(valuesIn(stdout)).toEqual([settings, settings]);
  });

  it("print the settings of the vaults and container registries", async () => {
    const { stdout, expected } = await run("Private access: Key Vault and container registry");
    const [access, action, roles, inProd, inDev, closed, bypass, admin, sku] = expected;
    const vault = { public: access, default: action, roles: roles === "true" };
    const registry = { public: closed, bypass, admin: admin === "true", sku };
    expect([inProd, inDev]).toEqual(["true", "null"]);
    expect(valuesIn(stdout)).toEqual([
      { ...vault, purgeProtection: null },
      registry,
      { ...vault, purgeProtection: true },
      registry,
    ]);
  });

  it("print the roles that the page lists", async () => {
    const { stdout, rows } = await run("Roles on the registries");
    const listed = (environment: string) =>
      rows
        .filter(([first]) => first === environment)
        .map(([, principal = "", role]) => {
          const [, owner = "", name = ""] = principal.split(" ");
          return [platform.output(owner, name), role];
        });
    expect(stdout.split("\n").filter((line) => line.endsWith("registry"))).toEqual(["dev registry", "prod registry"]);
    const tables = tablesOf(stdout.replaceAll(/^\w+ registry$/gm, ""));
    expect(tables.map((table) => table.toSorted())).toEqual([listed("dev").toSorted(), listed("prod").toSorted()]);
  });
});

function sectionOf(title: string): Section {
  const section = SECTIONS.find((one) => one.title === title);
  if (!section) throw new Error(`the page has no section ${title}`);
  return section;
}

function shellOf({ blocks }: Section): string[] {
  return blocks.filter(({ language }) => language === "sh").map(({ text }) => text);
}

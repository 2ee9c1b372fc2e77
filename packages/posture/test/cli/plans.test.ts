import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { parseReport, type Report } from "../../src/index.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "posture-plans-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A plan as Terraform prints it, of one storage account. */
function planOf(name: string, publicAccess: boolean): object {
  const address = "azurerm_storage_account.main";
  const values = { name, public_network_access_enabled: publicAccess, tags: { environment: "dev" } };
  const place = { address, mode: "managed", type: "azurerm_storage_account", name: "main" };
  return {
    format_version: "1.2",
    terraform_version: "1.11.4",
    complete: true,
    errored: false,
    planned_values: { root_module: { resources: [{ ...place, values }] } },
    resource_changes: [{ ...place, change: { actions: ["create"], before: null, after: values, after_unknown: {} } }],
    configuration: {
      root_module: {
        resources: [{ ...place, expressions: { name: { constant_value: name } } }],
      },
    },
  };
}

function write(path: string, content: object | string): string {
  const file = join(folder, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

async function run(...args: string[]): Promise<{ code: number; stderr: string; report: Report | undefined }> {
  let stderr = "";
  const json = join(folder, "report.json");
  const code = await main(["check", ...args, "--json", json], {
    stdout: { write: () => true },
    stderr: { write: (text) => (stderr += text) },
    env: {},
  });
  return { code, stderr, report: code === 2 ? undefined : parseReport(readFileSync(json, "utf8"), json) };
}

const stacksWith = (rule: string, report: Report | undefined): string[] =>
  (report?.findings ?? []).filter((finding) => finding.rule === rule).map(({ stack }) => stack);

describe("aml-posture check --plan", () => {
  it("evaluates several plans as one platform, each named after its file or folder", async () => {
    const { report, code, stderr } = await run(
      "--plan",
      write("aml-dev.tfplan.json", planOf("one", true)),
      write("aml-hub/plan.json", planOf("two", true)),
    );
    expect([code, stderr]).toEqual([1, ""]);
    expect(stacksWith("storage-public-access", report)).toEqual(["aml-dev", "aml-hub"]);
  });

  it("takes the stacks that have no plan from the folder beside them", async () => {
    const stack = (name: string) => ({
      resource: { azurerm_storage_account: { main: { name, public_network_access_enabled: true } } },
    });
    write("stacks/aml-dev/cdk.tf.json", stack("one"));
    write("stacks/aml-hub/cdk.tf.json", stack("two"));
    const plan = write("aml-dev.json", planOf("one", false));
    const { report } = await run(join(folder, "stacks"), "--plan", plan);
    expect(stacksWith("storage-public-access", report)).toEqual(["aml-hub"]);
  });

  it.each([
    ["a state", { version: 4, terraform_version: "1.11.4", resources: [] }],
    ["a plan of a newer format", { ...planOf("one", true), format_version: "9.0" }],
    ["a plan with errors", { ...planOf("one", true), errored: true }],
    ["a plan in Terraform's own format", "PK\u0003\u0004binary"],
    ["something that isn't JSON", "{"],
  ])("refuses %s and names the file", async (_what, content) => {
    const file = write("aml-dev.json", content);
    const { code, stderr } = await run("--plan", file);
    expect([code, stderr]).toEqual([2, expect.stringContaining(file) as string]);
  });

  it("refuses two plans of one stack, and a plan that isn't there", async () => {
    const one = write("a/aml-dev.json", planOf("one", true));
    const two = write("b/aml-dev.json", planOf("one", true));
    expect((await run("--plan", one, "--plan", two)).stderr).toContain(two);
    expect((await run("--plan", join(folder, "gone.json"))).stderr).toMatch(/gone\.json can't be read/);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VARIABLES, Workbench } from "./support.js";

/** The calls that change something, without the temporary folder of the plan files. */
const changesOf = (bench: Workbench) =>
  bench.changes.map((call) => call.replace(/\S+\//, "").replace(" -no-color", ""));
const oneByOne = ["--auto-approve", "--concurrency", "1"];
const applied = (stack: string) => [
  `${stack} plan -input=false ${stack}.tfplan`,
  `${stack} apply -input=false ${stack}.tfplan`,
];

/** All stacks, in the order in which one after the other is applied. */
const STACKS = ["aml-dev-base", "aml-dns-shared", "aml-dev", "aml-prod-base", "aml-prod"];

describe("deploy", () => {
  it("initializes every stack, then applies each after those that it needs (S0-DEP-01)", async () => {
    const bench = new Workbench();
    const { status, stdout } = await bench.run(["deploy", ...oneByOne]);
    expect(status).toBe(0);
    expect(bench.calls.slice(0, 5).sort()).toEqual(STACKS.map((stack) => `${stack} init`).sort());
    expect(changesOf(bench)).toEqual(STACKS.flatMap(applied));
    expect(stdout).toContain(STACKS.map((stack) => `${stack}: done`).join("\n"));
  });

  it("applies in the order of the stacks, whatever the order of the arguments", async () => {
    const bench = new Workbench();
    expect((await bench.run(["deploy", "dev", "dns-shared", ...oneByOne])).status).toBe(0);
    expect(changesOf(bench)).toEqual(["aml-dev-base", "aml-dns-shared", "aml-dev"].flatMap(applied));
  });

  it("applies one environment alone if what it needs is deployed", async () => {
    const bench = new Workbench();
    bench.state("aml-dns-shared", { resources: ["azurerm_resource_group.ResourceGroup"] });
    expect((await bench.run(["deploy", "dev", ...oneByOne])).status).toBe(0);
    expect(changesOf(bench)).toEqual(["aml-dev-base", "aml-dev"].flatMap(applied));
  });

  it("applies one stack of an environment alone, by its full name", async () => {
    const bench = new Workbench();
    expect((await bench.run(["deploy", "aml-dev-base", "--auto-approve"])).status).toBe(0);
    expect(changesOf(bench)).toEqual(applied("aml-dev-base"));
  });

  it("refuses an environment without the stacks that it needs, with the command that deploys both", async () => {
    const bench = new Workbench();
    const { status, stderr } = await bench.run(["deploy", "dev", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml deploy aml-dns-shared aml-dev-base aml-dev");
    expect(bench.changes).toEqual([]);
  });

  it("stops at the first stack that fails, with Terraform's exit code, and says how far it came", async () => {
    const bench = new Workbench();
    const { status, stdout } = await bench.run(["deploy", ...oneByOne], { fails: "aml-dev apply" });
    expect(status).toBe(1);
    expect(changesOf(bench)).toEqual(["aml-dev-base", "aml-dns-shared", "aml-dev"].flatMap(applied));
    expect(stdout).toContain(
      "aml-dev-base: done\naml-dns-shared: done\naml-dev: failed\naml-prod-base: not started\naml-prod: not started",
    );
  });

  it("applies nothing if a stack can't be initialized, and passes on what Terraform says", async () => {
    const bench = new Workbench();
    const { status, stderr } = await bench.run(["deploy", "--auto-approve"], { fails: "aml-prod init" });
    expect(status).toBe(1);
    expect(stderr).toContain("Error: refused by the fake");
    expect(bench.changes).toEqual([]);
  });

  it("applies nothing if a state can't be read", async () => {
    const bench = new Workbench();
    const { status, stderr } = await bench.run(["deploy", "dev", "--auto-approve"], {
      fails: "aml-dns-shared state pull",
    });
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dns-shared: `terraform state pull` failed");
    expect(stderr).toContain("Error: refused by the fake");
    expect(bench.changes).toEqual(["aml-dns-shared state pull"]);
  });

  it("hands variable files to every stack by absolute path", async () => {
    const bench = new Workbench();
    const { TF_VAR_jumpbox_admin_password: password, ...others } = VARIABLES;
    bench.env = { ...others, ARM_USE_MSI: "true" };
    const file = join(bench.folder, "secret.tfvars");
    writeFileSync(file, `# the jumpbox\njumpbox_admin_password = "${password}"\n`);
    const { status, stdout, stderr } = await bench.run(["deploy", "--var-file", "secret.tfvars", "--auto-approve"]);
    expect(status).toBe(0);
    expect(bench.changes).toContainEqual(
      expect.stringContaining(`aml-dev plan -no-color -var-file=${file} -input=false -out=`),
    );
    expect(`${stdout}${stderr}`).not.toContain(password);
  });

  it("never hands a variable's value to Terraform as an argument, or shows it", async () => {
    const bench = new Workbench();
    const { stdout, stderr } = await bench.run(["deploy", "--auto-approve"]);
    const everything = [...bench.calls, stdout, stderr].join("\n");
    for (const value of Object.values(VARIABLES)) expect(everything).not.toContain(value);
  });

  it("writes for the major version of azurerm that is asked for", async () => {
    const bench = new Workbench();
    await bench.run(["deploy", "--azurerm-major", "5", "--auto-approve"]);
    expect(bench.written("stacks/aml-dns-shared/cdk.tf.json")).toMatchObject({
      terraform: { required_providers: { azurerm: { version: expect.stringContaining("5.") } } },
    });
  });

  it.each([
    ["deploy", "npm run deploy -- aml-dns-shared aml-dev-base aml-dev"],
    ["aml", "npm run aml -- deploy aml-dns-shared aml-dev-base aml-dev"],
  ])("suggests commands by the npm script %s if that started it", async (script, command) => {
    const bench = new Workbench();
    bench.env["npm_lifecycle_event"] = script;
    expect((await bench.run(["deploy", "dev", "--auto-approve"])).stderr).toContain(command);
  });

  it.each([
    [
      "a stack that isn't there",
      ["deploy", "staging"],
      "there is no stack staging; there are aml-dev-base, aml-dns-shared",
    ],
    ["a variable as an argument", ["deploy", "--var", "a=b"], "Unknown option '--var'"],
    ["another major version", ["deploy", "--azurerm-major", "7"], "--azurerm-major 7: give 4 or 5"],
  ])("refuses %s with exit code 2 and the usage", async (_, args, message) => {
    const { status, stderr } = await new Workbench().run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain("usage: ");
  });
});

import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

/** A workbench with the state of the stack for private DNS in a file: one group, of whatever address. */
function withState(address: string): Workbench {
  const bench = new Workbench();
  const [type, name] = address.split(".");
  const attributes = { id: "/subscriptions/00000000-0000-4000-8000-00000000000a/resourceGroups/rg" };
  const resources = [{ mode: "managed", type, name, instances: [{ attributes }] }];
  mkdirSync(join(bench.folder, "states"));
  writeFileSync(join(bench.folder, "states/aml-dns-shared.tfstate"), JSON.stringify({ version: 4, resources }));
  return bench;
}

describe("verify", () => {
  it("refuses stacks that were never applied, and says what to do", async () => {
    const { status, stderr } = await new Workbench().run(["verify"]);
    expect(status).toBe(2);
    expect(stderr).toContain(
      "aml-dev\n    given:   its state has no resources: it was never applied, or it was destroyed",
    );
    expect(stderr).toContain("fix:     deploy aml-dev first, or select the stacks that are deployed");
    expect(stderr).toContain("Nothing was verified.");
  });

  it("needs Terraform for the states in backends, and no variables", async () => {
    const bench = new Workbench();
    bench.env = {};
    bench.programs({});
    const { status, stderr } = await bench.run(["verify"]);
    expect(status).toBe(2);
    expect(stderr).toContain("there is no terraform and no tofu on PATH");
    expect(stderr).not.toContain("jumpbox_admin_password");
  });

  it("reads states from files without Terraform, and refuses without a sign-in", async () => {
    const bench = withState("azurerm_resource_group.ResourceGroup");
    const { status, stderr } = await bench.run(["verify", "dns-shared", "--state", "states"]);
    expect(status).toBe(2);
    expect(stderr).toMatch(/sign-in\n +given: +Please run 'az login'/);
    expect(bench.calls).toEqual([]);
  });

  it("refuses the state of another platform", async () => {
    const { status, stderr } = await withState("azurerm_resource_group.other").run([
      "verify",
      "dns-shared",
      "--state",
      "states",
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain("has none of its resources, but azurerm_resource_group.other");
  });

  it("refuses two states of one stack", async () => {
    const bench = withState("azurerm_resource_group.ResourceGroup");
    mkdirSync(join(bench.folder, "states/aml-dns-shared"));
    copyFileSync(
      join(bench.folder, "states/aml-dns-shared.tfstate"),
      join(bench.folder, "states/aml-dns-shared/terraform.tfstate"),
    );
    const { status, stderr } = await bench.run(["verify", "dns-shared", "--state", "states"]);
    expect(status).toBe(2);
    expect(stderr).toContain("is the state of the same stack as");
  });

  it("exits with 2 for an invalid configuration", async () => {
    const bench = new Workbench();
    writeFileSync(join(bench.folder, "wrong.json"), "{}");
    const { status, stderr } = await bench.run(["verify", "--config", "wrong.json"]);
    expect(status).toBe(2);
    expect(stderr).toContain("Nothing was verified.");
  });

  it("shows its own usage for wrong options", async () => {
    const { status, stderr } = await new Workbench().run(["verify", "--wrong"]);
    expect(status).toBe(2);
    expect(stderr).toContain("--from-outside ");
    expect(stderr).not.toContain("aml deploy");
    expect(stderr).not.toContain("--auto-approve");
  });

  it.each([
    [["--baseline", "."], "--baseline .: there is no such file"],
    [["--from-inside"], "--from-inside: also give the environment in whose network this machine is"],
    [["dev", "--from-inside", "--from-outside"], "--from-inside, --from-outside: give one of them"],
    [["--state", "nowhere"], "--state nowhere: there is no such folder"],
    [["nobody", "--state", "."], "there is no stack nobody"],
  ])("refuses %j", async (args, message) => {
    const { status, stderr } = await new Workbench().run(["verify", ...args]);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });
});

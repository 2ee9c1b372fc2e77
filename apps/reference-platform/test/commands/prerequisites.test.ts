import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundledApp, VARIABLES, Workbench } from "./support.js";

let main: string;
beforeAll(async () => {
  main = await bundledApp();
});

/** What a deployment says that is missing. */
function complaintsOf(bench: Workbench, ...args: string[]): string {
  const { status, stderr } = bench.run(["deploy", "--auto-approve", ...args]);
  expect(status).toBe(1);
  expect(stderr).toContain("Nothing was started.");
  expect(bench.calls).toEqual([]);
  return stderr;
}

describe("before anything starts", () => {
  it("everything that is missing is named at once, with what to do", () => {
    const bench = new Workbench(main);
    bench.env = {};
    rmSync(join(bench.folder, "bin/terraform"));
    const text = complaintsOf(bench);
    expect(text).toContain("7 things are missing or wrong");
    expect(text).toMatch(/ {2}terraform\n +given: +no terraform and no tofu on PATH\n +allowed: .+\n +fix: +install/);
    expect(text).toMatch(/ {2}sign-in\n +given: +no Azure CLI \(az\) on PATH/);
    expect(text).toMatch(
      / {2}subscription_id\n +given: +nothing, for aml-dns-shared, aml-dev, aml-prod\n +allowed: Subscription .+\n +fix: +export TF_VAR_subscription_id/,
    );
    expect(text).toMatch(/ {2}jumpbox_admin_password\n +given: +nothing, for aml-dev, aml-prod\n/);
  });

  it("only the variables of the chosen stacks are asked for", () => {
    const bench = new Workbench(main);
    bench.env = { ARM_USE_MSI: "true" };
    const text = complaintsOf(bench, "dns-shared");
    expect(text).toContain("3 things are missing or wrong");
    expect(text).not.toContain("jumpbox_admin_password");
  });

  it("approval is asked for in a terminal only", () => {
    const bench = new Workbench(main);
    const { status, stderr } = bench.run(["deploy"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/--auto-approve\n +given: +not given, and there is no terminal to ask in/);
    expect(bench.calls).toEqual([]);
  });

  it("a configuration that is refused stops everything, as in synth", () => {
    const bench = new Workbench(main, { prefix: "AML" });
    const { status, stderr } = bench.run(["deploy", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain("platform.config.json was refused: 1 problem");
    expect(bench.calls).toEqual([]);
  });
});

describe("Terraform", () => {
  it("may be OpenTofu, where there is no terraform", () => {
    const bench = new Workbench(main);
    renameSync(join(bench.folder, "bin/terraform"), join(bench.folder, "bin/tofu"));
    const { status, stdout } = bench.run(["deploy", "dns-shared", "--auto-approve"]);
    expect(status).toBe(0);
    expect(stdout).toContain("aml-dns-shared: tofu apply");
  });

  it("is the program that TERRAFORM_BINARY_NAME names, as in CDKTF", () => {
    const bench = new Workbench(main);
    const program = join(bench.folder, "my-terraform");
    renameSync(join(bench.folder, "bin/terraform"), program);
    bench.env["TERRAFORM_BINARY_NAME"] = program;
    expect(bench.run(["deploy", "dns-shared", "--auto-approve"]).status).toBe(0);
  });

  it("is not looked for under another name if TERRAFORM_BINARY_NAME names one that isn't there", () => {
    const bench = new Workbench(main);
    bench.env["TERRAFORM_BINARY_NAME"] = "terraform-1.5";
    expect(complaintsOf(bench)).toMatch(/TERRAFORM_BINARY_NAME\n +given: +no terraform-1.5 on PATH/);
  });

  it("has to run", () => {
    const bench = new Workbench(main);
    bench.program("terraform", 'console.error("wrong architecture"); process.exit(3);');
    expect(complaintsOf(bench)).toContain("`terraform version` failed: wrong architecture");
  });
});

describe("S0-DEP-04 sign-in by the Azure CLI", () => {
  const signedIn = (az: string) => {
    const bench = new Workbench(main);
    bench.env = { ...VARIABLES };
    bench.program("az", az);
    return bench;
  };

  it("is proven without showing its token", () => {
    const bench = signedIn(
      'process.exit(process.argv.slice(2).join(" ") === "account get-access-token --output none" ? 0 : 1);',
    );
    expect(bench.run(["deploy", "dns-shared", "--auto-approve"]).status).toBe(0);
  });

  it("is asked for where there is none, or an old one", () => {
    const bench = signedIn('console.error("ERROR: Please run az login to setup account."); process.exit(1);');
    expect(complaintsOf(bench)).toMatch(/sign-in\n +given: +ERROR: Please run az login to setup account\./);
  });
});

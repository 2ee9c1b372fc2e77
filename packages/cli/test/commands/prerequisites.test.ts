import { describe, expect, it } from "vitest";
import type { ProgramResult } from "@org/terraform-runner";
import { VARIABLES, Workbench } from "./support.js";

/** What a deployment says that is missing. */
async function complaintsOf(bench: Workbench, code: number, ...args: string[]): Promise<string> {
  const { status, stderr } = await bench.run(["deploy", "--auto-approve", ...args]);
  expect(status).toBe(code);
  expect(stderr).toContain("Nothing was started.");
  expect(bench.calls).toEqual([]);
  return stderr;
}

describe("before anything starts", () => {
  it("everything that is missing is named at once, with what to do", async () => {
    const bench = new Workbench();
    bench.env = {};
    bench.programs({});
    const text = await complaintsOf(bench, 2);
    expect(text).toContain("7 things are missing or wrong");
    expect(text).toMatch(
      / {2}terraform\n +given: +there is no terraform and no tofu on PATH.*\n +allowed: .+\n +fix: +install .*Terraform \(https:/,
    );
    expect(text).toMatch(/ {2}sign-in\n +given: +no Azure CLI \(az\) on PATH/);
    expect(text).toMatch(
      / {2}subscription_id\n +given: +nothing, for aml-dev-base, aml-dns-shared, aml-dev, aml-prod-base, aml-prod\n +allowed: Subscription .+\n +fix: +export TF_VAR_subscription_id/,
    );
    expect(text).toMatch(/ {2}jumpbox_admin_password\n +given: +nothing, for aml-dev, aml-prod\n/);
  });

  it("only the variables of the chosen stacks are asked for", async () => {
    const bench = new Workbench();
    bench.env = { ARM_USE_MSI: "true" };
    const text = await complaintsOf(bench, 1, "dns-shared");
    expect(text).toContain("3 things are missing or wrong");
    expect(text).not.toContain("jumpbox_admin_password");
  });

  it("approval is asked for in a terminal only", async () => {
    const bench = new Workbench();
    const { status, stderr } = await bench.run(["deploy"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/--auto-approve\n +given: +not given, and there is no terminal to confirm the plan on/);
    expect(bench.calls).toEqual([]);
  });

  it("a configuration that is refused stops everything, as in synth", async () => {
    const bench = new Workbench({ prefix: "AML" });
    const { status, stderr } = await bench.run(["deploy", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toContain("platform.config.json was refused: 1 problem");
    expect(bench.calls).toEqual([]);
  });
});

const VERSION = '[ "$1" = version ] && echo';
const EMPTY_PLAN = '{ [ "$1" = show ] && echo "{}"; exit 0; }';

describe("Terraform", () => {
  it("may be OpenTofu, where there is no terraform", async () => {
    const bench = new Workbench();
    bench.programs({ tofu: `${VERSION} "OpenTofu v1.9.0" || ${EMPTY_PLAN}` });
    const { status, stdout } = await bench.run(["deploy", "dns-shared", "--auto-approve"]);
    expect(status).toBe(0);
    expect(stdout).toContain("aml-dns-shared: tofu apply");
  });

  it("is the program that TERRAFORM_BINARY_NAME names, as in CDKTF", async () => {
    const bench = new Workbench();
    bench.env["TERRAFORM_BINARY_NAME"] = "my-terraform";
    bench.programs({ "my-terraform": `${VERSION} "Terraform v1.11.4" || ${EMPTY_PLAN}` });
    expect((await bench.run(["deploy", "dns-shared", "--auto-approve"])).status).toBe(0);
  });

  it("is not looked for under another name if TERRAFORM_BINARY_NAME names one that isn't there", async () => {
    const bench = new Workbench();
    bench.env["TERRAFORM_BINARY_NAME"] = "terraform-1.5";
    bench.programs({ terraform: `${VERSION} "Terraform v1.11.4" || exit 0` });
    expect(await complaintsOf(bench, 2)).toMatch(/TERRAFORM_BINARY_NAME\n +given: +there is no terraform-1.5 on PATH/);
  });

  it("has to run, or the exit code is that of a missing program", async () => {
    const bench = new Workbench();
    bench.programs({ terraform: "echo wrong architecture >&2; exit 3" });
    expect(await complaintsOf(bench, 2)).toContain('`terraform version` answered "wrong architecture"');
  });
});

describe("sign-in by the Azure CLI (S0-DEP-04)", () => {
  const signedIn = (az: (args: readonly string[]) => Partial<ProgramResult>) => {
    const bench = new Workbench();
    bench.env = { ...VARIABLES };
    bench.azureCli = az;
    return bench;
  };

  it("is verified without showing its token", async () => {
    const bench = signedIn((args) => ({
      code: args.join(" ") === "account get-access-token --output none" ? 0 : 1,
    }));
    expect((await bench.run(["deploy", "dns-shared", "--auto-approve"])).status).toBe(0);
  });

  it("is asked for where there is none, or an old one", async () => {
    const bench = signedIn(() => ({ code: 1, stderr: "ERROR: Please run az login to setup account.\n" }));
    expect(await complaintsOf(bench, 1)).toMatch(/sign-in\n +given: +ERROR: Please run az login to setup account\./);
  });
});

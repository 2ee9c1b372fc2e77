import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { bundledApp, VARIABLES, Workbench } from "./support.js";

let main: string;
beforeAll(async () => {
  main = await bundledApp();
});

const BEGINNING = "Terraform will perform the following actions:";
const PLAN = `${BEGINNING}\n\n  # azurerm_subnet.pe will be created\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n`;

/** A plan of the DNS stack that was saved for a review. */
function reviewed(text = PLAN): Workbench {
  const bench = new Workbench(main);
  bench.plan("aml-dns-shared", text, {
    resource_changes: [
      {
        address: "azurerm_subnet.pe",
        mode: "managed",
        change: { actions: ["create"], before: null, after: { password: VARIABLES.TF_VAR_jumpbox_admin_password } },
      },
    ],
  });
  expect(bench.run(["plan", "--save", "plans"]).status).toBe(0);
  return bench;
}

const deploy = (bench: Workbench) => bench.run(["deploy", "dns-shared", "--reviewed", "plans"]);
const applies = (bench: Workbench) => bench.calls.filter((call) => call.includes(" apply"));

describe("a plan for a review", () => {
  it("is what Terraform prints for people, one file a stack", () => {
    expect(readFileSync(join(reviewed().folder, "plans/aml-dns-shared.plan.txt"), "utf8")).toBe(PLAN);
  });

  it("is summed up for a comment, with the stacks that can't be planned yet", () => {
    const summary = readFileSync(join(reviewed().folder, "plans/plan.md"), "utf8");
    expect(summary).toContain("create `azurerm_subnet.pe`");
    expect(summary).toContain("| `aml-dev` | can't be planned before aml-dns-shared is deployed |");
  });

  it("has no secret of the plan file in it, and leaves no plan file behind", () => {
    const bench = reviewed();
    const text = ["aml-dns-shared.plan.txt", "plan.md"].map((file) =>
      readFileSync(join(bench.folder, "plans", file), "utf8"),
    );
    expect(text.join()).not.toContain(VARIABLES.TF_VAR_jumpbox_admin_password);
    const [, file = ""] = /-out=(\S+)/.exec(bench.changes[0] ?? "") ?? [];
    expect(file).toMatch(/aml-dns-shared\.tfplan$/);
    expect(existsSync(join(file, ".."))).toBe(false);
  });

  it("takes the place of an earlier one", () => {
    const bench = reviewed();
    const stale = join(bench.folder, "plans/aml-dev.plan.txt");
    writeFileSync(stale, PLAN);
    bench.run(["plan", "--save", "plans"]);
    expect(existsSync(stale)).toBe(false);
  });
});

describe("deploy --reviewed", () => {
  it("plans again without asking and applies that very plan, if it is the reviewed one", () => {
    const bench = reviewed();
    expect(deploy(bench).status).toBe(0);
    const [, file] = /-out=(\S+)/.exec(bench.changes.at(-2) ?? "") ?? [];
    expect(bench.changes.at(-1)).toBe(`aml-dns-shared apply -input=false ${file}`);
  });

  it("doesn't mind what Terraform tells before, about what it found changed", () => {
    const bench = reviewed();
    bench.plan("aml-dns-shared", `Note: Objects have changed outside of Terraform\n\n${PLAN}`);
    expect(deploy(bench).status).toBe(0);
  });

  it.each([
    [
      "something else",
      PLAN.replace("pe will", "data will"),
      'data will be created", reviewed was "# azurerm_subnet.pe',
    ],
    ["more", `${PLAN}\nChanges to Outputs:\n`, 'reviewed was "the end"'],
    ["less", `${BEGINNING}\n`, '"the end", reviewed was ""'],
    ["nothing", "No changes. Your infrastructure matches.", `"No changes. Your infrastructure matches.", reviewed was`],
  ])("refuses a plan that does %s, with the first difference, and applies nothing", (_, now, difference) => {
    const bench = reviewed();
    bench.plan("aml-dns-shared", now);
    const { status, stderr } = deploy(bench);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dns-shared would be changed as nobody has reviewed");
    expect(stderr).toContain(difference);
    expect(stderr).toContain("npm run plan -- aml-dns-shared --save plans");
    expect(applies(bench)).toEqual([]);
  });

  it("refuses a stack of which no plan was reviewed, before anything is begun", () => {
    const bench = reviewed();
    const { status, stderr } = bench.run(["deploy", "--reviewed", "plans"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dev, aml-prod: no plan was reviewed");
    expect(applies(bench)).toEqual([]);
  });

  it("applies nothing if planning again fails", () => {
    const bench = reviewed();
    const { status, stdout } = bench.run(["deploy", "dns-shared", "--reviewed", "plans"], {
      fails: "aml-dns-shared plan",
    });
    expect(status).toBe(1);
    expect(stdout).toContain("aml-dns-shared: failed");
    expect(applies(bench)).toEqual([]);
  });

  it("hands files of variables to the plan, and not to what applies it", () => {
    const bench = reviewed();
    writeFileSync(join(bench.folder, "more.tfvars"), 'jumpbox_admin_username = "anna"\n');
    expect(bench.run(["deploy", "dns-shared", "--reviewed", "plans", "--var-file", "more.tfvars"]).status).toBe(0);
    expect(bench.changes.at(-2)).toContain(`plan -var-file=${join(bench.folder, "more.tfvars")} `);
    expect(bench.changes.at(-1)).not.toContain("-var-file");
  });

  it("can't be had together with --auto-approve", () => {
    const { status, stderr } = new Workbench(main).run(["deploy", "--reviewed", "plans", "--auto-approve"]);
    expect(status).toBe(2);
    expect(stderr).toContain("give one of them");
  });
});

describe("plan --expect-no-changes", () => {
  const standing = () => {
    const bench = new Workbench(main);
    for (const stack of ["aml-dns-shared", "aml-dev"]) bench.state(stack, { resources: ["azurerm_subnet.pe"] });
    return bench;
  };

  it("succeeds where nothing would change", () => {
    expect(standing().run(["plan", "--expect-no-changes"]).status).toBe(0);
  });

  it.each([
    [
      "a resource",
      {
        resource_changes: [
          { address: "a.b", mode: "managed", change: { actions: ["delete"], before: {}, after: null } },
        ],
      },
    ],
    ["an output", { output_changes: { id: { actions: ["update"] } } }],
  ])("exits with 3 where %s would", (_, data) => {
    const bench = standing();
    bench.plan("aml-dev", PLAN, data);
    expect(bench.run(["plan", "--expect-no-changes"]).status).toBe(3);
  });

  it("exits with 3 where a stack isn't there to be planned", () => {
    expect(new Workbench(main).run(["plan", "--expect-no-changes"]).status).toBe(3);
  });
});

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { VARIABLES, Workbench } from "./support.js";

const BEGINNING = "Terraform will perform the following actions:";
const PLAN = `${BEGINNING}\n\n  # azurerm_subnet.pe will be created\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n`;

/** A plan of the DNS stack that was saved for a review. */
async function reviewed(text = PLAN): Promise<Workbench> {
  const bench = new Workbench();
  bench.plan("aml-dns-shared", text, {
    resource_changes: [
      {
        address: "azurerm_subnet.pe",
        mode: "managed",
        change: { actions: ["create"], before: null, after: { password: VARIABLES.TF_VAR_jumpbox_admin_password } },
      },
    ],
  });
  expect((await bench.run(["plan", "--save", "plans"])).status).toBe(0);
  return bench;
}

const deploy = (bench: Workbench) => bench.run(["deploy", "dns-shared", "--reviewed", "plans"]);
const applies = (bench: Workbench) => bench.calls.filter((call) => call.includes(" apply"));

describe("a plan for a review", () => {
  it("is what Terraform prints for people, one file a stack", async () => {
    expect(readFileSync(join((await reviewed()).folder, "plans/aml-dns-shared.plan.txt"), "utf8")).toBe(PLAN);
  });

  it("is summed up for a comment, with the stacks that can't be planned yet", async () => {
    const summary = readFileSync(join((await reviewed()).folder, "plans/plan.md"), "utf8");
    expect(summary).toContain("create `azurerm_subnet.pe`");
    expect(summary).toContain("| `aml-dev` | can't be planned before aml-dev-base and aml-dns-shared are deployed |");
  });

  it("has no secret of the plan file in it, and leaves no plan file behind", async () => {
    const bench = await reviewed();
    const text = ["aml-dns-shared.plan.txt", "plan.md"].map((file) =>
      readFileSync(join(bench.folder, "plans", file), "utf8"),
    );
    expect(text.join()).not.toContain(VARIABLES.TF_VAR_jumpbox_admin_password);
    const [, file = ""] =
      /-out=(\S+)/.exec(bench.changes.find((call) => call.startsWith("aml-dns-shared")) ?? "") ?? [];
    expect(file).toMatch(/aml-dns-shared\.tfplan$/);
    expect(existsSync(join(file, ".."))).toBe(false);
  });

  it("takes the place of an earlier one", async () => {
    const bench = await reviewed();
    const stale = join(bench.folder, "plans/aml-dev.plan.txt");
    writeFileSync(stale, PLAN);
    await bench.run(["plan", "--save", "plans"]);
    expect(existsSync(stale)).toBe(false);
  });
});

describe("deploy --reviewed", () => {
  it("plans again without asking and applies that very plan, if it is the reviewed one", async () => {
    const bench = await reviewed();
    expect((await deploy(bench)).status).toBe(0);
    const [, file] = /-out=(\S+)/.exec(bench.changes.at(-2) ?? "") ?? [];
    expect(bench.changes.at(-1)).toBe(`aml-dns-shared apply -input=false ${file}`);
  });

  it("doesn't mind what Terraform tells before, about what it found changed", async () => {
    const bench = await reviewed();
    bench.plan("aml-dns-shared", `Note: Objects have changed outside of Terraform\n\n${PLAN}`);
    expect((await deploy(bench)).status).toBe(0);
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
  ])("refuses a plan that does %s, with the first difference, and applies nothing", async (_, now, difference) => {
    const bench = await reviewed();
    bench.plan("aml-dns-shared", now);
    const { status, stderr } = await deploy(bench);
    expect(status).toBe(1);
    expect(stderr).toContain("the plan of aml-dns-shared is not the reviewed one");
    expect(stderr).toContain(difference);
    expect(stderr).toContain("aml plan aml-dns-shared --save plans");
    expect(applies(bench)).toEqual([]);
  });

  it("refuses a stack of which no plan was reviewed, before anything is begun", async () => {
    const bench = await reviewed();
    for (const stack of ["aml-dns-shared", "aml-dev-base"]) bench.state(stack, { resources: ["azurerm_subnet.pe"] });
    const { status, stderr } = await bench.run(["deploy", "--reviewed", "plans"]);
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dev: no plan was reviewed");
    expect(applies(bench)).toEqual([]);
  });

  it("leaves out a stack that couldn't be planned for the review yet, and says how to review it now", async () => {
    const bench = await reviewed();
    const { status, stdout } = await bench.run(["deploy", "--reviewed", "plans"]);
    expect(status).toBe(3);
    expect(applies(bench).map((call) => call.split(" ")[0])).toEqual([
      "aml-dev-base",
      "aml-dns-shared",
      "aml-prod-base",
    ]);
    expect(stdout).toContain("aml-dev: can't be planned before aml-dev-base and aml-dns-shared are deployed");
    expect(stdout).toContain("aml plan aml-dev aml-prod --save plans");
  });

  it("applies nothing if planning again fails", async () => {
    const bench = await reviewed();
    const { status, stdout } = await bench.run(["deploy", "dns-shared", "--reviewed", "plans"], {
      fails: "aml-dns-shared plan",
    });
    expect(status).toBe(1);
    expect(stdout).toContain("aml-dns-shared: failed");
    expect(applies(bench)).toEqual([]);
  });

  it("hands files of variables to the plan, and not to what applies it", async () => {
    const bench = await reviewed();
    writeFileSync(join(bench.folder, "more.tfvars"), 'jumpbox_admin_username = "anna"\n');
    expect((await bench.run(["deploy", "dns-shared", "--reviewed", "plans", "--var-file", "more.tfvars"])).status).toBe(
      0,
    );
    expect(bench.changes.at(-2)).toContain(`plan -var-file=${join(bench.folder, "more.tfvars")} `);
    expect(bench.changes.at(-1)).not.toContain("-var-file");
  });

  it("excludes --auto-approve", async () => {
    const { status, stderr } = await new Workbench().run(["deploy", "--reviewed", "plans", "--auto-approve"]);
    expect(status).toBe(2);
    expect(stderr).toContain("give one of them");
  });
});

describe("plan --expect-no-changes", () => {
  const standing = () => {
    const bench = new Workbench();
    for (const stack of ["aml-dns-shared", "aml-dev-base", "aml-dev", "aml-prod-base"]) {
      bench.state(stack, { resources: ["azurerm_subnet.pe"] });
    }
    return bench;
  };

  it("succeeds where nothing would change", async () => {
    expect((await standing().run(["plan", "--expect-no-changes"])).status).toBe(0);
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
  ])("exits with 3 where %s would", async (_, data) => {
    const bench = standing();
    bench.plan("aml-dev", PLAN, data);
    expect((await bench.run(["plan", "--expect-no-changes"])).status).toBe(3);
  });

  it("exits with 3 where a stack can't be planned yet", async () => {
    expect((await new Workbench().run(["plan", "--expect-no-changes"])).status).toBe(3);
  });
});

import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

const EXEMPTIONS = join(import.meta.dirname, "../../../../apps/reference-platform/posture.json");
const account = {
  address: "azurerm_storage_account.new",
  mode: "managed",
  type: "azurerm_storage_account",
  name: "new",
};
const SECRET = "a-secret-of-the-plan";

/** The default platform with a posture configuration, whose first stack is planned with one more storage account. */
function benchWith({ open }: { readonly open: boolean }): Workbench {
  const bench = new Workbench();
  cpSync(EXEMPTIONS, join(bench.folder, "posture.json"));
  const after = {
    name: "stnew",
    public_network_access_enabled: open,
    https_traffic_only_enabled: true,
    primary_access_key: SECRET,
    tags: { environment: "dev" },
  };
  const after_sensitive = { primary_access_key: true };
  const change = { actions: ["create"], before: null, after, after_unknown: {}, after_sensitive };
  bench.plan("aml-dns-shared", "", {
    planned_values: { root_module: { resources: [{ ...account, values: after }] } },
    resource_changes: [{ ...account, change }],
  });
  return bench;
}

const plan = (bench: Workbench, ...args: string[]) => bench.run(["plan", "dns-shared", ...args]);

describe("the posture check of plan", () => {
  it("fails a plan that opens something, with the finding and a specific exit code", async () => {
    const { status, stdout } = await plan(benchWith({ open: true }));
    expect(status).toBe(4);
    expect(stdout).toContain("error  storage-public-access");
    expect(stdout).toContain("aml-dns-shared/azurerm_storage_account.new");
  });

  it("reads the stacks that weren't planned from their configuration", async () => {
    const { stdout } = await plan(benchWith({ open: true }));
    expect(stdout).toMatch(/\d{3} resources in dev, prod$/m);
  });

  it("shows what it finds and doesn't fail without a configuration of the check", async () => {
    const bench = new Workbench();
    const { status, stdout } = await plan(bench);
    expect(status).toBe(0);
    expect(stdout).toContain("posture of the plans:");
    expect(stdout).toContain("without posture.json or --posture these findings fail no plan");
  });

  it("takes another configuration by --posture", async () => {
    const bench = benchWith({ open: true });
    writeFileSync(
      join(bench.folder, "lenient.json"),
      JSON.stringify({
        exemptions: [{ rule: "*", address: "*", reason: "a wildcard is no rule", expires: "2099-12-31" }],
      }),
    );
    const { status, stderr } = await plan(bench, "--posture", "lenient.json");
    expect(status).toBe(1);
    expect(stderr).toContain("is not the id of a rule");
    expect(bench.calls).toEqual([]);
  });

  it("says how a check whose plans it can't read failed", async () => {
    const bench = benchWith({ open: false });
    bench.plan("aml-dns-shared", "", { format_version: "2.0" });
    const { status, stderr } = await plan(bench);
    expect(status).toBe(4);
    expect(stderr).toContain("aml-dns-shared: has the format 2.0");
  });

  it("adds its result to a plan that is saved for a review, and none of the plan's values", async () => {
    const bench = benchWith({ open: true });
    const { stdout } = await plan(bench, "--save", "plans");
    const summary = readFileSync(join(bench.folder, "plans/plan.md"), "utf8");
    expect(summary).toContain("**Posture: failed.**");
    expect(summary).toContain("- Environments are isolated:");
    expect(summary + stdout).not.toContain(SECRET);
  });

  it("leaves no plan behind", async () => {
    const before = readdirSync(tmpdir());
    const bench = benchWith({ open: true });
    await plan(bench);
    const [, folder = ""] = /-out=(\S+)\/[^/]+$/.exec(bench.changes[0] ?? "") ?? [];
    expect(folder).not.toBe("");
    expect(existsSync(folder)).toBe(false);
    expect(before).not.toContain(folder.split("/").at(-1));
  });
});

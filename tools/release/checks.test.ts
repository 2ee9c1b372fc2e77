import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CopiedWorkspace } from "./test-support/copied-workspace.js";

/** Many processes are started, on machines that may be busy. */
const SLOW = 900_000;
const CONTRACT = "packages/registry/api/terraform.json";
const GOLDEN = "packages/registry/test/golden/addresses.json";
const LOCK = "aml-dev/azurerm_management_lock.WithOptions_Lock_99037375";

interface Contract {
  readonly resources: Record<string, Record<string, unknown>>;
  readonly moved: Record<string, string>;
}

/** A workspace whose packages are all released, and nothing is announced. */
describe("a released workspace", () => {
  let workspace: CopiedWorkspace;
  const contracts = () => workspace.run("tools/release/contracts.mjs", ["--levels"]);
  const changesets = (...args: string[]) => workspace.run("tools/release/check-changesets.mjs", args);
  const edit = (change: (contract: Contract) => object) =>
    workspace.write(CONTRACT, JSON.stringify(change(workspace.json<Contract>(CONTRACT))));
  const without = <Value>(record: Record<string, Value>, key: string) =>
    Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));

  beforeAll(() => {
    workspace = new CopiedWorkspace();
    for (const file of readdirSync(join(workspace.root, ".changeset")).filter((each) => each.endsWith(".md")))
      rmSync(join(workspace.root, ".changeset", file));
    workspace.commit("Release");
    workspace.tagReleases();
  }, SLOW);

  afterEach(() => {
    workspace.git("reset", "--quiet", "--hard");
    workspace.git("clean", "--quiet", "-fd");
    workspace.git("checkout", "--quiet", "main");
  });

  afterAll(() => workspace.remove());

  it(
    "keeps its promises",
    () => {
      expect(contracts()).toMatchObject({
        code: 0,
        output: expect.stringContaining("14 packages keep what they promise"),
      });
      expect(changesets()).toMatchObject({ code: 0, output: "every change since the last releases is announced\n" });
    },
    SLOW,
  );

  it(
    "may not lose an address without a changeset of the right level",
    () => {
      edit(({ resources, moved }) => ({ moved, resources: without(resources, LOCK) }));
      const refused = contracts();
      expect(refused.code).toBe(1);
      expect(refused.output).toContain(
        "@org/aml-registry changes more since 0.0.0 than its version says: no new version is planned, a minor is needed",
      );
      expect(refused.output).toContain(`  break: Terraform: ${LOCK} is destroyed`);
      expect(refused.output).toContain('"@org/aml-registry": minor');
      workspace.changeset("too-little", { "@org/aml-registry": "patch" });
      expect(contracts()).toMatchObject({
        code: 1,
        output: expect.stringContaining("0.0.1 (patch) is planned, a minor is needed"),
      });
      workspace.changeset("enough", { "@org/aml-registry": "minor" });
      expect(contracts().code).toBe(0);
    },
    SLOW,
  );

  it(
    "may not lose an address that its tests hold",
    () => {
      const addresses = workspace.json<string[]>(GOLDEN);
      workspace.write(GOLDEN, JSON.stringify(addresses.filter((address) => address !== LOCK)));
      expect(contracts().output).toContain(`break: Terraform: ${LOCK} is destroyed (test/golden/addresses.json)`);
    },
    SLOW,
  );

  it(
    "may not replace a resource unannounced",
    () => {
      edit(({ resources, moved }) => ({
        moved,
        resources: { ...resources, [LOCK]: { ...resources[LOCK], lock_level: "ReadOnly" } },
      }));
      expect(contracts().output).toContain(`  break: Terraform: ${LOCK} is replaced (lock_level)`);
    },
    SLOW,
  );

  it(
    "may move a resource with a patch",
    () => {
      edit(({ resources }) => ({
        resources: { ...without(resources, LOCK), "aml-dev/azurerm_management_lock.Kept": resources[LOCK] },
        moved: { [LOCK]: "aml-dev/azurerm_management_lock.Kept" },
      }));
      workspace.edit(GOLDEN, LOCK, "aml-dev/azurerm_management_lock.Kept");
      workspace.changeset("moved", { "@org/aml-registry": "patch" });
      expect(contracts().code).toBe(0);
    },
    SLOW,
  );

  it(
    "may not lose or change API unannounced",
    () => {
      workspace.edit(
        "packages/registry/api/index.api.md",
        "readonly lockName?: string;",
        "readonly lockName?: number;",
      );
      const { code, output } = contracts();
      expect(code).toBe(1);
      expect(output).toContain(
        "  break: API: `AmlRegistryProps.lockName` was `readonly lockName?: string`, is `readonly lockName?: number`",
      );
    },
    SLOW,
  );

  it(
    "may not add API without any version",
    () => {
      workspace.edit(
        "packages/registry/api/index.api.md",
        "readonly lockName?: string;",
        "readonly lockName?: string;\n    readonly lockNotes?: string;",
      );
      expect(contracts().output).toContain(
        "no new version is planned, a patch is needed\n  addition: API: `AmlRegistryProps.lockNotes` is new",
      );
    },
    SLOW,
  );

  it(
    "may not narrow a peer's range unannounced",
    () => {
      workspace.edit("packages/registry/package.json", '"constructs": "^10.4.2"', '"constructs": "^10.9.0"');
      expect(contracts().output).toContain("  break: peer constructs was ^10.4.2, is ^10.9.0");
    },
    SLOW,
  );

  it(
    "may not version what isn't announced",
    () => {
      edit(({ resources, moved }) => ({ moved, resources: without(resources, LOCK) }));
      workspace.changeset("too-little", { "@org/aml-registry": "patch" });
      const { code, output } = workspace.run("tools/release/version.mjs");
      expect(code).toBe(1);
      expect(output).toContain("a minor is needed");
      expect(workspace.git("status", "--porcelain", "packages/registry/package.json", ".changeset")).toBe(
        "?? .changeset/too-little.md",
      );
    },
    SLOW,
  );

  it(
    "may not change a source without a changeset, committed or not",
    () => {
      workspace.edit("packages/naming/src/index.ts", "export", "// Another line.\nexport");
      const refused = changesets();
      expect(refused.code).toBe(1);
      expect(refused.output).toBe(
        [
          "@org/aml-naming has changed since @org/aml-naming@0.0.0 without a changeset:",
          "  packages/naming/src/index.ts",
          "",
          "To announce it, run `npm run changeset` and choose, or write `.changeset/<any name>.md`:",
          "    ---",
          '    "@org/aml-naming": patch',
          "    ---",
          "",
          "    What changes for users.",
          "A change that no user notices is announced as `none` in place of `patch`.",
          "",
        ].join("\n"),
      );
      workspace.changeset("said", { "@org/aml-naming": "none" });
      expect(changesets().code).toBe(0);
    },
    SLOW,
  );

  it(
    "compares a branch with where it left main",
    () => {
      workspace.git("checkout", "--quiet", "-b", "feature");
      workspace.edit("packages/dns/src/index.ts", "export", "// Another line.\nexport");
      workspace.commit("Change the zones");
      const refused = changesets();
      expect(refused).toMatchObject({
        code: 1,
        output: expect.stringContaining(
          "@org/aml-dns has changed since main without a changeset:\n  packages/dns/src/index.ts\n",
        ),
      });
      expect(refused.output).not.toContain("@org/aml-naming");
      workspace.changeset("said", { "@org/aml-dns": "patch" });
      expect(changesets()).toMatchObject({ code: 0, output: "every change since main is announced\n" });
    },
    SLOW,
  );

  it(
    "compares with what it is told to, if that exists",
    () => {
      expect(changesets("--since", "main").code).toBe(0);
      expect(changesets("--since", "nowhere")).toMatchObject({
        code: 1,
        output: "there is no commit 'nowhere' here: give a branch, a tag or a commit that `git log` knows\n",
      });
    },
    SLOW,
  );

  it(
    "names a changeset that can't be read",
    () => {
      workspace.changeset("wrong", { "@org/nothing": "patch" });
      expect(changesets()).toMatchObject({
        code: 1,
        output: expect.stringMatching(/^the changesets can't be read: .*wrong.*@org\/nothing/s),
      });
    },
    SLOW,
  );
});

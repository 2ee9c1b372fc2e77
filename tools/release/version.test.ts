import { execFileSync } from "node:child_process";
import semver from "semver";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPackages } from "./packages.mjs";
import { CopiedWorkspace } from "./test-support/copied-workspace.js";

interface Lock {
  readonly packages: Record<string, { readonly version?: string; readonly dependencies?: Record<string, string> }>;
}

/** What a run of `npm run version-packages` left behind. */
interface Outcome {
  readonly versions: Record<string, string>;
  readonly packages: ReturnType<typeof readPackages>;
  readonly app: Record<string, string>;
  readonly lock: Lock;
  readonly changelog: (name: string) => string;
}

/** Many processes are started, on machines that may be busy. */
const SLOW = 900_000;
const NAMING = "packages/naming";
const REGISTRY = "packages/registry";

/** One release after the other, as they would come. */
describe("the version command", () => {
  let workspace: CopiedWorkspace;
  const outcomes = new Map<string, Outcome>();
  const after = (release: string): Outcome => {
    const outcome = outcomes.get(release);
    if (!outcome) throw new Error(`no release '${release}'`);
    return outcome;
  };

  function release(name: string, args: { readonly pre?: "enter" | "exit" } = {}): void {
    if (args.pre) changesets("pre", args.pre, ...(args.pre === "enter" ? ["next"] : []));
    const { code, output } = workspace.run("tools/release/version.mjs");
    if (code !== 0) throw new Error(output);
    workspace.commit(`Release ${name}`);
    workspace.tagReleases();
    const packages = readPackages(workspace.root);
    const changelogs = new Map(
      packages.map(({ name: each, folder }) => [
        each,
        workspace.git("ls-files", `${folder}/CHANGELOG.md`) && workspace.read(`${folder}/CHANGELOG.md`),
      ]),
    );
    outcomes.set(name, {
      packages,
      versions: Object.fromEntries(packages.map((each) => [each.name.replace("@org/", ""), each.manifest.version])),
      app: workspace.json<{ dependencies: Record<string, string> }>("apps/reference-platform/package.json")
        .dependencies,
      lock: workspace.json<Lock>("package-lock.json"),
      changelog: (each) => changelogs.get(`@org/${each}`) ?? "",
    });
  }

  function changesets(...args: string[]): void {
    const { code, output } = workspace.run("node_modules/@changesets/cli/bin.js", args);
    if (code !== 0) throw new Error(output);
  }

  beforeAll(() => {
    workspace = new CopiedWorkspace();
    release("first");

    workspace.changeset("fix", { "@org/aml-naming": "patch" }, "Names of gateways are shortened right.");
    release("patch");

    const contract = workspace.json<{ resources: Record<string, { name?: string }> }>(`${REGISTRY}/api/terraform.json`);
    const { "aml-dev/azurerm_management_lock.WithOptions_Lock_99037375": lock, ...others } = contract.resources;
    others["aml-dev/azurerm_resource_group.Group"] = {
      ...others["aml-dev/azurerm_resource_group.Group"],
      name: "rg-other",
    };
    workspace.write(
      `${REGISTRY}/api/terraform.json`,
      JSON.stringify({ ...contract, resources: { ...others, "aml-dev/azurerm_management_lock.Kept": lock } }),
    );
    workspace.changeset(
      "break",
      { "@org/aml-registry": "minor" },
      "Registries are locked by another name.\n\nGive `lockName` to keep yours.",
    );
    release("minor");

    workspace.changeset("stable", { "@org/aml-core": "major" }, "The vocabulary is stable.");
    release("major");

    workspace.changeset(
      "preview",
      { "@org/aml-core": "minor", "@org/aml-synth-model": "minor" },
      "Networks know their peers.",
    );
    release("pre-release", { pre: "enter" });
    release("final", { pre: "exit" });
  }, SLOW);

  afterAll(() => workspace.remove());

  it("begins with 0.1.0 for every package", () => {
    expect(new Set(Object.values(after("first").versions))).toEqual(new Set(["0.1.0"]));
    expect(after("first").changelog("aml-naming")).toMatch(
      /^# @org\/aml-naming\n\n## 0\.1\.0\n\n### Minor Changes\n\n- Deterministic names/,
    );
  });

  it("releases a patch of one package, and nothing that stands on it", () => {
    expect(after("patch").versions).toEqual({ ...after("first").versions, "aml-naming": "0.1.1" });
  });

  it("writes a changelog that says what the changeset says", () => {
    expect(after("patch").changelog("aml-naming")).toContain(
      "# @org/aml-naming\n\n## 0.1.1\n\n### Patch Changes\n\n- Names of gateways are shortened right.\n\n## 0.1.0\n",
    );
  });

  it("releases a minor below 1.0.0 with a patch of what stands on it, because npm's caret leaves it out", () => {
    expect(after("minor").versions).toEqual({
      ...after("patch").versions,
      "aml-registry": "0.2.0",
      "aml-platform": "0.1.1",
    });
    expect(after("minor").changelog("aml-platform")).toContain("- Stands on @org/aml-registry 0.2.0.");
  });

  it("tells in the changelog what Terraform does, losses first", () => {
    const [entry = ""] = after("minor").changelog("aml-registry").split("\n## 0.1.0\n");
    expect(entry).toContain(
      "## 0.2.0\n\n### Terraform\n\nSince 0.1.0, in this package's examples:\n\n- **Replaced** (destroyed, and made anew):\n",
    );
    expect(entry).toContain("  - `aml-dev/azurerm_resource_group.Group`: `name`\n");
    expect(entry).toContain("- **Destroyed**:\n  - `aml-dev/azurerm_management_lock.WithOptions_Lock_99037375`\n");
    expect(entry).toContain("- Added:\n  - 1 `azurerm_management_lock`\n");
    expect(entry).toContain(
      "### Minor Changes\n\n- Registries are locked by another name.\n\n  Give `lockName` to keep yours.\n",
    );
    expect(entry.indexOf("### Terraform")).toBeLessThan(entry.indexOf("### Minor Changes"));
  });

  it("says that nothing changes in Terraform where it is so", () => {
    expect(after("minor").changelog("aml-platform")).toContain(
      "## 0.1.1\n\n### Terraform\n\nNothing changes since 0.1.0.\n",
    );
  });

  it("releases a major with a patch of everything that stands on it", () => {
    const { versions } = after("major");
    expect(versions["aml-core"]).toBe("1.0.0");
    const before = after("minor").versions;
    for (const name of ["aml-dns", "aml-network", "aml-rbac", "aml-workspace", "aml-registry", "aml-platform"])
      expect(versions[name]).toBe(semver.inc(before[name] ?? "", "patch"));
    for (const name of ["azure-catalog", "aml-naming", "aml-posture", "aml-testing"])
      expect(versions[name]).toBe(before[name]);
  });

  it("releases a pre-release of what has changed and of everything that stands on it", () => {
    const { versions } = after("pre-release");
    expect(versions["aml-core"]).toBe("1.1.0-next.0");
    expect(versions["aml-synth-model"]).toBe("0.2.0-next.0");
    expect(versions["aml-platform"]).toMatch(/^0\.1\.\d-next\.0$/);
    expect(versions["azure-catalog"]).toBe("0.1.0");
  });

  it("gives the matchers the version of the model that they hand out", () => {
    expect(after("pre-release").versions["aml-testing"]).toBe("0.2.0-next.0");
  });

  it("leads from a pre-release to its version", () => {
    const { versions, changelog } = after("final");
    expect(versions["aml-core"]).toBe("1.1.0");
    expect(changelog("aml-core")).toContain("## 1.1.0\n\n### Minor Changes\n\n- Networks know their peers.\n");
    expect(Object.values(versions).filter((version) => semver.prerelease(version))).toEqual([]);
  });

  describe.each(["first", "patch", "minor", "major", "pre-release", "final"])("after the %s release", (name) => {
    it("every package asks for its siblings as they are now", () => {
      const { packages, versions } = after(name);
      for (const { manifest } of packages) {
        const ours = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([each]) =>
          each.startsWith("@org/"),
        );
        for (const [dependency, range] of ours) expect(range).toBe(`^${versions[dependency.replace("@org/", "")]}`);
      }
    });

    it("the ranges of peers are what they were", () => {
      const peers = after(name).packages.map(({ manifest }) => manifest.peerDependencies);
      expect(peers).toEqual(after("first").packages.map(({ manifest }) => manifest.peerDependencies));
    });

    it("the reference platform takes the packages as they are", () => {
      const { app, versions } = after(name);
      for (const [dependency, range] of Object.entries(app).filter(([each]) => each.startsWith("@org/")))
        expect(range).toBe(`^${versions[dependency.replace("@org/", "")]}`);
    });

    it("the lock file holds the same versions and ranges", () => {
      const { lock, packages, app } = after(name);
      for (const { folder, manifest } of packages) {
        expect(lock.packages[folder]?.version).toBe(manifest.version);
        expect(lock.packages[folder]?.dependencies).toEqual(manifest.dependencies);
      }
      expect(lock.packages["apps/reference-platform"]?.dependencies).toEqual(app);
    });
  });

  it(
    "writes nothing where nothing is announced: the pipeline takes that for the sign to publish",
    () => {
      expect(workspace.run("tools/release/version.mjs").code).toBe(0);
      expect(workspace.git("status", "--porcelain")).toBe("");
    },
    SLOW,
  );

  it(
    "leaves a lock file that npm installs from",
    () => {
      const install = () =>
        execFileSync("npm", ["ci", "--dry-run", "--ignore-scripts", "--offline", "--no-audit", "--silent"], {
          cwd: workspace.root,
          stdio: "pipe",
        });
      expect(install).not.toThrow();
    },
    SLOW,
  );

  it("touches nothing of a package that isn't released but what its manifest asks for", () => {
    const changed = workspace.git("diff", "--name-only", "HEAD~4", "HEAD~3", "--", NAMING).split("\n").filter(Boolean);
    expect(changed).toEqual([]);
  });
});

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPackages } from "./packages.mjs";
import { CopiedWorkspace } from "./test-support/copied-workspace.js";
import { FakeRegistry } from "./test-support/fake-registry.js";

/** Many processes are started, on machines that may be busy. */
const SLOW = 900_000;
/** Not released yet; everything else is. In the order of their dependencies. */
const DUE = ["@org/azure-catalog", "@org/aml-core", "@org/aml-naming"];
const RELEASED = DUE.map((name) => `${name}@0.1.0`);

describe("a release to a registry on loopback", () => {
  let workspace: CopiedWorkspace;
  const registry = new FakeRegistry();

  async function release(...args: string[]): Promise<{ code: number; output: string }> {
    const script = join(workspace.root, "tools/release/release.mjs");
    const { hostname, port } = new URL(registry.url);
    const env = {
      ...process.env,
      [`npm_config_//${hostname}:${port}/:_authToken`]: "none",
      npm_config_fetch_retries: "0",
      ACTIONS_ID_TOKEN_REQUEST_URL: "",
      GIT_COMMITTER_NAME: "Release",
      GIT_COMMITTER_EMAIL: "release@example.com",
    };
    // Not waited for synchronously: the registry runs in this process.
    const child = spawn(process.execPath, [script, "--registry", registry.url, ...args], { cwd: workspace.root, env });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const [code] = (await once(child, "close")) as [number];
    return { code, output };
  }

  beforeAll(async () => {
    await registry.start();
    workspace = new CopiedWorkspace();
    for (const file of readdirSync(join(workspace.root, ".changeset")).filter((each) => each.endsWith(".md")))
      rmSync(join(workspace.root, ".changeset", file));
    for (const folder of [...readPackages(workspace.root).map((each) => each.folder), "apps/reference-platform"]) {
      const file = join(folder, "package.json");
      workspace.write(file, workspace.read(file).replaceAll("0.0.0", "0.1.0"));
    }
    for (const { folder, manifest } of readPackages(workspace.root)) {
      for (const target of [...targets(manifest.exports), ...Object.values(manifest.bin ?? {})])
        if (target.includes("/dist/")) workspace.write(join(folder, target.replace("*", "one")), "export {};\n");
    }
    workspace.commit("Version the packages");
    workspace.tagReleases();
    workspace.git("tag", "begin");
  }, SLOW);

  /** As before any release of what is due. */
  function begin(): void {
    registry.clear();
    workspace.git("reset", "--quiet", "--hard", "begin");
    workspace.tagReleases();
    workspace.git("tag", "--delete", ...RELEASED);
  }

  afterAll(async () => {
    workspace.remove();
    await registry.stop();
  });

  it(
    "only says what it would do, if asked",
    async () => {
      begin();
      const { code, output } = await release("--dry-run");
      expect(output).toContain(`@org/aml-core 0.1.0 as latest, to ${registry.url}`);
      expect(code).toBe(0);
      expect(registry.published).toEqual([]);
    },
    SLOW,
  );

  describe("that is interrupted", () => {
    let stopped: { code: number; output: string };
    let resumed: { code: number; output: string };

    beforeAll(async () => {
      begin();
      registry.broken = "@org/aml-core";
      stopped = await release("--no-provenance");
      registry.broken = undefined;
      // As in another clone, to which the tag was never pushed.
      workspace.git("tag", "--delete", "@org/azure-catalog@0.1.0");
      resumed = await release("--no-provenance");
    }, SLOW);

    it("says how far it got", () => {
      expect(stopped.code).toBe(2);
      expect(stopped.output).toContain(
        "stopped at @org/aml-core@0.1.0; published: @org/azure-catalog@0.1.0; not yet: @org/aml-core, @org/aml-naming",
      );
    });

    it("goes on from there, publishing dependencies first and nothing twice", () => {
      expect(resumed.code).toBe(0);
      expect(registry.published).toEqual(RELEASED);
      expect(registry.tagsOf("@org/aml-core")).toEqual({ latest: "0.1.0" });
    });

    it("tags what it has published", () => {
      expect(resumed.output).toContain(RELEASED.map((id) => `New tag:  ${id}\n`).join(""));
      expect(
        workspace
          .git("tag", "--list", ...RELEASED)
          .split("\n")
          .sort(),
      ).toEqual([...RELEASED].sort());
    });

    it(
      "has nothing to do a third time",
      async () => {
        const { code, output } = await release("--no-provenance");
        expect(output).toMatch(/^every version is released already/);
        expect(code).toBe(0);
      },
      SLOW,
    );
  });

  describe("with everything wrong", () => {
    let refused: { code: number; output: string };
    let published: readonly string[];

    // All at once: one run tells every reason.
    beforeAll(async () => {
      begin();
      workspace.changeset("more", { "@org/aml-dns": "patch" });
      workspace.write("packages/network/src/index.ts", "export {};\n");
      workspace.edit("packages/core/package.json", '"cdktf": "^0.21.0"', '"cdktf": "^0.22.0"');
      workspace.edit("packages/core/package.json", '"@org/azure-catalog": "^0.1.0"', '"@org/azure-catalog": "^0.2.0"');
      workspace.edit("packages/naming/package.json", '"main":', '"bin": { "names": "./dist/names.js" },\n  "main":');
      workspace.commit("Go wrong");
      workspace.write("packages/core/src/index.ts", "export {};\n");
      registry.take("@org/aml-naming", "0.1.0");
      refused = await release();
      published = [...registry.published];
    }, SLOW);

    it("is refused before anything is published", () => {
      expect(refused.code).toBe(1);
      expect(published).toEqual([]);
      expect(refused.output).toContain("nothing was published:\n\n- ");
    });

    it.each([
      ["a dirty tree", /the work tree isn't clean[\s\S]*packages\/core\/src\/index\.ts/],
      [
        "a changeset that waits for its version",
        /changesets wait for a version: run `npm run version-packages`.*\n.*\.changeset\/more\.md/,
      ],
      [
        "a changeset that is missing",
        /- @org\/aml-network has changed since @org\/aml-network@0\.1\.0 without a changeset \(packages\/network\/src\/index\.ts\)/,
      ],
      ["a version that is taken", /- @org\/aml-naming 0\.1\.0 is published already, with another content/],
      [
        "a peer's range that leaves out what was tested",
        /- @org\/aml-core: the peer cdktf \^0\.22\.0 leaves out 0\.21\.0/,
      ],
      [
        "a sibling's range that leaves out what is released",
        /- @org\/aml-core asks for @org\/azure-catalog \^0\.2\.0, and 0\.1\.0 is released/,
      ],
      [
        "a package that isn't built",
        /- @org\/aml-naming isn't built, run `npm run build`; its package lacks\n {4}dist\/names\.js/,
      ],
      ["no proof of origin", /publish from the release workflow/],
    ])("names %s", (_, reason) => {
      expect(refused.output).toMatch(reason);
    });
  });

  it(
    "is refused to a registry that doesn't answer",
    async () => {
      begin();
      const { code, output } = await release("--no-provenance", "--registry", "http://127.0.0.1:1/");
      expect(output).toContain("http://127.0.0.1:1/ doesn't answer");
      expect(code).toBe(1);
    },
    SLOW,
  );

  it(
    "is refused to what is no registry",
    async () => {
      const { code, output } = await release("--registry", "npm");
      expect(output).toContain("'npm' is no URL of a registry, such as https://registry.npmjs.org/");
      expect(code).toBe(1);
    },
    SLOW,
  );
});

function targets(target: unknown): string[] {
  if (typeof target === "string") return [target];
  return typeof target === "object" && target !== null ? Object.values(target).flatMap(targets) : [];
}

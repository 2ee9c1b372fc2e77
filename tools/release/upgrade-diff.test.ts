import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPackages } from "./packages.mjs";
import { CopiedWorkspace } from "./test-support/copied-workspace.js";
import { FakeRegistry } from "./test-support/fake-registry.js";

/** Many processes are started, on machines that may be busy. */
const SLOW = 900_000;
const PREFIXES = "packages/naming/src/resource-prefixes.ts";

describe("an upgrade of the reference platform", () => {
  let workspace: CopiedWorkspace;
  const registry = new FakeRegistry();

  async function upgradeDiff(...args: string[]): Promise<{ code: number; output: string }> {
    const script = join(workspace.root, "tools/release/upgrade-diff.mjs");
    // Not waited for synchronously: the registry runs in this process.
    const child = spawn(process.execPath, [script, ...args], { cwd: workspace.root });
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (output += text));
    const [code] = (await once(child, "close")) as [number];
    return { code, output };
  }

  /** Synthesizes it as it is, calls the key vaults otherwise, then gives the old and the new stacks. */
  beforeAll(async () => {
    await registry.start();
    workspace = new CopiedWorkspace();
    await publishAll(workspace, registry);
    workspace.git("switch", "--quiet", "--orphan", "empty");
    workspace.git("commit", "--quiet", "--allow-empty", "--message", "Nothing");
    workspace.git("switch", "--quiet", "main");
    workspace.edit(PREFIXES, 'keyVault: "kv"', 'keyVault: "key"');
  }, SLOW);

  afterAll(async () => {
    workspace.remove();
    await registry.stop();
  });

  it(
    "tells what is replaced first, why, and what goes along with it; as a page as well",
    async () => {
      const { code, output } = await upgradeDiff("main", "--html", "tmp/upgrade.html");
      expect(output).toMatch(/^from main \([0-9a-f]{7}\) to the work tree\n/);
      const [, replaced = ""] = output.split(/\n(?=[A-Z]+ \()/);
      expect(replaced).toMatch(/^REPLACED/);
      expect(replaced).toMatch(
        / {2}aml-dev\/azurerm_key_vault\.\w+\n {4}name: "kvdevcc01" -> "keydevcc01" {2}# forces replacement/,
      );
      expect(replaced).toMatch(
        / {2}aml-dev\/azurerm_role_assignment\.\w+KeyVault\w+\n(?: {4}.*\n)* {4}because of aml-dev\/azurerm_key_vault\./,
      );
      expect(code).toBe(2);
      expect(workspace.read("tmp/upgrade.html")).toContain("&quot;keydevcc01&quot;");
    },
    SLOW,
  );

  it(
    "may be one of packages that were published",
    async () => {
      const { code, output } = await upgradeDiff(
        "main",
        "--to",
        "npm:@org/aml-platform@0.1.0",
        "--registry",
        registry.url,
      );
      expect(output).toContain("to @org/aml-platform@0.1.0\nnothing changes\n");
      expect(code).toBe(0);
    },
    SLOW,
  );

  it(
    "may be one of any stacks that a synth wrote",
    async () => {
      const stack = (name: string) => ({ resource: { azurerm_subnet: { S: { name, "//": {} } } } });
      for (const name of ["a", "b"]) workspace.write(`tmp/${name}/stacks/dev/cdk.tf.json`, JSON.stringify(stack(name)));
      const { code, output } = await upgradeDiff("tmp/a", "--to", "tmp/b");
      expect(output).toContain('  dev/azurerm_subnet.S\n    name: "a" -> "b"  # forces replacement\n');
      expect(code).toBe(2);
    },
    SLOW,
  );

  it.each([
    [
      "an unknown version",
      ["v9"],
      "'v9' is no version to compare with: give a commit, branch or tag of this repository",
    ],
    ["no version", [], "give one version to compare with"],
    ["two versions", ["main", "HEAD"], "give one version to compare with"],
    ["an option that doesn't exist", ["main", "--form", "x"], "usage: npm run upgrade-diff"],
    [
      "a version without the platform",
      ["empty"],
      "empty has no apps/reference-platform/run.mjs: it is older than the reference platform",
    ],
    [
      "a package without a version",
      ["npm:@org/aml-platform"],
      "'@org/aml-platform' is no package with its version, such as npm:@org/aml-platform@0.1.0",
    ],
    ["a package of somebody else", ["npm:zod@4.6.7"], "'zod@4.6.7' is no package with its version"],
    [
      "a configuration that isn't there",
      ["main", "--config", "nowhere.json"],
      "Give a configuration that both versions understand: --config FILE",
    ],
  ])(
    "can't be told with %s",
    async (_, args, reason) => {
      const { code, output } = await upgradeDiff(...args);
      expect(output).toContain(reason);
      expect(code).toBe(1);
    },
    SLOW,
  );

  it(
    "can't be told of a version that wasn't published",
    async () => {
      const { code, output } = await upgradeDiff("npm:@org/aml-platform@7.0.0", "--registry", registry.url);
      expect(output).toContain("@org/aml-platform@7.0.0 can't be had: ");
      expect(code).toBe(1);
    },
    SLOW,
  );

  it("leaves nothing behind", async () => {
    const folder = process.env["TMPDIR"] ?? "";
    expect(readdirSync(folder).filter((name) => name.startsWith("upgrade-diff-"))).toEqual([]);
  });
});

/** Builds every package as far as a synth needs it, and has it published as 0.1.0. */
async function publishAll({ root }: CopiedWorkspace, registry: FakeRegistry): Promise<void> {
  for (const { name, folder, manifest } of readPackages(root)) {
    const place = join(root, folder);
    await build({
      absWorkingDir: place,
      entryPoints: manifest.exports?.["."] ? entriesIn(place) : ["./src/lib/**/index.ts"],
      outdir: manifest.exports?.["."] ? "dist" : "dist/lib",
      bundle: true,
      packages: "external",
      platform: "node",
      format: "esm",
      tsconfigRaw: {},
      logLevel: "error",
    });
    const published = { ...JSON.parse(readFileSync(join(place, "package.json"), "utf8").replaceAll("0.0.0", "0.1.0")) };
    registry.add({ ...published, name }, tarballOf(place, published));
  }
}

function entriesIn(place: string): Record<string, string> {
  const candidates = {
    index: "src/index.ts",
    "arm-types": "src/arm-types/index.ts",
    "deployment-application": "src/deployment-application.ts",
  };
  return Object.fromEntries(Object.entries(candidates).filter(([, file]) => existsSync(join(place, file))));
}

function tarballOf(place: string, manifest: object): Buffer {
  const script =
    "mkdir -p packed/package && cp -r dist packed/package && cat > packed/package/package.json && tar -czf - -C packed package && rm -r packed dist";
  return execFileSync("sh", ["-c", script], {
    cwd: place,
    input: JSON.stringify(manifest),
    maxBuffer: 64 * 1024 * 1024,
  });
}

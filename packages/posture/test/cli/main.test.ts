import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { main } from "../../src/cli/main.js";
import { TODAY } from "../support/found.js";
import { smallPlatform, type SmallPlatform } from "../support/small-platform.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "posture-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(change: (platform: SmallPlatform) => void = () => undefined): string {
  const platform = smallPlatform();
  change(platform);
  for (const [name, stack] of Object.entries(platform)) {
    mkdirSync(join(folder, "out", name), { recursive: true });
    writeFileSync(join(folder, "out", name, "cdk.tf.json"), JSON.stringify(stack, null, 2));
  }
  return join(folder, "out");
}

async function run(...args: string[]) {
  const output = { stdout: "", stderr: "" };
  const code = await main([...args, ...(args[0] === "check" ? ["--today", TODAY] : [])], {
    stdout: { write: (text) => (output.stdout += text) },
    stderr: { write: (text) => (output.stderr += text) },
    env: {},
  });
  return { code, ...output };
}

describe("aml-posture", () => {
  it("exits with 0 when a platform passes", async () => {
    const { code, stdout } = await run("check", write());
    expect([code, stdout.trim().split("\n").at(-1)]).toEqual([
      0,
      expect.stringMatching(
        /^passed at threshold warning: 0 errors, 0 warnings, 0 notes, 0 exempted; \d+ resources in shared, dev, prod$/,
      ),
    ]);
  });

  it("exits with 1 when something is at or above the threshold", async () => {
    const directory = write(
      ({ dev }) => void (dev["resource"].azurerm_key_vault.main.purge_protection_enabled = false),
    );
    expect((await run("check", directory)).code).toBe(1);
    expect((await run("check", directory, "--threshold", "error")).code).toBe(0);
  });

  it("takes a configuration with exemptions", async () => {
    const directory = write(
      ({ dev }) => void (dev["resource"].azurerm_key_vault.main.purge_protection_enabled = false),
    );
    const config = join(folder, "posture.json");
    const exemption = {
      rule: "vault-purge-protection",
      address: "dev/*",
      reason: "recreated every week",
      expires: "2027-01-01",
    };
    writeFileSync(config, JSON.stringify({ exemptions: [exemption] }));
    expect((await run("check", directory, "--config", config)).code).toBe(0);
  });

  it("writes every format, making folders", async () => {
    const files = ["json", "sarif", "junit", "html"].map(
      (format) => [format, join(folder, "reports", format)] as const,
    );
    const { code } = await run("check", write(), ...files.flatMap(([format, file]) => [`--${format}`, file]));
    expect(code).toBe(0);
    expect(files.map(([, file]) => existsSync(file))).toEqual([true, true, true, true]);
  });

  it("puts each SARIF result on the line of its resource", async () => {
    const sarif = join(folder, "lines.sarif");
    const stacks = write(({ dev }) => void (dev["resource"].azurerm_storage_account.main.min_tls_version = "TLS1_0"));
    await run("check", stacks, "--sarif", sarif);
    const { results } = JSON.parse(readFileSync(sarif, "utf8")).runs[0];
    const [{ artifactLocation, region }] = results
      .find(({ ruleId }: { ruleId: string }) => ruleId === "storage-tls")
      .locations.map(({ physicalLocation }: { physicalLocation: object }) => physicalLocation);
    const lines = readFileSync(join(stacks, artifactLocation.uri), "utf8").split("\n");
    expect(lines.slice(region.startLine - 2, region.startLine)).toEqual([
      expect.stringMatching(/"azurerm_storage_account": \{$/),
      expect.stringMatching(/"main": \{$/),
    ]);
  });

  it("says what changed against a baseline", async () => {
    const baseline = join(folder, "before.json");
    await run("check", write(), "--json", baseline);
    const { stdout } = await run(
      "check",
      write(({ dev }) => void (dev["resource"].azurerm_key_vault.main.name = "kvnew")),
      "--baseline",
      baseline,
    );
    expect(stdout).toContain("+ names  dev: key vault kvnew");
    expect(JSON.parse(readFileSync(baseline, "utf8"))).toHaveProperty("version", 2);
  });

  it("lists its rules with their names elsewhere", async () => {
    const { code, stdout } = await run("rules");
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^error {3}storage-tls +A storage account requires TLS 1\.2 or newer \(CKV_AZURE_44, AZU-0011, Azure\.Storage\.MinTLS\)$/m,
    );
  });

  it("shows how it's used", async () => {
    expect((await run("--help")).stdout).toContain("aml-posture check DIR");
    expect(await run()).toMatchObject({ code: 2, stderr: expect.stringContaining("aml-posture check DIR") as string });
  });
});

describe("what can't be checked exits with 2 and a sentence", () => {
  const cases: readonly (readonly [string, () => string[], RegExp])[] = [
    ["no such folder", () => ["check", join(folder, "gone")], /gone: there is no such folder/],
    ["a folder without stacks", () => ["check", folder], /no stack in it could be read/],
    ["a file in place of a folder", () => ["check", file("a.json", "{}")], /is a file; give the folder/],
    [
      "a configuration that isn't there",
      () => ["check", write(), "--config", join(folder, "gone.json")],
      /gone\.json can't be read/,
    ],
    [
      "a configuration that isn't JSON",
      () => ["check", write(), "--config", file("c.json", "{")],
      /c\.json is not JSON/,
    ],
    ["a wrong threshold", () => ["check", write(), "--threshold", "high"], /threshold: .*given "high"/],
    ["a wrong date", () => ["check", write(), "--today", "today"], /--today today is not a date/],
    [
      "a baseline that is none",
      () => ["check", write(), "--baseline", file("b.json", "{}")],
      /not a report of aml-posture/,
    ],
    ["an option that isn't known", () => ["check", write(), "--fast"], /--fast/],
    [
      "a place that can't be written",
      () => ["check", write(), "--json", join(file("d", ""), "x.json")],
      /can't be written/,
    ],
  ];

  it.each(cases)("%s", async (_, args, message) => {
    const { code, stderr } = await main2(args());
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it("JSON that isn't Terraform, beside stacks that are: it goes on, and it's a finding with the file's name", async () => {
    const directory = write();
    mkdirSync(join(directory, "other"));
    writeFileSync(join(directory, "other", "x.tf.json"), "[1]");
    writeFileSync(join(directory, "other", "y.tf.json"), "{ not json");
    const { code, stdout } = await run("check", directory);
    expect(code).toBe(1);
    expect(stdout).toContain("input-not-terraform");
    expect(stdout).toContain("input-invalid-json");
  });

  function file(name: string, text: string): string {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  }

  async function main2(args: readonly string[]) {
    let stderr = "";
    const code = await main(args, {
      stdout: { write: () => true },
      stderr: { write: (text) => (stderr += text) },
      env: {},
    });
    return { code, stderr };
  }

  describe("for what was found before", () => {
    const unprotected = ({ dev }: SmallPlatform) =>
      void (dev["resource"].azurerm_key_vault.main.purge_protection_enabled = false);

    it("writes a baseline, and fails only on findings that it doesn't have", async () => {
      const baseline = join(folder, "baseline.json");
      const update = await run("check", write(unprotected), "--baseline", baseline, "--update-baseline");
      expect(update.code).toBe(0);
      expect(update.stdout).toContain("1 findings that no longer fail");
      const known = await run("check", write(unprotected), "--baseline", baseline);
      expect([known.code, known.stdout]).toEqual([0, expect.stringContaining("1 in the baseline")]);
      const worse = write((platform) => {
        unprotected(platform);
        platform.prod["resource"].azurerm_key_vault.main.purge_protection_enabled = false;
      });
      expect((await run("check", worse, "--baseline", baseline)).code).toBe(1);
    });

    it("names the file that is missing", async () => {
      expect(await run("check", write(), "--update-baseline")).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("add --baseline FILE") as string,
      });
    });
  });

  describe("with rules of one's own", () => {
    const rule = (id: string) =>
      `export default { id: "${id}", subject: "key vault", severity: "error", title: "Vaults are premium",
        rationale: "Keys are kept in hardware.", fix: "Use the SKU premium.",
        *check({ model }) {
          for (const resource of model.resources())
            if (resource.type === "azurerm_key_vault") yield { resource, path: "sku_name", message: "isn't premium" };
        } };`;

    it("reports what they find, and exempts it by construct path or address", async () => {
      const file = join(folder, "rules.mjs");
      writeFileSync(file, rule("contoso/premium-vault"));
      const found = await run("check", write(), "--rules", file);
      expect([found.code, found.stdout]).toEqual([1, expect.stringContaining("contoso/premium-vault")]);
      const config = join(folder, "posture.json");
      const exemption = {
        rule: "contoso/premium-vault",
        address: "*/azurerm_key_vault.*",
        reason: "Hardware keys come with the next contract.",
        expires: "2099-01-01",
      };
      writeFileSync(config, JSON.stringify({ rules: ["./rules.mjs"], exemptions: [exemption] }));
      expect((await run("check", write(), "--config", config)).code).toBe(0);
    });

    it.each([
      ["an id of another form", rule("premium"), "isn't an id for a rule of your own"],
      ["no rule", "export default 1;", "exports no rule"],
      ["a mistake", "export default ;", "can't be loaded"],
    ])("refuses %s", async (_, content, message) => {
      const file = join(folder, "wrong.mjs");
      writeFileSync(file, content);
      const { code, stderr } = await run("check", write(), "--rules", file);
      expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    });
  });
});

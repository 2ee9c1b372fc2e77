import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf } from "../../../tools/test/files-of.js";
import { processContext } from "../src/context.js";
import { runIn } from "../src/run.js";

const config = join(import.meta.dirname, "../../../apps/reference-platform/platform.config.json");
const folder = (name: string) => mkdtempSync(join(tmpdir(), name));

async function aml(args: string[], cwd: string) {
  let [stdout, stderr] = ["", ""];
  const print = (line: string) => (stdout += `${line}\n`);
  const complain = (line: string) => (stderr += `${line}\n`);
  const status = await runIn({ ...processContext(), cwd, print, complain }, args);
  return { status, stdout, stderr };
}
const synth = (args: string[], cwd = folder("cwd")) => aml(["synth", ...args], cwd);

describe("synth", () => {
  it("writes the same bytes twice, and in another folder (S0-ARC-13)", async () => {
    const [one, other] = [folder("one"), folder("other")];
    for (const cwd of [one, other]) {
      cpSync(config, join(cwd, "platform.config.json"));
      expect((await synth([], cwd)).status).toBe(0);
    }
    const written = filesOf(join(one, "cdktf.out"));
    expect(Object.keys(written)).toContain("stacks/aml-prod/cdk.tf.json");
    expect(filesOf(join(other, "cdktf.out"))).toEqual(written);
    expect(Object.values(written).some((text) => text.includes(one))).toBe(false);
    // As CDK Terrain writes them, so that the bytes don't depend on which of the two is installed.
    const stacks = Object.entries(written).filter(([file]) => file.endsWith("cdk.tf.json"));
    for (const [, text] of stacks) expect(`${JSON.stringify(JSON.parse(text), undefined, 2)}`).toBe(text);
  });

  it("says which stacks and resources it made, where, and how long it took", async () => {
    const { stdout } = await synth(["--config", config, "--out", "out"]);
    expect(stdout).toMatch(/^aml-dns-shared: \d+ resources$/m);
    expect(stdout).toMatch(/^ +9 {2}azurerm_private_dns_zone$/m);
    expect(stdout).toMatch(/^5 stacks, \d+ resources in \d+ ms, written to out\/stacks$/m);
  });

  it("keeps what Terraform has beside a stack, and takes the Terraform of a stack away that is gone", async () => {
    const out = join(folder("out"), "cdktf.out");
    mkdirSync(join(out, "stacks/aml-dev/.terraform"), { recursive: true });
    mkdirSync(join(out, "stacks/aml-old"), { recursive: true });
    writeFileSync(join(out, "stacks/aml-dev/.terraform/providers"), "cached");
    writeFileSync(join(out, "stacks/aml-old/cdk.tf.json"), "{}");
    expect((await synth(["--config", config, "--out", out])).status).toBe(0);
    expect(existsSync(join(out, "stacks/aml-dev/.terraform/providers"))).toBe(true);
    expect(existsSync(join(out, "stacks/aml-old/cdk.tf.json"))).toBe(false);
  });

  it("carries no literal subscription, tenant or password (S0-ARC-04)", async () => {
    const out = join(folder("out"), "cdktf.out");
    await synth(["--config", config, "--out", out]);
    for (const stack of ["aml-dns-shared", "aml-dev-base", "aml-dev", "aml-prod-base", "aml-prod"]) {
      const json = JSON.parse(readFileSync(join(out, `stacks/${stack}/cdk.tf.json`), "utf8"));
      expect(json.provider.azurerm[0].subscription_id).toBe("${var.subscription_id}");
      expect(json.variable.subscription_id).not.toHaveProperty("default");
    }
  });
});

describe("bad input", () => {
  const refused = async (text: string | undefined, ...args: string[]) => {
    const cwd = folder("bad");
    if (text !== undefined) writeFileSync(join(cwd, "platform.config.json"), text);
    const result = await synth(args, cwd);
    return { ...result, leftovers: readdirSync(cwd).filter((file) => file !== "platform.config.json") };
  };

  it("fails on a missing file with exit code 1, and writes nothing", async () => {
    const { status, stderr, leftovers } = await refused(undefined);
    expect(status).toBe(1);
    expect(stderr).toContain("no such file");
    expect(leftovers).toEqual([]);
  });

  it("fails on a file that doesn't parse with exit code 1 and the place", async () => {
    const { status, stderr, leftovers } = await refused('{ "prefix": }');
    expect(status).toBe(1);
    expect(stderr).toContain("line 1, column 13");
    expect(leftovers).toEqual([]);
  });

  it("fails on three wrong places, all three named with value, what is allowed and a fix", async () => {
    const { status, stderr, leftovers } = await refused(
      '{ "prefix": "AML", "namingSuffix": "0-1", "environments": { "dev": { "addressSpace": "10.1", "privateEndpointSubnet": "10.1.1.0/24" } } }',
    );
    expect(status).toBe(1);
    for (const path of ["prefix", "namingSuffix", "environments.dev.addressSpace"]) {
      expect(stderr).toMatch(new RegExp(`${path}\\n +given: .+\\n +allowed: .+\\n +fix: .+`));
    }
    expect(leftovers).toEqual([]);
  });

  it("fails on what only a construct can tell with the same report, and leaves the last output as it was", async () => {
    const cwd = folder("bad");
    const file = join(cwd, "platform.config.json");
    cpSync(config, file);
    expect((await synth([], cwd)).status).toBe(0);
    const before = filesOf(join(cwd, "cdktf.out"));
    writeFileSync(file, readFileSync(file, "utf8").replace("10.1.2.0/26", "10.9.2.0/26"));
    const { status, stderr } = await synth([], cwd);
    expect(status).toBe(1);
    expect(stderr).toMatch(/given: +.*10\.9\.2\.0\/26/);
    expect(stderr).toContain("Nothing was written.");
    expect(filesOf(join(cwd, "cdktf.out"))).toEqual(before);
  });

  it.each([
    ["a suffix with a dash", '{ "namingSuffix": "0-1" }', "namingSuffix"],
    ["a prefix in capitals", '{ "prefix": "AML" }', "prefix"],
    ["a location code of nine letters", '{ "locationCode": "canadacen" }', "locationCode"],
    ["a tag of 300 characters", `{ "tags": { "owner": "${"x".repeat(300)}" } }`, "tags.owner"],
    [
      "auto-purge in production",
      '{ "environments": { "prod": { "addressSpace": "10.2.0.0/16", "privateEndpointSubnet": "10.2.1.0/24", "autoPurge": true } } }',
      "environments.prod.autoPurge",
    ],
    [
      "log retention of ten days",
      '{ "environments": { "dev": { "addressSpace": "10.2.0.0/16", "privateEndpointSubnet": "10.2.1.0/24", "logRetentionInDays": 10 } } }',
      "logRetentionInDays",
    ],
    [
      "a connection to an environment that comes later",
      '{ "environments": { "dev": { "addressSpace": "10.2.0.0/16", "privateEndpointSubnet": "10.2.1.0/24", "connectTo": ["prod"] } } }',
      "environments.dev.connectTo.0",
    ],
  ])("fails on %s", async (_, text, path) => {
    const { status, stderr, leftovers } = await refused(text);
    expect(stderr).toContain(path);
    expect(status).toBe(1);
    expect(leftovers).toEqual([]);
  });

  it("fails on overlapping networks, naming both", async () => {
    const { status, stderr } = await refused(
      '{ "environments": { "dev": { "addressSpace": "10.1.0.0/16", "privateEndpointSubnet": "10.1.1.0/24" }, "prod": { "addressSpace": "10.1.0.0/17", "privateEndpointSubnet": "10.1.1.0/24" } } }',
    );
    expect(status).toBe(1);
    expect(stderr).toContain("10.1.0.0/17");
  });

  it("fails on an unknown option or command with exit code 2 and the usage", async () => {
    const usage = (text: string) => ({ status: 2, stderr: expect.stringContaining(`usage: aml ${text}`) });
    expect(await refused("{}", "--sideways")).toMatchObject(usage("synth\n"));
    expect(await aml(["dance"], folder("cwd"))).toMatchObject(usage("COMMAND"));
  });

  it("lists the commands with --help, and the options of a command after it", async () => {
    const help = async (...args: string[]) => (await aml([...args, "--help"], folder("cwd"))).stdout;
    const all = await help();
    const commands = [...all.matchAll(/^ {2}([a-z-]+) /gm)].map(([, name = ""]) => name);
    expect(commands).toContain("import-blocks");
    expect(all).not.toContain("--config");
    for (const command of commands) {
      const own = await help(command);
      expect(own).toMatch(new RegExp(`^usage: aml ${command}( |\n)`));
      expect(own).toContain("--config FILE");
    }
    expect(await help("deploy")).toContain("--reviewed DIR");
    expect(await help("deploy")).not.toContain("--save DIR");
  });
});

describe("warnings", () => {
  it("names the environment that no jumpbox reaches (S0-BAS-07)", async () => {
    const cwd = folder("warn");
    writeFileSync(
      join(cwd, "platform.config.json"),
      '{ "environments": { "dev": { "addressSpace": "10.1.0.0/16", "privateEndpointSubnet": "10.1.1.0/24" }, "prod": { "addressSpace": "10.2.0.0/16", "privateEndpointSubnet": "10.2.1.0/24", "bastion": { "subnet": "10.2.2.0/26" }, "jumpbox": { "subnet": "10.2.3.0/24" } } } }',
    );
    const { status, stderr } = await synth([], cwd);
    expect(status).toBe(0);
    expect(stderr).toContain("warning: aml-dev/Environment/Network: No jumpbox reaches the environment dev");
  });

  it("are none for the default platform", async () => {
    expect((await synth(["--config", config, "--out", join(folder("quiet"), "out")])).stderr).toBe("");
  });
});

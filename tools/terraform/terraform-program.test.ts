import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Program } from "./programs.mjs";
import { readWanted } from "./providers.mjs";
import { isOlder, provideTerraform } from "./terraform-program.mjs";
import { fakeProgram, folderWith } from "./test-support/fake-programs.js";

const wanted = readWanted().terraform;

function terraformOf(version: string) {
  return fakeProgram("terraform", `console.log(JSON.stringify({ terraform_version: "${version}" }));`);
}

function machine(answer?: string) {
  const lines: string[] = [];
  const build = async ({ executable }: Program, target: string) => {
    if (answer === undefined) writeFileSync(join(target, executable), "");
    return answer;
  };
  return { lines, options: { cache: folderWith(), log: (line: string) => lines.push(line), build } };
}

describe("provideTerraform", () => {
  it("takes the terraform that is there", async () => {
    const command = terraformOf("1.13.3");
    expect(await provideTerraform(wanted, machine().options, command)).toEqual({ command, version: "1.13.3" });
  });

  it("builds one if it is missing", async () => {
    const { lines, options } = machine();
    const built = await provideTerraform(wanted, options, "no-such-terraform");
    expect(built).toEqual({
      command: expect.stringMatching(/builds\/terraform-[0-9a-f]+\/terraform$/),
      version: "1.11.4",
    });
    expect(lines[0]).toBe("there is no no-such-terraform on PATH: taking terraform 1.11.4, built with Go");
  });

  it("builds one if it is too old", async () => {
    const { lines, options } = machine();
    const command = terraformOf("1.9.8");
    expect((await provideTerraform(wanted, options, command)).version).toBe("1.11.4");
    expect(lines[0]).toBe(`${command} is 1.9.8, older than 1.11.0: taking terraform 1.11.4, built with Go`);
  });

  it("says why there is none", async () => {
    await expect(provideTerraform(wanted, machine("403 Forbidden").options, "no-such-terraform")).rejects.toThrow(
      "there is no no-such-terraform on PATH, and terraform 1.11.4 could not be built: 403 Forbidden",
    );
  });

  it("says that a terraform is broken", async () => {
    const broken = fakeProgram("terraform", `console.error("bad CPU"); process.exit(1);`);
    await expect(provideTerraform(wanted, machine().options, broken)).rejects.toThrow(/version` failed: bad CPU/);
  });
});

describe("isOlder", () => {
  it("compares numbers, not text", () => {
    expect(isOlder("1.9.8", "1.11.0")).toBe(true);
    expect(isOlder("1.11.0", "1.11.0")).toBe(false);
    expect(isOlder("1.11.4", "1.11.0")).toBe(false);
  });
});

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Program } from "./programs.mjs";
import { readWanted } from "./providers.mjs";
import { provideTerraform } from "./terraform-program.mjs";
import { fakeProgram, folderWith } from "./test-support/fake-programs.js";

const wanted = readWanted();

function terraformOf(version: string) {
  return fakeProgram("terraform", `console.log("Terraform v${version}");`);
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
    expect(await provideTerraform(wanted, machine().options, command)).toMatchObject({ command, version: "1.13.3" });
  });

  it("builds one if it is missing", async () => {
    const { lines, options } = machine();
    const built = await provideTerraform(wanted, options, "no-such-terraform");
    expect(built).toMatchObject({
      command: expect.stringMatching(/builds\/terraform-[0-9a-f]+\/terraform$/),
      version: "1.11.4",
    });
    expect(lines[0]).toMatch(
      /^there is no no-such-terraform on PATH .*\. Building terraform 1\.11\.4 with Go instead$/,
    );
  });

  it("builds OpenTofu if that is named", async () => {
    const { lines, options } = machine();
    const built = await provideTerraform(wanted, options, "/nowhere/tofu");
    expect(built).toMatchObject({
      command: expect.stringMatching(/builds\/tofu-[0-9a-f]+\/tofu$/),
      product: "OpenTofu",
      version: "1.12.6",
    });
    expect(lines[0]).toMatch(/Building OpenTofu 1\.12\.6 with Go instead$/);
  });

  it("builds one if it is too old", async () => {
    const { lines, options } = machine();
    const command = terraformOf("1.9.8");
    expect((await provideTerraform(wanted, options, command)).version).toBe("1.11.4");
    expect(lines[0]).toContain(`${command} is Terraform 1.9.8: install 1.11.0 or newer`);
  });

  it("says why there is none", async () => {
    await expect(provideTerraform(wanted, machine("403 Forbidden").options, "no-such-terraform")).rejects.toThrow(
      /^there is no no-such-terraform on PATH .*\. terraform 1\.11\.4 could not be built: 403 Forbidden$/,
    );
  });

  it("builds one in place of a broken one, and says what is wrong with it", async () => {
    const { lines, options } = machine();
    await provideTerraform(wanted, options, fakeProgram("terraform", `console.error("bad CPU"); process.exit(1);`));
    expect(lines[0]).toContain('version` answered "bad CPU"');
  });
});

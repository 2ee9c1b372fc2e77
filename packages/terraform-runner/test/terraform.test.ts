import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Terraform, TerraformError, type TerraformEvent, type TerraformRunOptions } from "../src/index.js";

/** Prints what the variable ANSWER says, to standard error what ARGS says it was called with, and ends with CODE. */
const PROGRAM = `#!/bin/sh
printf '%s' "$ANSWER"
printf '%s\\n' "$*" >&2
exit "\${CODE:-0}"
`;

const folder = mkdtempSync(join(tmpdir(), "runner-"));
const command = join(folder, "terraform");
beforeAll(() => {
  writeFileSync(command, PROGRAM);
  chmodSync(command, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

function terraform(answer = "", code = 0, defaults: TerraformRunOptions = {}) {
  const env = { ANSWER: answer, CODE: String(code), ...defaults.env };
  return new Terraform({ command, product: "Terraform", version: "1.11.4" }, { ...defaults, env });
}

const line = (event: object) => `${JSON.stringify({ "@level": "info", "@message": "", ...event })}\n`;

describe("Terraform", () => {
  it("names itself as Terraform does", () => {
    expect(terraform().title).toBe("Terraform v1.11.4");
  });

  it("streams events and collects the errors among them", async () => {
    const diagnostic = { severity: "error", summary: "refused", address: "random_pet.one" };
    const warning = { severity: "warning", summary: "deprecated" };
    const answer = `not JSON\n${line({ type: "diagnostic", diagnostic: warning })}${line({ type: "diagnostic", diagnostic })}`;
    const events: TerraformEvent[] = [];
    const lines: string[] = [];
    const { code, errors } = await terraform(answer, 1).apply({
      plan: "plan",
      onEvent: (event) => events.push(event),
      onLine: (text) => lines.push(text),
    });
    expect(code).toBe(1);
    expect(events.map((event) => event.diagnostic?.summary)).toEqual(["deprecated", "refused"]);
    expect(errors).toEqual([diagnostic]);
    expect(lines.map((text) => `${text}\n`).join("")).toBe(answer);
  });

  it.each([
    ["init", (it: Terraform) => it.init(), "init -input=false -no-color"],
    [
      "init without backend",
      (it: Terraform) => it.init({ backend: false }),
      "init -input=false -no-color -backend=false",
    ],
    [
      "plan",
      (it: Terraform) => it.plan({ out: "plan", detailedExitCode: true, varFiles: ["/a.tfvars"] }),
      "plan -out=plan -detailed-exitcode -json -input=false -var-file=/a.tfvars",
    ],
    ["plan without options", (it: Terraform) => it.plan(), "plan -json -input=false"],
    [
      "apply",
      (it: Terraform) => it.apply({ plan: "plan", parallelism: 100 }),
      "apply -json -input=false -parallelism=100 plan",
    ],
    ["destroy", (it: Terraform) => it.destroy(), "destroy -auto-approve -json -input=false"],
  ])("%s passes its options as arguments", async (_, run, args) => {
    expect((await run(terraform())).stderr).toBe(`${args}\n`);
  });

  it("returns what validate found, whatever its exit code", async () => {
    const diagnostics = [{ severity: "error", summary: "wrong" }];
    expect(await terraform(JSON.stringify({ valid: false, diagnostics }), 1).validate()).toEqual({
      valid: false,
      diagnostics,
    });
  });

  it("throws what validate wrote if that is no answer", async () => {
    await expect(terraform("panic: no", 2).validate()).rejects.toThrow(TerraformError);
    for (const answer of ["{}", '{ "valid": true }', '{ "diagnostics": [] }']) {
      await expect(terraform(answer, 2).validate()).rejects.toThrow(
        `\`${command} validate -json\` ended with exit code 2:\nvalidate -json`,
      );
    }
  });

  it("reads what show prints", async () => {
    expect(await terraform('{ "values": {} }').show()).toEqual({ values: {} });
    expect(await terraform().show("plan")).toEqual({});
    await expect(terraform("", 1).show()).rejects.toThrow(`\`${command} show -json\` ended`);
    await expect(terraform("", 1).show("plan")).rejects.toThrow(`\`${command} show -json plan\` ended`);
  });

  it("throws what Terraform wrote where its output is needed and it fails", async () => {
    await expect(terraform("", 1).output(["state", "pull"])).rejects.toMatchObject({
      name: "TerraformError",
      message: `\`${command} state pull\` ended with exit code 1:\nstate pull`,
      commandLine: `${command} state pull`,
      result: { code: 1, stderr: "state pull\n" },
    });
    const shell = new Terraform({ command: "sh", product: "Terraform", version: "1.11.4" });
    await expect(shell.output(["-c", "echo only here; exit 1"])).rejects.toThrow(/ended with exit code 1:\nonly here$/);
  });

  it("keeps the environment of all runs beside that of one", async () => {
    const { stdout } = await terraform("ours", 0, { env: { CODE: "0" } }).run(["graph"], { env: { OTHER: "1" } });
    expect(stdout).toBe("ours\n");
  });

  it("asks for no suggestions, and for no newer versions", async () => {
    const { stdout } = await new Terraform({ command: "env", product: "Terraform", version: "1.11.4" }).run([]);
    expect(stdout.split("\n")).toEqual(expect.arrayContaining(["CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1"]));
  });
});

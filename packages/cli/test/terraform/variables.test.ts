import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { variableProblems } from "../../src/terraform/variables.js";

/** A stack with two variables, one of them with a default, and files beside it. */
function stackWith(files: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), "variables-"));
  const variable = { password: { description: "A password." }, region: { default: "canadacentral" } };
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify({ variable }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return { folder, stacks: SynthModel.fromDirectory(folder).stacks };
}

describe("variables", () => {
  it("are missed with their description and the ways to give them", () => {
    const { stacks } = stackWith();
    expect(variableProblems(stacks, [], {})).toEqual([
      {
        path: "password",
        value: `nothing, for ${stacks[0]?.name}`,
        allowed: "A password.",
        fix: "export TF_VAR_password, or give it in a file with --var-file",
      },
    ]);
  });

  it("may come from the environment, but not empty, as pipelines give a secret that isn't set", () => {
    const { stacks } = stackWith();
    expect(variableProblems(stacks, [], { TF_VAR_password: "x" })).toEqual([]);
    expect(variableProblems(stacks, [], { TF_VAR_password: "" })).toHaveLength(1);
  });

  it.each([
    ["secret.tfvars", 'password = "x"'],
    ["secret.tfvars", '\n# a comment\n  password="x"'],
    ["secret.tfvars.json", '{ "password": "x" }'],
  ])("may stand in %s", (name, text) => {
    const { folder, stacks } = stackWith({ [name]: text });
    expect(variableProblems(stacks, [join(folder, name)], {})).toEqual([]);
  });

  it.each(["terraform.tfvars", "mine.auto.tfvars"])("may stand in %s, which Terraform reads by itself", (name) => {
    expect(variableProblems(stackWith({ [name]: 'password = "x"' }).stacks, [], {})).toEqual([]);
  });

  it.each(["terraform.tfvars.json", "mine.auto.tfvars.json"])("may stand in %s as well", (name) => {
    expect(variableProblems(stackWith({ [name]: '{ "password": "x" }' }).stacks, [], {})).toEqual([]);
  });

  it.each([
    ["a file that isn't named", "other.tfvars", 'password = "x"'],
    ["a comment", "mine.auto.tfvars", '# password = "x"'],
    ["another one's value", "mine.auto.tfvars", 'other = "password"'],
    ["a comparison", "mine.auto.tfvars", "password == 1"],
  ])("are missed if they stand in %s only", (_, name, text) => {
    expect(variableProblems(stackWith({ [name]: text }).stacks, [], {})).toHaveLength(1);
  });

  it("may not stand in a file that can't be read", () => {
    const { folder, stacks } = stackWith({ "broken.tfvars.json": "{" });
    const files = [join(folder, "absent.tfvars"), join(folder, "broken.tfvars.json")];
    const problems = variableProblems(stacks, files, { TF_VAR_password: "x" });
    expect(problems.map(({ path, value }) => [path, value])).toEqual([
      [files[0], "ENOENT"],
      [files[1], "not JSON"],
    ]);
  });
});

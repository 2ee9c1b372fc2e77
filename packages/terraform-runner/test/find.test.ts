import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { findTerraform, TerraformNotFoundError } from "../src/index.js";
import { isOlder } from "../src/find.js";

/** A folder of programs that answer `version` if they may ask nobody for newer ones, as a PATH. */
function pathWith(programs: Readonly<Record<string, string>>, end = "exit 0"): string {
  const folder = mkdtempSync(join(tmpdir(), "runner-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, answer] of Object.entries(programs)) {
    writeFileSync(
      join(folder, name),
      `#!/bin/sh\n[ "$* $CHECKPOINT_DISABLE" = "version 1" ] && echo '${answer}'\n${end}\n`,
    );
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

describe("findTerraform", () => {
  it("takes Terraform before OpenTofu", async () => {
    const PATH = pathWith({ terraform: "Terraform v1.11.4\non linux_amd64", tofu: "OpenTofu v1.9.0" });
    expect(await findTerraform({ env: { PATH, TERRAFORM_BINARY_NAME: "" } })).toEqual({
      command: "terraform",
      product: "Terraform",
      version: "1.11.4",
    });
  });

  it("takes OpenTofu if there is no Terraform", async () => {
    const PATH = pathWith({ tofu: "Found it in .opentofu-version\nOpenTofu v1.9.0\non linux_amd64" });
    expect(await findTerraform({ env: { PATH } })).toEqual({ command: "tofu", product: "OpenTofu", version: "1.9.0" });
  });

  it("takes what TERRAFORM_BINARY_NAME names, and nothing else", async () => {
    const PATH = pathWith({ terraform: "Terraform v1.11.4", mine: "Terraform v1.6.0" });
    const mine = { PATH, TERRAFORM_BINARY_NAME: "mine" };
    expect(await findTerraform({ env: mine })).toMatchObject({ command: "mine", version: "1.6.0" });
    await expect(findTerraform({ env: { ...mine, TERRAFORM_BINARY_NAME: "other" } })).rejects.toThrow(
      "there is no other on PATH",
    );
  });

  it("says how to get it where there is none", async () => {
    await expect(findTerraform({ env: { PATH: pathWith({}) } })).rejects.toThrow(
      "there is no terraform and no tofu on PATH that could be run: install 1.5.0 or newer of Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install), or name the program in TERRAFORM_BINARY_NAME",
    );
  });

  it("refuses a version that is too old", async () => {
    const PATH = pathWith({ terraform: "Terraform v1.4.7" });
    await expect(findTerraform({ env: { PATH } })).rejects.toMatchObject({
      name: "TerraformNotFoundError",
      message: expect.stringContaining("terraform is Terraform 1.4.7: install 1.5.0 or newer"),
      reason: "terraform is Terraform 1.4.7",
      fix: expect.stringMatching(/^install 1\.5\.0 or newer/),
    });
    expect(await findTerraform({ env: { PATH }, minimum: "1.4.0" })).toMatchObject({ version: "1.4.7" });
  });

  it("refuses another program of that name", async () => {
    const PATH = pathWith({ terraform: "GNU tar" });
    const find = findTerraform({ env: { PATH } });
    await expect(find).rejects.toThrow(TerraformNotFoundError);
    await expect(find).rejects.toThrow('terraform is not Terraform: `terraform version` answered "GNU tar"');
    const wrapper = pathWith({ terraform: "wraps Terraform v1.11.4" });
    await expect(findTerraform({ env: { PATH: wrapper } })).rejects.toThrow("is not Terraform");
  });

  it("refuses a program that fails, with its error", async () => {
    const PATH = pathWith({ terraform: "Terraform v1.11.4" }, "echo broken >&2; exit 1");
    await expect(findTerraform({ env: { PATH } })).rejects.toThrow('`terraform version` answered "broken"');
  });
});

describe("isOlder", () => {
  it("compares numbers, not texts", () => {
    expect(isOlder("1.9.8", "1.10.0")).toBe(true);
    expect(isOlder("1.10.0", "1.9.8")).toBe(false);
  });

  it("takes a pre-release for its release", () => {
    expect(isOlder("1.5.0-beta1", "1.5.0")).toBe(false);
  });

  it("orders any versions as their numbers", () => {
    const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
    const order = (one: number[], other: number[]) =>
      one.map((part, index) => part - (other[index] ?? 0)).find(Boolean);
    fc.assert(
      fc.property(version, version, (one, other) => {
        expect(isOlder(one.join("."), other.join("."))).toBe((order(one, other) ?? 0) < 0);
      }),
    );
  });
});

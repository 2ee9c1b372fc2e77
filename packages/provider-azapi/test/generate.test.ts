import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const committed = join(root, "schema/azapi-2.12.0.json");

/** Asks the generator whether the committed bindings are what it would write. */
function check(...args: string[]) {
  const script = join(root, "scripts/generate.mjs");
  return spawnSync(process.execPath, [script, "--check", ...args], { cwd: tmpdir(), encoding: "utf8" });
}

/** The same with a schema that differs from the committed one. */
function checkChanged(change: (text: string) => string) {
  const folder = mkdtempSync(join(tmpdir(), "provider-azapi-"));
  try {
    const schema = join(folder, "schema.json");
    writeFileSync(schema, change(readFileSync(committed, "utf8")));
    return check("--schema", schema);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("generate", () => {
  it("writes what is committed, byte for byte", () => {
    expect(check()).toMatchObject({ stdout: "", stderr: "", status: 0 });
  });

  it("names what another release would change", () => {
    const { status, stderr } = check("--version", "2.13.0", "--schema", committed);
    expect(status).toBe(1);
    expect(stderr).toContain("resource/index.ts");
  });

  it("takes the schema of a release from its file", () => {
    expect(check("--version", "2.13.0").stderr).toContain("azapi-2.13.0.json");
  });

  it("refuses a version that is no release", () => {
    const { status, stderr } = check("--version", "latest", "--schema", committed);
    expect(status).toBe(1);
    expect(stderr).toContain("provider version 'latest' must be a release, MAJOR.MINOR.PATCH: 2.12.0");
  });

  it("refuses the schema of another provider", () => {
    const { status, stderr } = checkChanged((text) => text.replace("azure/azapi", "hashicorp/time"));
    expect(status).toBe(1);
    expect(stderr).toContain("schema holds registry.terraform.io/hashicorp/time, it must hold azure/azapi");
  });

  it("asks for the type of a new attribute that takes any value", () => {
    const { status, stderr } = checkChanged((text) => text.replaceAll('"response_export_values"', '"response_fields"'));
    expect(status).toBe(1);
    expect(stderr).toContain("response_fields takes any value: say what it is in DYNAMIC_ATTRIBUTES");
  });
});

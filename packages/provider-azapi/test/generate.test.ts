import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bindings, differing } from "../scripts/bindings.mjs";

const root = join(import.meta.dirname, "..");
const lib = join(root, "src/lib");
const text = readFileSync(join(root, "schema/azapi-2.12.0.json"), "utf8");

type Schema = Parameters<typeof bindings>[0];

/** The bindings of the committed schema with a change in it. */
function changed(change: (text: string) => string): Promise<ReadonlyMap<string, string>> {
  return bindings(JSON.parse(change(text)) as Schema, "2.12.0");
}

describe("generate", () => {
  it("writes what is committed, byte for byte", async () => {
    expect(await differing(await bindings(JSON.parse(text) as Schema, "2.12.0"), lib)).toEqual([]);
  });

  it("names what another release would change", async () => {
    expect(await differing(await bindings(JSON.parse(text) as Schema, "2.13.0"), lib)).toContain("resource/index.ts");
  });

  it("takes the schema of a release from its file", () => {
    const script = join(root, "scripts/generate.mjs");
    const { stderr } = spawnSync(process.execPath, [script, "--check", "--version", "2.13.0"], { encoding: "utf8" });
    expect(stderr).toContain("azapi-2.13.0.json");
  });

  it("refuses a version that is no release", async () => {
    await expect(bindings(JSON.parse(text) as Schema, "latest")).rejects.toThrow(
      "provider version 'latest' must be a release, MAJOR.MINOR.PATCH: 2.12.0",
    );
  });

  it("refuses the schema of another provider", async () => {
    await expect(changed((schema) => schema.replace("azure/azapi", "hashicorp/time"))).rejects.toThrow(
      "schema holds registry.terraform.io/hashicorp/time, it must hold azure/azapi",
    );
  });

  it("asks for the type of a new attribute that takes any value", async () => {
    const renamed = changed((schema) => schema.replaceAll('"response_export_values"', '"response_fields"'));
    await expect(renamed).rejects.toThrow("response_fields takes any value: say what it is in DYNAMIC_ATTRIBUTES");
  });
});

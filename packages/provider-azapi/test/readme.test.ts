import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");

describe("README", () => {
  it("shows the example that is run here", () => {
    expect(read("../README.md").match(/```ts\n(.*?)```/s)?.[1]).toBe(read("readme.example.ts"));
  });

  it("has an example that synthesizes", async () => {
    const outdir = mkdtempSync(join(tmpdir(), "provider-azapi-"));
    process.env["CDKTF_OUTDIR"] = outdir;
    try {
      await import("./readme.example.js");
      const { resource, output } = JSON.parse(readFileSync(join(outdir, "stacks/images/cdk.tf.json"), "utf8"));
      expect(resource.azapi_resource.registry.body.properties.encryption).toEqual({
        status: "enabled",
        keyVaultProperties: {
          identity: '${azapi_resource.identity.output["clientId"]}',
          keyIdentifier: "${var.key_id}",
        },
      });
      expect(output.login_server.value).toBe("${azapi_resource.registry.output.properties.loginServer}");
    } finally {
      delete process.env["CDKTF_OUTDIR"];
      rmSync(outdir, { recursive: true });
    }
  });
});

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addPlatform } from "@org/aml-cli";
import { App } from "cdktf";
import { parse } from "jsonc-parser";
import { expect, it } from "vitest";
import { joinEmptyLines } from "../../../../packages/cli/src/output-directory.js";
import { filesOf } from "../../../../tools/test/files-of.js";
import { bundle } from "../../scripts/bundle.mjs";

const config = join(import.meta.dirname, "../../platform.config.json");

it("writes from its bundle what the unchanged CDKTF writes, with empty lists in one line", async () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  const [dist, bundled, plain] = [join(folder, "dist"), join(folder, "bundled"), join(folder, "plain")];
  await bundle(dist);
  const args = [join(dist, "main.cjs"), "synth", "--config", config, "--out", bundled];
  expect(spawnSync(process.execPath, args, { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  const app = new App({ outdir: plain, stackTraces: false });
  addPlatform(app, parse(readFileSync(config, "utf8")) as object);
  app.synth();
  joinEmptyLines(plain);
  expect(filesOf(bundled)).toEqual(filesOf(plain));
});

it("loads code beside a configuration, with packages from their sources", () => {
  const folder = mkdtempSync(join(tmpdir(), "extended-"));
  const dev = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
  const extended = { extend: "./platform.extend.ts", environments: { dev } };
  writeFileSync(join(folder, "platform.config.json"), JSON.stringify(extended));
  writeFileSync(
    join(folder, "platform.extend.ts"),
    `import { ManagedIdentity } from "@org/aml-rbac";
     import type { PrivateMlEnvironment } from "@org/aml-platform";
     export function extend(environment: PrivateMlEnvironment): void {
       const { resourceGroup } = environment.workspace;
       new ManagedIdentity(environment, "Own", { resourceGroup, name: "id-own" });
     }`,
  );
  const run = join(import.meta.dirname, "../../run.mjs");
  const options = { cwd: folder, encoding: "utf8" } as const;
  expect(spawnSync(process.execPath, [run, "synth"], options)).toMatchObject({ status: 0, stderr: "" });
  expect(filesOf(join(folder, "cdktf.out"))["stacks/aml-dev/cdk.tf.json"]).toContain('"id-own"');
});

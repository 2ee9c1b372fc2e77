import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addPlatform } from "@org/aml-cli";
import { App } from "cdktf";
import { parse } from "jsonc-parser";
import { expect, it } from "vitest";
import { bundle } from "../scripts/bundle.mjs";

const config = join(import.meta.dirname, "../platform.config.json");

function filesOf(directory: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((file) => statSync(join(directory, file)).isFile())
      .sort()
      .map((file) => [file, readFileSync(join(directory, file), "utf8")]),
  );
}

// Bundling and two processes take seconds, and much longer on a busy machine.
it("writes from its bundle what the unchanged CDKTF writes", { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "bundle-"));
  const [dist, bundled, plain] = [join(folder, "dist"), join(folder, "bundled"), join(folder, "plain")];
  await bundle(dist);
  const args = [join(dist, "main.cjs"), "synth", "--config", config, "--out", bundled];
  expect(spawnSync(process.execPath, args, { encoding: "utf8" })).toMatchObject({ status: 0, stderr: "" });
  const app = new App({ outdir: plain, stackTraces: false });
  addPlatform(app, parse(readFileSync(config, "utf8")) as object);
  app.synth();
  expect(filesOf(bundled)).toEqual(filesOf(plain));
});

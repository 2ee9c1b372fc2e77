import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addPlatform } from "@org/aml-cli";
import { App } from "cdktf";
import { describe, expect, it } from "vitest";
import { LAYERS } from "../layers.mjs";
import { readStacks, resourcesOf } from "../../packages/cli/src/compare/index.js";

const workspace = join(import.meta.dirname, "../..");

/** The example of each library: its stacks with all options; the composition's is the reference platform. */
const examples: { folder: string; build: (app: App) => void | Promise<void> }[] = Object.values(LAYERS)
  .map(({ folder }) => ({ folder, file: join(workspace, folder, "test/all-options.ts") }))
  .filter(({ file }) => existsSync(file))
  .map(({ folder, file }) => ({
    folder,
    build: async (app) => {
      const { defaults, everything } = await import(file);
      defaults?.(app, 4);
      everything(app, 4);
    },
  }));
examples.push({
  folder: "packages/platform",
  build: (app) => addPlatform(app, {}),
});

describe.each(examples)("the Terraform of $folder", ({ folder, build }) => {
  it("stays as it is: another address or another name destroys what is deployed", async () => {
    const outdir = mkdtempSync(join(tmpdir(), "terraform-"));
    const app = new App({ outdir, stackTraces: false });
    await build(app);
    app.synth();
    await expect(`${JSON.stringify(resourcesOf(readStacks(outdir)), null, 2)}\n`).toMatchFileSnapshot(
      join(workspace, folder, "test/golden/terraform.json"),
    );
  });
});

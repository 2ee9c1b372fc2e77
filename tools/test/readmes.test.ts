import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { LAYERS } from "../layers.mjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const workspace = join(import.meta.dirname, "../..");
const readmes = Object.values(LAYERS)
  .map(({ folder }) => `${folder}/README.md`)
  .filter((readme) => readme.startsWith("packages/") && existsSync(join(workspace, readme)));
const examples = readmes.map((readme) => ({
  readme,
  // Inside the package, so that its imports are resolved as those of a consumer.
  file: join(workspace, dirname(readme), "test/.readme/example.ts"),
  text: /```ts\n([\s\S]*?)```/.exec(readFileSync(join(workspace, readme), "utf8"))?.[1],
}));

let compilerOutput = "";
beforeAll(() => {
  for (const { file, text } of examples) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text ?? "");
  }
  const project = join(workspace, "tools/test/.readme.tsconfig.json");
  writeFileSync(
    project,
    JSON.stringify({ extends: "../../tsconfig.base.json", files: examples.map(({ file }) => file) }),
  );
  try {
    execFileSync(process.execPath, ["node_modules/typescript7/bin/tsc", "-p", project], {
      cwd: workspace,
      encoding: "utf8",
    });
  } catch (error) {
    compilerOutput = String((error as { stdout?: string }).stdout);
  } finally {
    rmSync(project);
  }
});
afterAll(() => {
  for (const { file } of examples) rmSync(dirname(file), { recursive: true, force: true });
});

describe.each(examples)("$readme", ({ readme, text }) => {
  it("S1-REG-29 has one complete example that compiles", () => {
    expect(text).toBeDefined();
    expect(compilerOutput.split("\n").filter((line) => line.startsWith(dirname(readme)))).toEqual([]);
  });
});

// An example that is a test runs in Vitest only: its package runs it among its own.
const programs = examples.filter(({ text }) => !text?.includes('from "vitest"'));

describe.each(programs)("$readme", ({ file }) => {
  it("has an example that runs", async () => {
    const folder = mkdtempSync(join(tmpdir(), "readme-"));
    try {
      const outfile = join(folder, "example.cjs");
      await build({
        entryPoints: [file],
        outfile,
        bundle: true,
        platform: "node",
        format: "cjs",
        tsconfig: join(workspace, "tsconfig.base.json"),
        // Loaded by those who rehearse HCL only, and not made for bundlers.
        external: ["@cdktf/hcl2json"],
        logLevel: "silent",
      });
      execFileSync(process.execPath, [outfile], { cwd: folder, stdio: "pipe" });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

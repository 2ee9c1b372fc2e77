import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { LAYERS } from "../layers.mjs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const run = promisify(execFile);
const workspace = join(import.meta.dirname, "../..");
// Inside the workspace, so that the bundles find what is installed.
const outputs = mkdtempSync(join(import.meta.dirname, ".run-"));

const examples = Object.entries(LAYERS)
  .filter(([, { folder }]) => folder.startsWith("packages/") && existsSync(join(workspace, folder, "README.md")))
  .map(([name, { folder }]) => {
    const text = readFileSync(join(workspace, folder, "README.md"), "utf8");
    const [program, ...otherPrograms] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)];
    const afterwards = program ? text.slice(program.index + program[0].length) : "";
    return {
      name,
      readme: `${folder}/README.md`,
      // Inside the package, so that its imports are resolved as a consumer's are.
      file: join(workspace, folder, "test/.readme/example.ts"),
      program: program?.[1] ?? "",
      otherPrograms,
      excerpt: /```json\n([\s\S]*?)```/.exec(afterwards)?.[1],
      output: join(outputs, name),
    };
  });
/** The code of the recipes, which its own test runs. */
const recipe = {
  file: join(workspace, "packages/cli/test/.readme/recipe.ts"),
  program: /```ts\n([\s\S]*?)```/.exec(readFileSync(join(workspace, "docs/recipes.md"), "utf8"))?.[1] ?? "",
};
// An example that is a test runs only in Vitest: its package runs it among its own tests.
const programs = examples.filter(({ program }) => !program.includes('from "vitest"'));
const excerpts = programs.flatMap(({ excerpt, ...example }) =>
  excerpt === undefined ? [] : [{ ...example, excerpt }],
);

let compiled = "";
const failures = new Map<string, string>();

beforeAll(async () => {
  for (const { file, program } of [...examples, recipe]) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, program);
  }
  await Promise.all([compile(), runPrograms()]);
}, 120_000);
afterAll(() => {
  for (const { file } of examples) rmSync(dirname(file), { recursive: true, force: true });
  rmSync(outputs, { recursive: true, force: true });
});

async function compile(): Promise<void> {
  const project = join(workspace, "tools/test/.readme.tsconfig.json");
  const files = [...examples, recipe].map(({ file }) => file);
  writeFileSync(project, JSON.stringify({ extends: "../../tsconfig.base.json", files }));
  try {
    await run(process.execPath, ["node_modules/typescript7/bin/tsc", "-p", project], { cwd: workspace });
  } catch (error) {
    compiled = String((error as { stdout?: string }).stdout);
  } finally {
    rmSync(project);
  }
}

async function runPrograms(): Promise<void> {
  await build({
    entryPoints: programs.map(({ name, file }) => ({ in: file, out: name })),
    outdir: outputs,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    tsconfig: join(workspace, "tsconfig.base.json"),
    packages: "external",
    logLevel: "silent",
  });
  for (const { name, output } of programs) {
    mkdirSync(output);
    await run(process.execPath, [`${output}.cjs`], { cwd: output }).catch((error) => failures.set(name, String(error)));
  }
}

type Stack = { readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>> };

function addressesOf({ resource = {} }: Stack): string[] {
  return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((id) => `${type}.${id}`));
}

/** The synthesized stack that has the most resources of an excerpt. */
function closestStack(output: string, excerpt: Stack): Stack | undefined {
  const wanted = new Set(addressesOf(excerpt));
  const shared = (stack: Stack): number => addressesOf(stack).filter((address) => wanted.has(address)).length;
  const stacks = join(output, "cdktf.out/stacks");
  return readdirSync(stacks)
    .map((name): Stack => JSON.parse(readFileSync(join(stacks, name, "cdk.tf.json"), "utf8")))
    .sort((a, b) => shared(b) - shared(a))[0];
}

/** The addresses of an excerpt that a stack doesn't have, with those that it has: the hash at the end is hard to guess. */
function wrongAddresses(excerpt: Stack, stack: Stack): string[] {
  const withoutHash = (address: string) => address.replace(/_[0-9A-F]{8}$/, "");
  const synthesized = addressesOf(stack);
  return addressesOf(excerpt)
    .filter((address) => !synthesized.includes(address))
    .map((address) => {
      const alike = synthesized.filter((other) => withoutHash(other) === withoutHash(address));
      return `there is no ${address}, only ${(alike.length > 0 ? alike : synthesized).join(", ")}`;
    });
}

describe.each(examples)("$readme", ({ readme, program, otherPrograms }) => {
  it("has one complete example that compiles (S1-REG-29)", () => {
    expect(program).not.toBe("");
    expect(otherPrograms).toEqual([]);
    expect(compiled.split("\n").filter((line) => line.startsWith(dirname(readme)))).toEqual([]);
  });
});

describe("docs/recipes.md", () => {
  it("has code that compiles", () => {
    expect(recipe.program).not.toBe("");
    expect(compiled.split("\n").filter((line) => line.includes("recipe.ts"))).toEqual([]);
  });
});

describe.each(programs)("$readme", ({ name }) => {
  it("has an example that runs", () => {
    expect(failures.get(name)).toBeUndefined();
  });
});

describe.each(excerpts)("$readme", ({ output, excerpt }) => {
  it("shows an excerpt of the Terraform that its example synthesizes", () => {
    const shown = JSON.parse(excerpt);
    const stack = closestStack(output, shown);
    expect(wrongAddresses(shown, stack ?? {})).toEqual([]);
    expect(stack).toMatchObject(shown);
  });
});

import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { EXAMPLES } from "../docs/examples.mjs";

const outputs = mkdtempSync(join(tmpdir(), "readmes-"));

// An example that is a test runs only in Vitest: its package runs it among its own tests.
const programs = EXAMPLES.filter(({ program }) => !program.includes('from "vitest"')).map((example) => ({
  ...example,
  file: join(example.folder, "example.ts"),
  output: join(outputs, example.name),
}));
const excerpts = programs.flatMap(({ excerpt, ...example }) =>
  excerpt === undefined ? [] : [{ ...example, excerpt }],
);

const failures = new Map<string, string>();

beforeAll(async () => {
  for (const { folder, file, program } of programs) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, program);
  }
  await runPrograms();
}, 120_000);
afterAll(() => {
  for (const { folder } of programs) rmSync(folder, { recursive: true, force: true });
  rmSync(outputs, { recursive: true, force: true });
});

/** Runs the programs in this process, where the packages are loaded already. CDKTF writes to where the variable says. */
async function runPrograms(): Promise<void> {
  const print = vi.spyOn(console, "log").mockReturnValue();
  for (const { name, file, output } of programs) {
    mkdirSync(output);
    vi.stubEnv("CDKTF_OUTDIR", join(output, "cdktf.out"));
    await import(file).catch((error: unknown) => failures.set(name, String(error)));
  }
  vi.unstubAllEnvs();
  print.mockRestore();
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

describe.each(EXAMPLES)("$readme", ({ program, otherPrograms }) => {
  it("has one complete example, which npm run typecheck compiles (S1-REG-29)", () => {
    expect(program).not.toBe("");
    expect(otherPrograms).toEqual([]);
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

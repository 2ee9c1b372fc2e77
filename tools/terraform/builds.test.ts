import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { obtain } from "./builds.mjs";
import type { Program } from "./programs.mjs";
import { folderWith } from "./test-support/fake-programs.js";

const program: Program = { title: "p 1.0.0", executable: "p_v1.0.0", from: "example.org/p@v1.0.0", linkerFlags: "" };

/** A builder that answers as told, call after call; undefined builds. */
function builder(...answers: (string | undefined)[]) {
  const calls: string[] = [];
  const log: string[] = [];
  const build = async ({ executable }: Program, target: string) => {
    calls.push(target);
    await new Promise((resolve) => setImmediate(resolve));
    const answer = answers[calls.length - 1];
    if (answer === undefined) writeFileSync(join(target, executable), "program");
    return answer;
  };
  return { calls, lines: log, options: { build, log: (line: string) => log.push(line) } };
}

describe("obtain", () => {
  it("builds aside, then puts the program in place", async () => {
    const cache = folderWith();
    const { calls, options } = builder();
    const result = await obtain(program, { cache, ...options });
    expect(result).toEqual({ folder: expect.stringMatching(/builds\/p_v1\.0\.0-[0-9a-f]{12}$/) });
    expect(calls).not.toContain("folder" in result && result.folder);
    expect(existsSync(join("folder" in result ? result.folder : "", "p_v1.0.0"))).toBe(true);
  });

  it("builds once, for any number of callers at once", async () => {
    const cache = folderWith();
    const { calls, options } = builder();
    const results = await Promise.all([1, 2, 3].map(() => obtain(program, { cache, ...options })));
    await obtain(program, { cache, ...options });
    expect(calls).toHaveLength(1);
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1);
  });

  it("removes what a build left that was killed half-way", async () => {
    const cache = folderWith({ "builds/.aside-left/p_v1.0.0": "half" });
    await obtain(program, { cache, ...builder().options });
    expect(readdirSync(join(cache, "builds")).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("remembers a refusal, and asks again when told to", async () => {
    const cache = folderWith();
    const { calls, options } = builder("403 Forbidden", undefined);
    expect(await obtain(program, { cache, ...options })).toEqual({ answer: "403 Forbidden" });
    expect(await obtain(program, { cache, ...options })).toEqual({ answer: "403 Forbidden" });
    expect(calls).toHaveLength(1);
    const asked = await obtain(program, { cache, ...options, reask: true });
    expect(asked).toHaveProperty("folder");
    expect(await obtain(program, { cache, ...options })).toEqual(asked);
  });

  it("tries again after a failure that isn't a refusal", async () => {
    const cache = folderWith();
    const { options } = builder("no such host", undefined);
    expect(await obtain(program, { cache, ...options })).toEqual({ answer: "no such host" });
    expect(await obtain(program, { cache, ...options })).toHaveProperty("folder");
  });

  it("builds again when a source of the program changes, not when its tests do", async () => {
    const cache = folderWith();
    const folder = folderWith({ "main.go": "one" });
    mkdirSync(join(folder, "testdata"));
    const { calls, options } = builder();
    const ours = { ...program, from: ".", folder };
    await obtain(ours, { cache, ...options });
    writeFileSync(join(folder, "main_test.go"), "a test");
    await obtain(ours, { cache, ...options });
    expect(calls).toHaveLength(1);
    writeFileSync(join(folder, "main.go"), "two");
    await obtain(ours, { cache, ...options });
    expect(calls).toHaveLength(2);
  });

  it("builds again when the schema of a stub changes", async () => {
    const cache = folderWith();
    const schema = join(folderWith({ "schema.json": "{}" }), "schema.json");
    const { calls, options } = builder();
    await obtain({ ...program, schema }, { cache, ...options });
    writeFileSync(schema, '{"provider_schemas":{}}');
    await obtain({ ...program, schema }, { cache, ...options });
    expect(calls).toHaveLength(2);
  });

  it("says what it does and what was answered", async () => {
    const { lines, options } = builder("403 Forbidden");
    await obtain(program, { cache: folderWith(), ...options });
    expect(lines).toEqual(["p 1.0.0: asking the Go proxy, building", "p 1.0.0: is not available: 403 Forbidden"]);
  });
});

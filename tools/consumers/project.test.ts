import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConsumerError, peerWarnings, Project } from "./project.mjs";

function project() {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "consumer-")));
  return new Project({ title: "esm, lowest", root, env: {}, signal: new AbortController().signal });
}

describe("Project", () => {
  it("notes the modules of a program, ES modules and CommonJS, and finds them its own", async () => {
    const own = project();
    writeFileSync(own.path("main.mjs"), 'import "./a.mjs"; import "./b.cjs";');
    writeFileSync(own.path("a.mjs"), "");
    writeFileSync(own.path("b.cjs"), "");
    await own.run("node", ["main.mjs"]);
    expect(() => own.refuseOutside()).not.toThrow();
  });

  it.each([
    ["an ES module", "main.mjs", (path: string) => `import ${JSON.stringify(path)};`],
    ["a CommonJS module", "main.cjs", (path: string) => `require(${JSON.stringify(path)});`],
  ])("refuses %s from elsewhere", async (_, main, text) => {
    const own = project();
    const elsewhere = join(mkdtempSync(join(tmpdir(), "elsewhere-")), "other.cjs");
    writeFileSync(elsewhere, "");
    writeFileSync(own.path(main), text(elsewhere));
    await own.run("node", [main]);
    expect(() => own.refuseOutside()).toThrow(`esm, lowest reaches what isn't its own:\n${realpathSync(elsewhere)}`);
  });

  it("refuses a linked package", async () => {
    const own = project();
    mkdirSync(own.path("node_modules"));
    symlinkSync(import.meta.dirname, own.path("node_modules/linked"));
    writeFileSync(own.path("main.cjs"), "");
    await own.run("node", ["main.cjs"]);
    expect(() => own.refuseOutside()).toThrow("node_modules/linked");
  });

  it("refuses a file that a compiler took from elsewhere", async () => {
    const own = project();
    writeFileSync(own.path("main.cjs"), "");
    await own.run("node", ["main.cjs"]);
    expect(() => own.refuseOutside([import.meta.filename])).toThrow(import.meta.filename);
  });

  it("doesn't take silence for a proof", () => {
    expect(() => project().refuseOutside()).toThrow("no module was noted");
  });

  it("tells what failed, with its output", async () => {
    const failing = project().run("node", ["-e", "console.error('no such stack'); process.exit(3)"]);
    await expect(failing).rejects.toThrow(ConsumerError);
    await expect(failing).rejects.toThrow(/^esm, lowest: `node -e .*` ended with exit code 3\nno such stack$/);
  });
});

describe("peerWarnings", () => {
  it("finds what npm warns of peers and engines, and leaves other warnings", () => {
    const warnings = [
      "npm warn ERESOLVE overriding peer dependency",
      "npm warn EBADENGINE Unsupported engine {",
      'npm warn Could not resolve dependency: peer cdktf@"^0.20.0"',
    ];
    const others = ["npm warn deprecated glob@7.2.3: old", "npm notice"];
    expect(peerWarnings([...others, ...warnings].join("\n"))).toEqual(warnings);
  });
});

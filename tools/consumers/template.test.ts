import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { layOut } from "./template.mjs";

it("lays out a template as cdktf init does", () => {
  const [template, project] = ["template-", "project-"].map((name) => mkdtempSync(join(tmpdir(), name))) as [
    string,
    string,
  ];
  mkdirSync(join(template, "__tests__"));
  writeFileSync(join(template, "package.json"), '{ "name": "{{ $base }}" }');
  writeFileSync(join(template, "cdktf.json"), '{ "id": "{{projectId}}", "other": "{{unknown}}" }');
  writeFileSync(join(template, "{{}}.gitignore"), "*.js\n");
  writeFileSync(join(template, ".hooks.sscaff.js"), "installs");
  writeFileSync(join(template, "__tests__/main-test.ts"), "");

  layOut(template, project, { $base: "mine", projectId: "7" });

  expect(readdirSync(project, { recursive: true }).sort()).toEqual(
    [".gitignore", "__tests__", "__tests__/main-test.ts", "cdktf.json", "package.json"].sort(),
  );
  expect(readFileSync(join(project, "package.json"), "utf8")).toBe('{ "name": "mine" }');
  expect(readFileSync(join(project, "cdktf.json"), "utf8")).toBe('{ "id": "7", "other": "{{unknown}}" }');
});

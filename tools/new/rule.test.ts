import ts from "typescript";
import { describe, expect, it } from "vitest";
import { ruleFiles } from "./rule.mjs";

const SFTP = {
  file: "storage",
  id: "storage-sftp",
  type: "azurerm_storage_account",
  argument: "sftp_enabled",
  arm: "properties.isSftpEnabled",
};
const RULE = "packages/posture/src/rules/storage.ts";
const errorsOf = (source = "") =>
  ts.transpileModule(source, { reportDiagnostics: true, compilerOptions: { target: ts.ScriptTarget.ES2022 } })
    .diagnostics;

describe("the files of a new rule", () => {
  it("are the rule at the end of its subject, its case, its row in the same order and a changeset", () => {
    const files = ruleFiles(SFTP);
    expect([...files.keys()]).toEqual([
      RULE,
      "packages/posture/test/rules.test.ts",
      "docs/posture.md",
      ".changeset/posture-storage-sftp.md",
    ]);
    expect(files.get(RULE)).toMatch(
      /id: "storage-sftp",\n {4}subject: "storage",[^;]*wants: \[false\],\n {2}\}\),\n\];/,
    );
    expect(files.get("docs/posture.md")).toMatch(
      /\| `storage-customer-managed-key`.*\n\| `storage-sftp` \| warning \|/,
    );
    for (const path of [RULE, "packages/posture/test/rules.test.ts"]) expect(errorsOf(files.get(path))).toEqual([]);
  });

  it("are a file of their own, and registered, if there is no such file", () => {
    const added = ruleFiles({ ...SFTP, file: "roles-of-storage", id: "role-sftp" });
    expect(added.get("packages/posture/src/rules/index.ts")).toMatch(/ {2}\.\.\.ROLES_OF_STORAGE_RULES,\n\];/);
  });

  it.each([
    [{ id: "Storage" }, /'Storage' must be words with dashes/],
    [{ id: "storage-tls" }, /there is a rule storage-tls already/],
    [{ type: "azurerm_nothing" }, /the ARM type of 'azurerm_nothing' isn't known/],
    [{ file: "setting-rule" }, /setting-rule\.ts has no list of rules/],
    [{ file: "weather" }, /'weather' is no subject: name the file after one of machine learning, /],
  ])("are refused for %o", (change, message) => {
    expect(() => ruleFiles({ ...SFTP, ...change })).toThrow(message);
  });
});

import { describe, expect, it } from "vitest";
import { terraformSection, withSection } from "./changelog-terraform.mjs";
import changelog from "./changelog.cjs";

describe("a line of a changelog", () => {
  it("is what the changeset says, its paragraphs under one bullet", async () => {
    const changeset = { id: "a", summary: "First.\n\nSecond.\n", releases: [] };
    expect(await changelog.getReleaseLine(changeset, "minor", null)).toBe("- First.\n\n  Second.");
  });

  it("names the versions of ours that a package stands on", async () => {
    const dependency = {
      name: "@org/a",
      type: "patch" as const,
      oldVersion: "1.0.0",
      newVersion: "1.0.1",
      changesets: [],
      dir: "",
    };
    const packageJson = { name: "@org/a", version: "1.0.1" };
    expect(await changelog.getDependencyReleaseLine([], [{ ...dependency, packageJson }], null)).toBe(
      "- Stands on @org/a 1.0.1.",
    );
    expect(await changelog.getDependencyReleaseLine([], [], null)).toBe("");
  });
});

describe("what changes in Terraform", () => {
  const change = { changes: [], because: [] };
  const leaf = (path: string, forcesReplacement: boolean) => ({ path, before: 1, after: 2, forcesReplacement });

  it("is told by what is lost, then by type", () => {
    const section = terraformSection("0.3.0", [
      {
        ...change,
        address: "dev/azurerm_subnet.S",
        fate: "replaced",
        changes: [leaf("name", true), leaf("tags", false)],
      },
      { ...change, address: "dev/azurerm_private_endpoint.E", fate: "replaced", because: ["dev/azurerm_subnet.S"] },
      { ...change, address: "dev/azurerm_key_vault.K", fate: "destroyed" },
      { ...change, address: "dev/azapi_resource.New", fate: "moved", from: "dev/azapi_resource.Old" },
      { ...change, address: "dev/azurerm_role_assignment.A", fate: "changed", changes: [leaf("rules[0].name", false)] },
      { ...change, address: "dev/azurerm_role_assignment.B", fate: "changed", changes: [leaf("rules[1].name", false)] },
      { ...change, address: "dev/time_sleep.W", fate: "added" },
    ]);
    expect(section).toBe(
      [
        "### Terraform",
        "",
        "Since 0.3.0, in this package's examples:",
        "",
        "- **Replaced** (destroyed, and made anew):",
        "  - `dev/azurerm_subnet.S`: `name`",
        "  - `dev/azurerm_private_endpoint.E`: replacement of `dev/azurerm_subnet.S`",
        "- **Destroyed**:",
        "  - `dev/azurerm_key_vault.K`",
        "- Moved, by `moved` blocks; nothing is destroyed:",
        "  - `dev/azapi_resource.New`, was `dev/azapi_resource.Old`",
        "- Changed in place:",
        "  - 2 `azurerm_role_assignment`: `rules.name`",
        "- Added:",
        "  - 1 `time_sleep`",
        "",
      ].join("\n"),
    );
  });

  it("may be nothing, and says so", () => {
    expect(terraformSection("0.3.0", [])).toBe("### Terraform\n\nNothing changes since 0.3.0.\n");
  });

  it("stands first in the entry of its version", () => {
    const text = "# @org/a\n\n## 0.4.0\n\n### Minor Changes\n\n- One.\n\n## 0.3.0\n";
    expect(withSection(text, "0.4.0", "### Terraform\n\nNothing.\n")).toBe(
      "# @org/a\n\n## 0.4.0\n\n### Terraform\n\nNothing.\n\n### Minor Changes\n\n- One.\n\n## 0.3.0\n",
    );
    expect(() => withSection(text, "0.5.0", "")).toThrow("no entry for 0.5.0");
  });
});

import { describe, expect, it } from "vitest";
import { configurationPage } from "./configuration-page.mjs";

const described = (properties: Record<string, object>, required: string[] = []) =>
  configurationPage({ properties, required }, []);

describe("the configuration's page", () => {
  it("says of a field what it means, what it is by default, what is allowed, and gives an example", () => {
    const page = described({
      prefix: { description: "Short name. Allowed: letters.", default: "aml", examples: ["ml"] },
    });
    expect(page).toContain('| `prefix` | `"aml"` | Short name. | letters | `ml` |');
  });

  it("says what the default of a field depends on", () => {
    const page = described({ locationCode: { description: "Short code. Default: the region's. Allowed: letters." } });
    expect(page).toContain("| `locationCode` | the region's | Short code. | letters |");
  });

  it("marks what has to be given", () => {
    expect(described({ subnet: { description: "Subnet. Allowed: a block." } }, ["subnet"])).toContain(
      "| `subnet` | **required** | Subnet. | a block |",
    );
  });

  it("shows a long default under the table", () => {
    const page = described({
      environments: { default: { dev: { addressSpace: "10.1.0.0/16", subnet: "10.1.1.0/24" } } },
    });
    expect(page).toContain("| `environments` | see below |");
    expect(page).toContain('Default of `environments`:\n\n```json\n{\n  "dev": {');
  });

  it("describes objects in objects, in lists and by name, each under its path", () => {
    const leaf = (field: string) => ({ properties: { [field]: { description: "Size. Allowed: a number." } } });
    const page = described({ one: leaf("a"), list: { items: leaf("b") }, named: { additionalProperties: leaf("c") } });
    expect(page.match(/^## .*$/gm)).toEqual(expect.arrayContaining(["## one", "## list\\[\\]", "## named.\\<name\\>"]));
  });

  it("shows objects with the same fields once", () => {
    const leaf = { properties: { size: { description: "Size. Allowed: a number." } } };
    expect(described({ one: leaf, other: leaf })).not.toContain("## other");
  });

  it("tells alternatives apart by their constant, and leaves out those with nothing to say", () => {
    const page = described({
      backend: {
        oneOf: [
          { properties: { type: { const: "local" } } },
          { properties: { type: { const: "azurerm" }, container: { description: "Where. Allowed: a name." } } },
        ],
      },
    });
    expect(page).toContain('## backend where type is "azurerm"');
    expect(page).not.toContain('is `"local"`');
  });

  it("shows examples as they stand in the repository", () => {
    const page = configurationPage({}, [{ title: "Example", path: "a/b.json", text: "// why\n{}\n" }]);
    expect(page).toContain("## Example\n\n[`a/b.json`](../a/b.json)\n\n```jsonc\n// why\n{}\n```");
  });
});

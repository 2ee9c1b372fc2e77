import { describe, expect, it } from "vitest";
import { defaultPlatform } from "../../apps/reference-platform/test/fixture.js";
import { layersPicture } from "./layers.mjs";
import { readText } from "./files.mjs";
import { stacksPicture } from "./stacks-picture.js";

const architecture = readText("docs/architecture.md");
const app = readText("apps/reference-platform/README.md");

describe("the picture of the layers", () => {
  it("puts a package above all that it may import, and leaves out arrows that follow from others", () => {
    const picture = layersPicture({
      facts: { folder: "", mayImport: [] },
      words: { folder: "", mayImport: ["facts"] },
      things: { folder: "", mayImport: ["words", "facts"] },
    });
    expect(picture).toBe(
      [
        "flowchart TB",
        '  subgraph layer2["layer 2"]',
        "    things",
        "  end",
        '  subgraph layer1["layer 1"]',
        "    words",
        "  end",
        '  subgraph layer0["layer 0"]',
        "    facts",
        "  end",
        "  words --> facts",
        "  things --> words",
        "",
      ].join("\n"),
    );
  });
});

describe("the picture of the stacks", () => {
  it("is the one in docs/architecture.md", async () => {
    const picture = stacksPicture(defaultPlatform());
    await expect(picture).toMatchFileSnapshot("../../docs/stacks.mmd");
    expect(architecture).toContain(`\`\`\`mermaid\n${picture}\`\`\``);
  });

  it("shows that nothing of production reaches development", () => {
    expect(stacksPicture(defaultPlatform())).not.toMatch(/aml_prod -- .* --> aml_dev/);
  });
});

describe("the README of the reference platform", () => {
  it("counts what is made", () => {
    const stacks = defaultPlatform().stacksInOrder();
    const total = stacks.reduce((sum, { resources }) => sum + resources.length, 0);
    expect(app).toContain(`dev and prod, ${total} resources.`);
    for (const { name, resources } of stacks) expect(app).toMatch(new RegExp(`\`${name}\` +\\| ${resources.length} `));
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { topology } from "../../../tools/docs/topology.js";
import { defaultPlatform } from "./fixture.js";

const README = join(import.meta.dirname, "../../../README.md");

it("draws the topology of the default platform as the README shows it", async () => {
  const picture = topology(defaultPlatform());
  await expect(picture).toMatchFileSnapshot("../../../docs/topology.mmd");
  expect(readFileSync(README, "utf8")).toContain(`\`\`\`mermaid\n${picture}\`\`\``);
});

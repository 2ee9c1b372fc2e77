import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { AGENT_RELEASES } from "../src/index.js";
import { INSTALL_SCRIPT } from "../src/install-script.js";

it("the embedded script is scripts/install-agent.sh: node packages/agents/scripts/embed.mjs writes it (S4-AGT-03)", () => {
  expect(INSTALL_SCRIPT).toBe(readFileSync(join(import.meta.dirname, "../scripts/install-agent.sh"), "utf8"));
});

it("fits into the settings of the extension, 256 KB in base64", () => {
  expect(Buffer.from(INSTALL_SCRIPT).toString("base64").length).toBeLessThan(200_000);
});

it("releases are pinned by version and SHA-256", () => {
  for (const { version, sha256 } of Object.values(AGENT_RELEASES)) {
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  }
});

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { publish } from "./publish.mjs";

it("publishes nothing where a package isn't built, and names what is missing", async () => {
  const workspace = mkdtempSync(join(tmpdir(), "workspace-"));
  const manifest = { name: "@org/thing", version: "1.0.0", exports: { ".": { import: "./dist/index.js" } } };
  const packages = [{ folder: "packages/thing", path: join(workspace, "packages/thing"), manifest }];
  await expect(publish({ workspace, packages, env: {}, signal: new AbortController().signal })).rejects.toThrow(
    "not built, so nothing was published: run 'npm run build'\npackages/thing/dist/index.js",
  );
});

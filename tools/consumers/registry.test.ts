import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UnavailableError } from "../lib/command.mjs";
import { installVerdaccio, publishedVersions } from "./registry.mjs";

describe("installVerdaccio", () => {
  const { signal } = new AbortController();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "verdaccio-"));
    writeFileSync(join(folder, "package.json"), "no JSON");
    writeFileSync(join(folder, "package-lock.json"), '{ "lockfileVersion": 3, "packages": { "": {} } }');
  });

  it("says that nothing was tested, and what npm says, where that fails", async () => {
    const failed = installVerdaccio(folder, signal);
    await expect(failed).rejects.toThrow(UnavailableError);
    await expect(failed).rejects.toThrow(
      /^Verdaccio can't be installed, so nothing was published or tested:\n[^]*JSON/,
    );
    expect(existsSync(join(folder, "node_modules/.installed"))).toBe(false);
  });

  it("installs nothing again that is installed as locked", async () => {
    mkdirSync(join(folder, "node_modules"));
    writeFileSync(join(folder, "node_modules/.installed"), '{ "lockfileVersion": 3, "packages": { "": {} } }');
    await expect(installVerdaccio(folder, signal)).resolves.toBeUndefined();
  });
});

describe("publishedVersions", () => {
  let server: Server;
  let registry: { url: string; token: string; stop: () => Promise<void> };
  beforeEach(async () => {
    server = createServer(({ url }, response) => {
      if (url !== "/@cdktf%2fprovider-time") response.statusCode = 404;
      response.end('{ "versions": { "11.0.1": { "engines": { "node": ">=20" } } } }');
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    registry = { url: `http://127.0.0.1:${port}/`, token: "", stop: async () => undefined };
  });
  afterEach(() => server.close());

  it("reads the versions of a package with a scope", async () => {
    expect(await publishedVersions(registry, "@cdktf/provider-time")).toEqual({
      "11.0.1": { engines: { node: ">=20" } },
    });
  });

  it("says which package can't be had, and what has to be reachable", async () => {
    await expect(publishedVersions(registry, "cdktf")).rejects.toThrow(
      "cdktf can't be had (HTTP 404): the registry that npm is configured to has to be reachable",
    );
  });
});

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Program } from "./programs.mjs";
import { describeMirror, fromMirror, fromRegistry, provideProviders, reachesRegistry } from "./provider-source.mjs";
import type { WantedProvider } from "./providers.mjs";
import { folderWith } from "./test-support/fake-programs.js";

const version = (number: string) => ({ version: number, query: `v${number}`, is: `release ${number}` });
const azurerm: WantedProvider = {
  source: "hashicorp/azurerm",
  module: "example.org/azurerm",
  versions: [version("4.81.0"), version("5.1.0"), version("5.2.0")],
};
const time: WantedProvider = { source: "hashicorp/time", module: "example.org/time", versions: [version("0.13.1")] };

function machine(refuses: string) {
  return {
    cache: folderWith(),
    log: () => undefined,
    build: async ({ executable, from }: Program, target: string) => {
      if (from === refuses) return "403 Forbidden";
      writeFileSync(join(target, executable), "");
      return undefined;
    },
  };
}

describe("fromMirror", () => {
  it("names each major version of azurerm that is available, once", async () => {
    const all = await fromMirror([azurerm, time], machine("nothing"));
    const without4 = await fromMirror([azurerm, time], machine("example.org/azurerm@v4.81.0"));
    expect(all.azurermMajors).toEqual([4, 5]);
    expect(without4.azurermMajors).toEqual([5]);
    expect(without4.absent).toEqual([expect.stringContaining("NOT CHECKED by the real azurerm 4.81.0")]);
  });

  it("leads Terraform to the mirror and to no cache of plugins", async () => {
    const { env } = await fromMirror([time], machine("nothing"));
    expect(readFileSync(env["TF_CLI_CONFIG_FILE"] ?? "", "utf8")).toContain("filesystem_mirror");
    expect(env).toHaveProperty("TF_PLUGIN_CACHE_DIR", undefined);
  });
});

describe("fromRegistry", () => {
  it("lets Terraform install one at a time, into a cache that stays", () => {
    const cache = folderWith();
    const source = fromRegistry(cache);
    expect(source).toMatchObject({ oneAtATime: true, azurermMajors: [4, 5], stubs: [], absent: [] });
    expect(source.env).toEqual({ TF_PLUGIN_CACHE_DIR: join(cache, "plugins") });
    expect(existsSync(join(cache, "plugins"))).toBe(true);
  });
});

async function answering(status: number, ask: (url: string) => Promise<void>) {
  const server = createServer((_, response) => response.writeHead(status).end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await ask(`http://127.0.0.1:${port}/`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

describe("provideProviders", () => {
  it("takes the source that is named, whether the registry can be reached or not", async () => {
    expect((await provideProviders("registry", [time], machine("nothing"))).env).not.toHaveProperty(
      "TF_CLI_CONFIG_FILE",
    );
    expect((await provideProviders("mirror", [time], machine("nothing"))).env).toHaveProperty("TF_CLI_CONFIG_FILE");
  });
});

describe("reachesRegistry", () => {
  it("is reached if it answers", async () => {
    await answering(200, async (url) => expect(await reachesRegistry(url)).toBe(true));
  });

  it("isn't reached if something else answers", async () => {
    await answering(403, async (url) => expect(await reachesRegistry(url)).toBe(false));
  });

  it("isn't reached if nobody answers", async () => {
    const gone = await answering(200, async () => undefined);
    expect(await reachesRegistry(gone)).toBe(false);
  });
});

const mirror = {
  present: [
    {
      source: "azure/azapi",
      version: "2.12.0",
      real: false,
      clockScaled: false,
      is: "stub provider from the schema of 2.12.0",
      folder: "/builds/azapi",
    },
    {
      source: "hashicorp/azurerm",
      version: "5.2.0",
      real: true,
      clockScaled: true,
      is: "main, four days after release 5.2.0",
      folder: "/builds/azurerm",
    },
  ],
  absent: [{ source: "azure/azapi", version: "2.12.0", asked: "example.org/azapi@v2.12.0", answer: "403 Forbidden" }],
};

describe("describeMirror", () => {
  it("says plainly which provider is a stub, why, and what that means", () => {
    expect(describeMirror(mirror).stubs).toEqual([
      "azapi is a stub here, not the real provider (403 Forbidden): it checks arguments by the schema of azapi 2.12.0 and nothing else",
    ]);
  });

  it("names what is there", () => {
    expect(describeMirror(mirror).present).toEqual([
      "azapi 2.12.0: stub provider from the schema of 2.12.0",
      "azurerm 5.2.0: the real provider, main, four days after release 5.2.0, built with a scaled clock",
    ]);
  });

  it("names what is missing with what was asked and answered", () => {
    expect(describeMirror(mirror).absent).toEqual([
      "NOT CHECKED by the real azapi 2.12.0: `go install example.org/azapi@v2.12.0` was answered: 403 Forbidden",
    ]);
  });
});

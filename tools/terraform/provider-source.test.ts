import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Program } from "./programs.mjs";
import { fromMirror, fromRegistry } from "./provider-source.mjs";
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
  it("names each major version of azurerm that can be had, once", async () => {
    const all = await fromMirror([azurerm, time], machine("nothing"));
    const without4 = await fromMirror([azurerm, time], machine("example.org/azurerm@v4.81.0"));
    expect(all.azurermMajors).toEqual([4, 5]);
    expect(without4.azurermMajors).toEqual([5]);
    expect(without4.absent).toEqual([expect.stringContaining("NOT JUDGED by the real azurerm 4.81.0")]);
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
    expect(source).toMatchObject({ oneAtATime: true, azurermMajors: [4, 5], absent: [] });
    expect(source.env).toEqual({ TF_PLUGIN_CACHE_DIR: join(cache, "plugins") });
    expect(existsSync(join(cache, "plugins"))).toBe(true);
  });
});

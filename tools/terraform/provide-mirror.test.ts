import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { platform, type Program } from "./programs.mjs";
import { cliConfig, provideMirror } from "./provide-mirror.mjs";
import type { WantedProvider } from "./providers.mjs";
import { folderWith } from "./test-support/fake-programs.js";

const version = (number: string) => ({ version: number, query: `v${number}`, is: `release ${number}` });
const azurerm: WantedProvider = {
  source: "hashicorp/azurerm",
  module: "example.org/azurerm",
  versions: [version("4.81.0"), version("5.2.0")],
};
const azapi: WantedProvider = {
  source: "azure/azapi",
  module: "example.org/azapi",
  versions: [version("2.12.0")],
  stub: {
    version: "2.12.0",
    program: "packages/azure-emulator/azapi-stub",
    schema: "packages/provider-azapi/schema/azapi-2.12.0.json",
  },
};

/** The options of a machine whose proxy refuses the given modules. */
function machine({ cache = folderWith(), refuses = [] as string[], breaks = [] as string[] }) {
  return {
    cache,
    log: () => undefined,
    reask: true,
    build: async ({ executable, from }: Program, target: string) => {
      if (refuses.includes(from)) return "403 Forbidden";
      if (breaks.includes(from)) return "main.go:1:1: expected 'package'";
      writeFileSync(join(target, executable), from);
      return undefined;
    },
  };
}

function packages(mirror: { folder: string }, source: string) {
  return join(mirror.folder, "registry.terraform.io", source);
}

describe("provideMirror", () => {
  it("lays providers out as Terraform looks for them", async () => {
    const mirror = await provideMirror([azurerm], machine({}));
    const file = join(packages(mirror, "hashicorp/azurerm"), "5.2.0", platform(), "terraform-provider-azurerm_v5.2.0");
    expect(readFileSync(file, "utf8")).toBe("example.org/azurerm@v5.2.0");
  });

  it("lays them out for OpenTofu as well", async () => {
    const mirror = await provideMirror([azurerm], machine({}));
    const folder = join(mirror.folder, "registry.opentofu.org/hashicorp/azurerm/5.2.0", platform());
    expect(readFileSync(join(folder, "terraform-provider-azurerm_v5.2.0"), "utf8")).toBe("example.org/azurerm@v5.2.0");
  });

  it("writes the CLI configuration that leads to it", async () => {
    const mirror = await provideMirror([azurerm], machine({}));
    expect(readFileSync(mirror.configFile, "utf8")).toContain(JSON.stringify(mirror.folder));
  });

  it("goes on after a refusal and records what was answered", async () => {
    const mirror = await provideMirror([azurerm], machine({ refuses: ["example.org/azurerm@v4.81.0"] }));
    expect(mirror.present.map((one) => one.version)).toEqual(["5.2.0"]);
    expect(mirror.absent).toEqual([
      { source: "hashicorp/azurerm", version: "4.81.0", asked: "example.org/azurerm@v4.81.0", answer: "403 Forbidden" },
    ]);
    expect(readdirSync(packages(mirror, "hashicorp/azurerm"))).toEqual(["5.2.0"]);
  });

  it("takes the stub only where the real provider is refused", async () => {
    const real = await provideMirror([azapi], machine({}));
    const refused = await provideMirror([azapi], machine({ refuses: ["example.org/azapi@v2.12.0"] }));
    expect(real.present).toMatchObject([
      { source: "azure/azapi", version: "2.12.0", real: true, clockScaled: false, is: "release 2.12.0" },
    ]);
    expect(refused.present).toMatchObject([
      {
        source: "azure/azapi",
        version: "2.12.0",
        real: false,
        clockScaled: false,
        is: "stub provider from the schema of 2.12.0",
      },
    ]);
  });

  it("takes the real provider as soon as it is available, and leaves the mirror in use alone", async () => {
    const cache = folderWith();
    const before = await provideMirror([azapi], machine({ cache, refuses: ["example.org/azapi@v2.12.0"] }));
    const after = await provideMirror([azapi], machine({ cache }));
    expect(after.present.map(({ real }) => real)).toEqual([true]);
    expect(after.folder).not.toBe(before.folder);
    expect(existsSync(join(packages(before, "azure/azapi"), "2.12.0", platform()))).toBe(true);
  });

  it("finds the same mirror again, also from several processes at once", async () => {
    const cache = folderWith();
    const mirrors = await Promise.all([1, 2, 3].map(() => provideMirror([azurerm, azapi], machine({ cache }))));
    expect(new Set(mirrors.map(({ folder }) => folder)).size).toBe(1);
    expect(readdirSync(join(cache, "mirrors"))).toHaveLength(1);
  });

  it("is unavailable if not even the stub can be built", async () => {
    const options = machine({ refuses: ["example.org/azapi@v2.12.0"], breaks: ["."] });
    await expect(provideMirror([azapi], options)).rejects.toThrow(
      "the stub of azure/azapi could not be built: main.go:1:1: expected 'package'",
    );
  });
});

it("takes providers from the mirror and, naming no other method, from nowhere else", () => {
  expect(cliConfig('/home/some "one"/mirror')).toBe(`disable_checkpoint = true

provider_installation {
  filesystem_mirror {
    path    = "/home/some \\"one\\"/mirror"
    include = ["registry.terraform.io/*/*","registry.opentofu.org/*/*"]
  }
}
`);
});

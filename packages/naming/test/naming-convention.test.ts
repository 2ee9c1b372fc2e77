import { NAME_RULES } from "@org/azure-catalog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_NAME_PATTERNS,
  FIXED_NAME_KINDS,
  InvalidInputError,
  PATTERN_KEYS,
  PlatformNaming,
  type PlatformNamingProps,
  validateName,
} from "../src/index.js";

const named = (props: PlatformNamingProps, environment = "dev") => new PlatformNaming(props).environment(environment);
const ALL = "{type}-{prefix}-{purpose}-{environment}-{region}-{suffix}";

describe("a naming convention", () => {
  it("is the default one, if it has the default's patterns", () => {
    const report = (props: PlatformNamingProps) => {
      const naming = new PlatformNaming(props);
      naming.environment("dev");
      return naming.report().toJSON();
    };
    expect(report({ patterns: DEFAULT_NAME_PATTERNS })).toEqual(report({}));
  });

  it("composes all names by one pattern, without the separators that Azure refuses", () => {
    const names = named({ pattern: ALL });
    expect(names.workspaceResourceGroup).toBe("rg-aml-ws-dev-cc-01");
    expect(names.storageAccount).toBe("stamldevcc01");
    expect(names.containerRegistry).toBe("cramldevcc01");
    expect(names.keyVault).toBe("kv-aml-dev-cc-01");
    expect(names.virtualNetwork).toBe("vnet-aml-dev-cc-01");
    expect(names.applicationInsights).toBe("appi-aml-dev-cc-01");
    expect(names.computeIdentity).toBe("id-aml-compute-dev-cc-01");
    expect(names.computeCluster).toBe("amlcc-aml-dev-cc01");
    expect(names.subnet("pe")).toBe("snet-aml-pe-dev-cc-01");
  });

  it("leaves what follows other names as it is", () => {
    const names = named({ pattern: ALL });
    expect(names.registryLock).toBe("lock-mlr-aml-dev-cc-01");
    expect(names.privateEndpoint("stamldevcc01", "blob").name).toBe("pestamldevcc01blob");
    expect(names.jumpboxComputerName).toBe("jumpboxdev");
  });

  it("names the group of the shared zones as well", () => {
    expect(new PlatformNaming({ pattern: "{environment:1}-{type}-{purpose}" }).shared.dnsResourceGroup).toBe(
      "s-rg-dns",
    );
  });

  it("takes patterns of single names, and of kinds with several names", () => {
    const names = named({
      patterns: {
        resourceGroup: "{environment:1}-{region}-{purpose}-rg",
        registryResourceGroup: "models-{environment}",
        storageAccount: "{prefix}data{environment}{suffix}",
        privateEndpoint: "pe-{target}-{subResource}",
        subnet: "{role}",
      },
    });
    expect(names.vnetResourceGroup).toBe("d-cc-vnet-rg");
    expect(names.registryResourceGroup).toBe("models-dev");
    expect(names.storageAccount).toBe("amldatadev01");
    expect(names.privateEndpoint("x", "blob").name).toBe("pe-x-blob");
    expect(names.subnet("vm")).toBe("vm");
    expect(names.keyVault).toBe("kvdevcc01");
  });

  it("uses own abbreviations", () => {
    expect(named({ pattern: ALL, resourcePrefixes: { vnet: "net" } }).virtualNetwork).toBe("net-aml-dev-cc-01");
  });

  it("gives way to overrides", () => {
    const naming = new PlatformNaming({ pattern: ALL, overrides: { dev: { keyVault: "contosovault" } } });
    expect(naming.environment("dev").keyVault).toBe("contosovault");
  });

  it("names environments of other regions by their code", () => {
    const naming = new PlatformNaming({ location: "westeurope" });
    expect(naming.environment("dev").keyVault).toBe("kvdevwe01");
    expect(naming.environment("prod", undefined, { location: "northeurope" }).keyVault).toBe("kvprodne01");
  });

  it.each([
    [{ patterns: { storageAcount: "x" } }, "patterns.storageAcount", "did you mean storageAccount?"],
    [{ patterns: { keyVault: "kv-{location}" } }, "patterns.keyVault", "did you mean {region}?"],
    [{ patterns: { keyVault: "kv-{enviroment}" } }, "patterns.keyVault", "did you mean {environment}?"],
    [{ patterns: { keyVault: "kv-{role}" } }, "patterns.keyVault", "for keyVault the parts {prefix}, {environment}"],
    [{ patterns: { keyVault: "kv-${environment}" } }, "patterns.keyVault", "remove $"],
    [{ patterns: { keyVault: "kv-{environment" } }, "patterns.keyVault", "remove {"],
    [{ patterns: { workspace: "{name.registry}x" } }, "patterns.workspace", "remove {name.registry}"],
    [{ pattern: "{type} {environment}" }, "pattern", "allowed: letters, digits, separators (-, _, .)"],
  ])("refuses %j", (props, path, text) => {
    const create = () => named(props as PlatformNamingProps);
    expect(create).toThrow(new RegExp(`^${path}: `));
    expect(create).toThrow(text);
  });

  it("refuses a separator that a pattern of its own puts where Azure refuses it", () => {
    expect(() => named({ patterns: { storageAccount: "st-{environment}" } })).toThrow(
      /^dev\.storageAccount: .*"-" is not among them/,
    );
  });

  it("shows the arithmetic of what doesn't fit", () => {
    expect(() => named({ pattern: `${ALL}-{prefix}`, prefix: "platform" })).toThrow(
      'this is resource type "st" 2 + prefix "platform" 8 + environment "dev" 3 + location code "cc" 2 + suffix "01" 2 + prefix "platform" 8 = 25, 1 too long',
    );
  });

  it("refuses names that two resources of an environment would share", () => {
    expect(() => named({ pattern: "{type}-{prefix}-{environment}" })).toThrow(
      'dev.workspaceResourceGroup: got "rg-aml-dev"; allowed: a resource group name that is unique; vnetResourceGroup already has this one; fix: add {purpose} to the pattern, or override the name',
    );
  });

  it.each([
    ["keyVault", "kv-{prefix}-{suffix}", "dev already has this one"],
    ["registryOutboundRule", "AllowRegistry", "dev already has this one"],
    ["privateDnsZoneLink", "link-{zone}", "dev already has this one"],
    ["resourceGroup", "rg-{purpose}", "dev already has this one; fix: add {environment} to the pattern"],
  ])("refuses environments that would share the name of a %s", (name, pattern, text) => {
    const naming = new PlatformNaming({ patterns: { [name]: pattern } });
    naming.environment("dev");
    expect(() => naming.environment("prod")).toThrow(text);
  });

  it("finds shared names of environments in different regions", () => {
    const naming = new PlatformNaming({ patterns: { keyVault: "kv-{prefix}" } });
    naming.environment("dev");
    expect(() => naming.environment("prod", undefined, { location: "northeurope" })).toThrow(
      "dev already has this one",
    );
  });

  it("whatever it accepts, every name satisfies Azure's rule and differs where it has to", () => {
    const part = fc.constantFrom(
      "{prefix}",
      "{environment}",
      "{environment:1}",
      "{region}",
      "{suffix}",
      "{type}",
      "{purpose}",
      "x",
    );
    const pattern = fc
      .tuple(fc.array(part, { minLength: 1, maxLength: 6 }), fc.constantFrom("-", "", "_", "."))
      .map(([parts, separator]) => parts.join(separator));
    const word = (most: number) => fc.stringMatching(new RegExp(`^[a-z][a-z0-9]{1,${most}}$`));
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.record(
          { pattern, patterns: fc.dictionary(fc.constantFrom(...PATTERN_KEYS), pattern, { maxKeys: 3 }) },
          { requiredKeys: [] },
        ),
        fc.uniqueArray(
          word(6).filter((name) => name !== "shared"),
          { minLength: 1, maxLength: 3 },
        ),
        (props, environments) => {
          const naming = tryNaming(props);
          const all = environments.flatMap((name) => tryEnvironment(naming, name) ?? []);
          for (const names of all) {
            accepted += 1;
            for (const [name, kind] of Object.entries(FIXED_NAME_KINDS)) {
              expect(validateName(kind, names[name as keyof typeof FIXED_NAME_KINDS])).toBeUndefined();
            }
          }
          for (const [name, kind] of Object.entries(FIXED_NAME_KINDS)) {
            if (!["global", "tenant", "subscription"].includes(NAME_RULES[kind].unique)) continue;
            const taken = all.map((names) => names[name as keyof typeof FIXED_NAME_KINDS].toLowerCase());
            expect(new Set(taken).size).toBe(taken.length);
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });
});

function tryNaming(props: PlatformNamingProps): PlatformNaming | undefined {
  return unlessRefused(() => new PlatformNaming(props));
}

function tryEnvironment(naming: PlatformNaming | undefined, name: string) {
  return unlessRefused(() => naming?.environment(name));
}

function unlessRefused<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

import { NAME_RULES } from "@org/azure-catalog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FIXED_NAME_PATTERNS, FIXED_NAMES } from "../src/name-patterns.js";
import { type EnvironmentNames, InvalidInputError, PlatformNaming, validateName } from "../src/index.js";

const word = (min: number, max: number) => fc.stringMatching(new RegExp(`^[a-z][a-z0-9]{${min - 1},${max - 1}}$`));
const suffix = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const environmentName = word(2, 12).filter((name) => name !== "shared");
const configuration = fc.record({ prefix: word(2, 10), locationCode: word(1, 8), suffix });

/** The names, or nothing where the configuration is refused. */
function accepted(props: ConstructorParameters<typeof PlatformNaming>[0], name: string): EnvironmentNames | undefined {
  try {
    return new PlatformNaming(props).environment(name);
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

describe("PlatformNaming", () => {
  it("has the documented defaults (S0-NAM-12)", () => {
    const { prefix, location, locationCode, suffix } = new PlatformNaming();
    expect({ prefix, location, locationCode, suffix }).toEqual({
      prefix: "aml",
      location: "canadacentral",
      locationCode: "cc",
      suffix: "01",
    });
  });

  it("names the group and the stack of the shared zones (S0-NAM-08, S0-DNS-01)", () => {
    const { shared } = new PlatformNaming();
    expect(shared).toEqual({ dnsResourceGroup: "rg-aml-dns-shared-cc-01", dnsStack: "aml-dns-shared" });
    expect(new PlatformNaming({ dnsResourceGroup: "rg-dns" }).shared.dnsResourceGroup).toBe("rg-dns");
  });

  it("names the stack of an environment", () => {
    expect(new PlatformNaming({ prefix: "ml" }).environment("dev").stack).toBe("ml-dev");
  });

  it("takes other prefixes of the kinds (S0-NAM-01)", () => {
    const names = new PlatformNaming({
      resourcePrefixes: { vnet: "net", workspace: "ws", containerRegistry: "acr" },
    }).environment("dev");
    expect(names.virtualNetwork).toBe("net-dev-cc-01");
    expect(names.workspace).toBe("wsdevcc01");
    expect(names.applicationInsights).toBe("wsindevcc01");
    expect(names.containerRegistry).toBe("acrdevcc01");
    expect(names.storageAccount).toBe("stdevcc01");
  });

  it("puts the platform's prefix into the prefixes that have one", () => {
    const names = new PlatformNaming({ prefix: "ml" }).environment("dev");
    expect(names.virtualNetwork).toBe("vnet-ml-dev-cc-01");
    expect(names.subnet("pe")).toBe("snet-ml-pe-dev-cc-01");
  });

  it("takes names for all environments at once (S0-NAM-16)", () => {
    const naming = new PlatformNaming({
      overrides: { prod: { keyVault: "contosovault", registry: "contoso-models" } },
    });
    expect(naming.environment("dev").keyVault).toBe("kvdevcc01");
    expect(naming.environment("prod", { registry: "models" })).toMatchObject({
      keyVault: "contosovault",
      registry: "models",
    });
  });

  it("gives the same names for the same environment, and takes overrides once", () => {
    const naming = new PlatformNaming();
    expect(naming.environment("dev")).toBe(naming.environment("dev"));
    expect(() => naming.environment("dev", { budget: "other" })).toThrow(
      /^environment: got "dev".*pass all overrides in one call/,
    );
  });

  it.each([
    ["prefix", "AML", "2 to 10 lower-case letters and digits, a letter first", "aml"],
    ["prefix", "a", "2 to 10 lower-case letters and digits, a letter first", "aml"],
    ["prefix", "averylongprefix", "2 to 10 lower-case letters and digits, a letter first", "aml"],
    ["suffix", "0-1", "1 to 8 lower-case letters and digits", "01"],
    ["suffix", "123456789", "1 to 8 lower-case letters and digits", "01"],
    ["suffix", "", "1 to 8 lower-case letters and digits", "01"],
    ["locationCode", "canadacen", "1 to 8 lower-case letters and digits, a letter first", "cc"],
    ["locationCode", "1cc", "1 to 8 lower-case letters and digits, a letter first", "cc"],
    ["location", "Canada Central", "an Azure region in lower case without spaces", "canadacentral"],
  ])("refuses the %s %j", (prop, value, allowed, example) => {
    expect(() => new PlatformNaming({ [prop]: value })).toThrow(
      `${prop}: got ${JSON.stringify(value)}; allowed: ${allowed}; fix: use ${example}, for instance`,
    );
  });

  it("shows the arithmetic of the shared group as well", () => {
    expect(() => new PlatformNaming({ resourcePrefixes: { resourceGroup: "x".repeat(80) } })).toThrow(
      /shared\.dnsResourceGroup: .* 80 \+ prefix "aml" 3 \+ location code "cc" 2 \+ suffix "01" 2 \+ fixed text 14 = 101, 11 too long/,
    );
  });

  it("takes the region's code from where it is known", () => {
    expect(new PlatformNaming({ location: "westeurope" }).locationCode).toBe("we");
    expect(new PlatformNaming({ location: "westeurope", regionCodes: { westeurope: "weu" } }).locationCode).toBe("weu");
    expect(new PlatformNaming({ location: "westeurope", locationCode: "eu" }).locationCode).toBe("eu");
  });

  it("asks for the code of a region that it does not know, or that Terraform fills in", () => {
    for (const location of ["atlantis", "${var.location}"]) {
      expect(() => new PlatformNaming({ location })).toThrow(/^locationCode: got nothing; .*the catalog has none/);
      expect(new PlatformNaming({ location, locationCode: "at" }).location).toBe(location);
    }
  });

  it("passes parts on that Terraform fills in, and evaluates no name with such a part", () => {
    const suffix = "${TfToken[TOKEN.3]}-far-longer-than-any-name";
    expect(new PlatformNaming({ suffix }).environment("dev").storageAccount).toBe(`stdevcc${suffix}`);
  });

  it("refuses a configuration whose names do not fit, and shows the arithmetic", () => {
    const naming = new PlatformNaming({ locationCode: "canadace", suffix: "00000001" });
    expect(() => naming.environment("sandbox")).toThrow(
      'sandbox.storageAccount: got "stsandboxcanadace00000001"; allowed: the name of a storage account has at most 24 characters; this is resource prefix "st" 2 + environment "sandbox" 7 + location code "canadace" 8 + suffix "00000001" 8 = 25, 1 too long; fix: shorten the location code by 1, or override the name',
    );
  });

  it("refuses a name that Azure gives to one resource only and another environment has", () => {
    const naming = new PlatformNaming();
    naming.environment("dev");
    expect(() => naming.environment("prod", { storageAccount: "stdevcc01" })).toThrow(
      'prod.storageAccount: got "stdevcc01"; allowed: a storage account name that is unique; dev already has this one; fix: override it in one of the two environments',
    );
    expect(() => naming.environment("prod", { registry: "MLRdevcc01" })).toThrow(/dev already has this one/);
    expect(() => naming.environment("prod", { computeInstance: "amli-dev-cc01" })).toThrow(/dev already has this one/);
    expect(() => naming.environment("prod", { vnetResourceGroup: "rg-aml-dns-shared-cc-01" })).toThrow(
      /shared already has this one/,
    );
  });

  it("lets environments share a name that is unique in its group only", () => {
    const naming = new PlatformNaming();
    naming.environment("dev", { workspace: "workspace" });
    expect(naming.environment("prod", { workspace: "workspace" }).workspace).toBe("workspace");
  });

  it("takes nothing for an environment that was refused", () => {
    const naming = new PlatformNaming();
    naming.environment("dev");
    expect(() => naming.environment("prod", { registry: "mlrdevcc01" })).toThrow();
    expect(naming.environment("prod").storageAccount).toBe("stprodcc01");
  });

  it("whatever it accepts, every name satisfies Azure's rule for its kind (S0-NAM-11)", () => {
    let accepts = 0;
    fc.assert(
      fc.property(configuration, environmentName, (props, name) => {
        const names = accepted(props, name);
        if (!names) return;
        accepts += 1;
        for (const fixed of FIXED_NAMES) {
          expect([fixed, validateName(FIXED_NAME_PATTERNS[fixed].kind, names[fixed])]).toEqual([fixed, undefined]);
        }
        expect(names.computeCluster).not.toMatch(/-\d+$/);
      }),
      { numRuns: 300 },
    );
    expect(accepts).toBeGreaterThan(100);
  });

  it("accepts what fits the 24 characters of a storage account and a cluster", () => {
    fc.assert(
      fc.property(configuration, environmentName, (props, name) => {
        const length = name.length + props.locationCode.length + props.suffix.length;
        expect(accepted(props, name) !== undefined).toBe(length <= 17);
      }),
      { numRuns: 300 },
    );
  });

  it("never gives two environments one globally unique name", () => {
    fc.assert(
      fc.property(configuration, fc.uniqueArray(environmentName, { minLength: 2, maxLength: 5 }), (props, wanted) => {
        const naming = new PlatformNaming(props);
        const environments = wanted.flatMap((name) => (accepted(props, name) ? [naming.environment(name)] : []));
        for (const fixed of FIXED_NAMES) {
          if (!["global", "tenant", "subscription"].includes(NAME_RULES[FIXED_NAME_PATTERNS[fixed].kind].unique))
            continue;
          const taken = environments.map((names) => names[fixed].toLowerCase());
          expect(new Set(taken).size).toBe(taken.length);
        }
      }),
    );
  });

  it("is deterministic", () => {
    fc.assert(
      fc.property(configuration, environmentName, (props, name) => {
        expect(JSON.stringify(accepted(props, name))).toBe(JSON.stringify(accepted(props, name)));
      }),
    );
  });
});

describe("the names of an additional workspace or registry", () => {
  const dev = () => new PlatformNaming().environment("dev");

  it("contain its name, and those of the rest of the environment don't change", () => {
    const vision = dev().forWorkspace("vision");
    expect(vision).toMatchObject({
      workspaceResourceGroup: "rg-aml-ws-vision-dev-cc-01",
      workspace: "mlwdevvisioncc01",
      storageAccount: "stdevvisioncc01",
      keyVault: "kvdevvisioncc01",
      workspaceIdentity: "dev-mi-workspace-vision",
      computeCluster: "amlcc-dev-cc01",
      virtualNetwork: "vnet-aml-dev-cc-01",
    });
    expect(dev().forRegistry("models")).toMatchObject({
      registry: "mlrdevmodelscc01",
      registryLock: "lock-mlrdevmodelscc01",
      registryOutboundRule: "AllowDevModelsRegistryAccess",
      workspace: "mlwdevcc01",
    });
  });

  it("follow the convention, with the name in {purpose}", () => {
    const naming = new PlatformNaming({ pattern: "{type}-{purpose}-{environment}-{suffix}" });
    expect(naming.environment("dev").forWorkspace("vision")).toMatchObject({
      workspace: "mlw-vision-dev-01",
      storageAccount: "stvisiondev01",
      workspaceIdentity: "id-workspace-vision-dev-01",
    });
  });

  it("can be overridden one by one, and are part of the report", () => {
    const naming = new PlatformNaming();
    const overrides = { workspaces: { vision: { keyVault: "kv-vision" } } };
    naming.environment("dev", overrides).forWorkspace("vision");
    const report = naming.report().rows.filter(({ of }) => of.startsWith("workspaces.vision."));
    expect(report).toContainEqual(expect.objectContaining({ of: "workspaces.vision.keyVault", name: "kv-vision" }));
  });

  it("are the same for a second call", () => {
    const names = dev();
    expect(names.forWorkspace("vision")).toBe(names.forWorkspace("vision"));
  });

  it.each([
    [
      "that another environment has",
      () => {
        const naming = new PlatformNaming();
        naming.environment("devvision");
        naming.environment("dev").forWorkspace("vision");
      },
      /dev\.workspaces\.vision\.storageAccount: got "stdevvisioncc01"; allowed: .* devvision already has this one/,
    ],
    [
      "that its environment has, by an override",
      () =>
        new PlatformNaming()
          .environment("dev", { workspaces: { vision: { keyVault: "kvdevcc01" } } })
          .forWorkspace("vision"),
      /dev\.workspaces\.vision\.keyVault: got "kvdevcc01".* keyVault already has this one; fix: override it with another name/,
    ],
    [
      "without its name",
      () =>
        new PlatformNaming({ patterns: { keyVault: "kv-{environment}" } }).environment("dev").forWorkspace("vision"),
      /keyVault: got "kv-dev".*add \{purpose\} to the pattern/,
    ],
    [
      "that are too long",
      () => new PlatformNaming({ suffix: "12345678" }).environment("dev").forWorkspace("visionvision"),
      /purpose "visionvision" 12 \+ .* = 27, 3 too long; fix: shorten the purpose by 3/,
    ],
    ["with a dash", () => dev().forRegistry("my-models"), /dev\.registries\.my-models: got "my-models"/],
    [
      "of an unknown override",
      () =>
        new PlatformNaming()
          .environment("dev", { workspaces: { vision: { registry: "r" } as object } })
          .forWorkspace("vision"),
      /dev\.workspaces\.vision\.registry/,
    ],
  ])("are rejected %s", (_, derive, problem) => {
    expect(derive).toThrow(problem);
  });
});

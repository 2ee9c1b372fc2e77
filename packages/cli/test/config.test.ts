import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseConfiguration, loadConfiguration } from "../src/config/load.js";
import { ConfigurationError } from "../src/config/problem.js";

function problemsOf(text: string) {
  try {
    parseConfiguration("platform.config.json", text);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

describe("configuration", () => {
  it("is dev and prod in canadacentral by default (S0-NAM-12)", () => {
    const configuration = parseConfiguration("platform.config.json", "{}");
    expect(configuration).toMatchObject({
      prefix: "aml",
      location: "canadacentral",
      namingSuffix: "01",
      backend: { type: "local" },
      environments: {
        dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" },
        prod: { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" },
      },
    });
  });

  it("takes comments and trailing commas", () => {
    expect(parseConfiguration("f", '{ /* ours */ "prefix": "ml", }').prefix).toBe("ml");
  });

  describe("where a field takes an object or something else", () => {
    const inDev = (text: string) =>
      problemsOf(
        `{ "environments": { "dev": { "addressSpace": "10.1.0.0/16", "privateEndpointSubnet": "10.1.1.0/24", ${text} } } }`,
      );

    it("names the wrong value in the object", () => {
      expect(inDev('"computeCluster": { "maxNodeCount": "four" }')).toEqual([
        {
          path: "environments.dev.computeCluster.maxNodeCount",
          value: '"four"',
          allowed: "a whole number from 1",
          fix: "use 4, for example",
        },
      ]);
    });

    it("names the unknown field in the object, and the known ones", () => {
      expect(inDev('"registry": { "endpoints": true }')).toMatchObject([
        {
          path: "environments.dev.registry.endpoints",
          allowed: "managedResourceEndpoints, managedResourceDiagnostics, location, additionalLocations",
        },
      ]);
    });

    it("takes only the id of a public IP prefix for the addresses of the NAT gateway", () => {
      expect(inDev('"natGateway": { "publicIpPrefixId": "ippre-egress" }')).toMatchObject([
        {
          path: "environments.dev.natGateway.publicIpPrefixId",
          value: '"ippre-egress"',
          allowed: "the ARM id of a public IP prefix",
          fix: expect.stringContaining("/providers/Microsoft.Network/publicIPPrefixes/") as string,
        },
      ]);
    });

    it("says what else is allowed for a value of another kind", () => {
      expect(inDev('"computeCluster": "no"')).toMatchObject([
        { path: "environments.dev.computeCluster", value: '"no"', allowed: "an object, or false" },
      ]);
    });
  });

  it("fails on three wrong values at once, each with its path, value, what is allowed and a fix", () => {
    const problems = problemsOf(
      '{ "prefix": "AML", "namingSuffix": "0-1", "environments": { "dev": { "addressSpace": "10.1.0.0", "privateEndpointSubnet": "10.1.1.0/24" } } }',
    );
    expect(problems).toEqual([
      {
        path: "prefix",
        value: '"AML"',
        allowed: "2 to 10 lower-case letters and digits, a letter first",
        fix: "use aml, for example",
      },
      {
        path: "namingSuffix",
        value: '"0-1"',
        allowed: "1 to 8 lower-case letters and digits, in quotes",
        fix: "use 01, for example",
      },
      {
        path: "environments.dev.addressSpace",
        value: '"10.1.0.0"',
        allowed: "an IPv4 CIDR block, or a list of them",
        fix: "use 10.1.0.0/16, for example",
      },
    ]);
  });

  it("takes a file that begins with a byte order mark", () => {
    expect(parseConfiguration("f", '\uFEFF{ "prefix": "ml" }').prefix).toBe("ml");
  });

  it("fails on a field that would be lost", () => {
    expect(problemsOf('{ "environments": { "__proto__": {} } }')).toMatchObject([
      { path: "environments.__proto__", allowed: expect.stringContaining("JavaScript reserves") as string },
    ]);
  });

  it("says what is missing of the backend that was chosen", () => {
    expect(problemsOf('{ "backend": { "type": "azurerm", "resourceGroupName": "rg" } }')).toEqual([
      {
        path: "backend.storageAccountName",
        value: "nothing",
        allowed: "3 to 24 lower-case letters and digits",
        fix: "use sttfstate01, for example",
      },
      {
        path: "backend.containerName",
        value: "nothing",
        allowed: "3 to 63 lower-case letters, digits and dashes",
        fix: "use tfstate, for example",
      },
    ]);
    expect(problemsOf('{ "backend": { "type": "s3" } }')).toMatchObject([{ path: "backend.type", value: '"s3"' }]);
  });

  it("fails on a suffix written as a number, which JSON would cut to 1", () => {
    expect(problemsOf('{ "namingSuffix": 1 }')).toMatchObject([{ path: "namingSuffix", value: "1" }]);
  });

  it("fails on an unknown field with the names that it knows", () => {
    expect(problemsOf('{ "locaton": "canadacentral" }')).toMatchObject([
      { path: "locaton", allowed: expect.stringContaining("location, locationCode") },
    ]);
  });

  it("fails on an environment whose name could not be part of a resource name", () => {
    expect(
      problemsOf(
        '{ "environments": { "Dev 1": { "addressSpace": "10.1.0.0/16", "privateEndpointSubnet": "10.1.1.0/24" } } }',
      ),
    ).toMatchObject([{ path: "environments.Dev 1", allowed: expect.stringContaining("2 to 12 lower-case") }]);
  });

  it("fails on JSON that doesn't parse with line and column", () => {
    expect(problemsOf('{\n  "prefix": aml\n}')).toContainEqual({
      path: "line 2, column 13",
      value: '"aml"',
      allowed: "JSON, with comments and trailing commas",
      fix: 'put texts and names of fields in double quotes: "prefix": "aml"',
    });
  });

  it("fails on a missing file with the way to name another", () => {
    expect(() => loadConfiguration("no-such.json", ".")).toThrow("no-such.json was refused: 1 problem");
  });
});

describe("values that don't go together", () => {
  const environment = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
  const other = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };
  const user = "00000000-0000-4000-8000-00000000000a";
  const refused = (configuration: object) => problemsOf(JSON.stringify(configuration));

  it("counts the tags that private DNS zones can't take", () => {
    const tags = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`tag${index}`, "v"]));
    expect(refused({ tags })).toEqual([
      {
        path: "tags",
        value: "16 tags",
        allowed:
          "at most 15 tags on Microsoft.Network/privateDnsZones/virtualNetworkLinks; the platform adds environment, purpose, component",
        fix: "combine several values into one tag, or remove 1",
      },
    ]);
    expect(() => parseConfiguration("f", JSON.stringify({ tags: { ...tags, tag12: undefined } }))).not.toThrow();
  });

  it("refuses a platform without environments", () => {
    expect(refused({ environments: {} })).toEqual([
      {
        path: "environments",
        value: "{}",
        allowed: "at least one environment",
        fix: "leave environments out for dev and prod, or add one",
      },
    ]);
  });

  it.each([
    [
      "jumpbox.size",
      { bastion: { subnet: "10.1.2.0/26" }, jumpbox: { subnet: "10.1.3.0/24", size: "Standard D8s v5" } },
    ],
    ["computeCluster.vmSize", { computeCluster: { vmSize: "Standard D8s v5" } }],
    ["computeInstances.0.vmSize", { computeInstances: [{ assignedUserObjectId: user, vmSize: "Standard D8s v5" }] }],
  ])("refuses a VM size by the name that the portal shows: %s", (field, options) => {
    expect(refused({ environments: { dev: { ...environment, ...options } } })).toMatchObject([
      {
        path: `environments.dev.${field}`,
        value: '"Standard D8s v5"',
        allowed: "the name of a VM size, without spaces",
      },
    ]);
  });

  it("asks whether an environment is production, if its name doesn't say so", () => {
    expect(refused({ environments: { blue: environment } })).toMatchObject([
      {
        path: "environments.blue.production",
        value: "nothing",
        fix: expect.stringContaining('"production": true') as string,
      },
    ]);
    for (const environments of [{ blue: { ...environment, production: false } }, { prd: environment }]) {
      expect(() => parseConfiguration("c.json", JSON.stringify({ environments }))).not.toThrow();
    }
  });

  it("refuses a second connection to an environment", () => {
    const prod = { ...other, connectTo: ["dev", "dev"] };
    expect(refused({ environments: { dev: environment, prod } })).toEqual([
      {
        path: "environments.prod.connectTo.1",
        value: '"dev"',
        allowed: "each registry once",
        fix: "remove one of them",
      },
    ]);
  });

  it("refuses a location of another cloud than the zones", () => {
    expect(refused({ location: "usgovvirginia" })).toMatchObject([
      { path: "dns.cloud", value: '"public"', fix: expect.stringContaining('{ "cloud": "usgovernment" }') as string },
    ]);
  });

  it("refuses an unknown location with the nearest ones, and takes a new region with a code", () => {
    expect(refused({ location: "westeurop" })).toMatchObject([
      { path: "location", value: '"westeurop"', allowed: expect.stringContaining("westeurope") as string },
    ]);
    expect(parseConfiguration("f", '{ "location": "marsnorth", "locationCode": "mn" }').location).toBe("marsnorth");
  });

  it("knows which region is meant by its display name", () => {
    expect(refused({ location: "West Europe" })).toMatchObject([{ path: "location", fix: "did you mean westeurope?" }]);
  });

  it("refuses a compute instance's name in two environments, naming both", () => {
    const computeInstances = [{ name: "ci-anna", assignedUserObjectId: user }];
    expect(
      refused({ environments: { dev: { ...environment, computeInstances }, qa: { ...other, computeInstances } } }),
    ).toEqual([
      {
        path: "environments.qa.computeInstances.0.name",
        value: '"ci-anna"',
        allowed:
          "a name that no other instance in canadacentral has; environments.dev.computeInstances.0.name is the same",
        fix: "use another name, such as ci-anna-qa",
      },
    ]);
  });

  it("refuses a jumpbox that nothing leads to", () => {
    expect(refused({ environments: { dev: { ...environment, jumpbox: { subnet: "10.1.3.0/24" } } } })).toMatchObject([
      { path: "environments.dev.jumpbox", fix: expect.stringContaining('"bastion"') as string },
    ]);
  });

  it("refuses a prefix of an unknown kind with the known ones", () => {
    expect(refused({ resourcePrefixes: { storageAccount: "sa" } })).toMatchObject([
      {
        path: "resourcePrefixes.storageAccount",
        allowed: expect.stringContaining("storage, containerRegistry, keyVault") as string,
        fix: "did you mean storage?",
      },
    ]);
  });

  it("suggests the field that was meant", () => {
    expect(refused({ environmnts: {} })).toMatchObject([{ path: "environmnts", fix: "did you mean environments?" }]);
  });

  it("names the fields of every backend for one that none has", () => {
    expect(
      refused({
        backend: {
          type: "azurerm",
          resourceGroupName: "rg",
          storageAccountName: "sttfstate01",
          containerName: "tfstate",
          subscriptionId: user,
        },
      }),
    ).toMatchObject([
      {
        path: "backend.subscriptionId",
        allowed:
          "type, subscription, resourceGroupName, storageAccountName, containerName, key, useAzureadAuth, useOidc",
      },
    ]);
  });

  it.each([
    [{ tags: { "a<b": 3 } }, "tags.a<b", "a text"],
    [{ backend: { type: "s3" } }, "backend.type", 'an object with "type" set to "local" or "azurerm"'],
    [[], "(the whole file)", "an object, as documented in docs/configuration.md"],
  ])("says in the file's words what is allowed: %j", (configuration, path, allowed) => {
    expect(refused(configuration)).toMatchObject([{ path, allowed }]);
  });

  it("refuses a field that is given twice, at any depth", () => {
    const twice = '{ "tags": { "a": "1", "a": "2" }, "prefix": "aml", "prefix": "ctm" }';
    expect(problemsOf(twice).map(({ path }) => path)).toEqual(["tags.a", "prefix"]);
  });

  it("reports one mistake of syntax once", () => {
    expect(problemsOf('{ "environments": { "dev": {')).toHaveLength(1);
  });
});

describe("a configuration is data", () => {
  it("escapes what Terraform would evaluate", () => {
    const { tags } = parseConfiguration(
      "f",
      '{ "tags": { "note": "100%{done} ${file(\\"x\\")}", "plain": "5 $ and 10 %" } }',
    );
    expect(tags).toEqual({ note: '100%%{done} $${file("x")}', plain: "5 $ and 10 %" });
  });

  it("refuses CDKTF's own marker of a value", () => {
    expect(problemsOf('{ "tags": { "a": "${TfToken[TOKEN.1]}" } }')).toMatchObject([{ path: "tags.a" }]);
  });

  it("never lets a string of the file reach Terraform as a template", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("$", "%", "{", "}", "a") }), (text) => {
        const { tags } = parseConfiguration("f", JSON.stringify({ tags: { text } }));
        // What Terraform makes of the escapes is the text as it was written.
        expect(tags["text"]?.replace(/\$\$\{/g, "${").replace(/%%\{/g, "%{")).toBe(text);
        expect(tags["text"]?.replace(/\$\$\{|%%\{/g, "escape")).not.toMatch(/[$%]\{/);
      }),
    );
  });
});

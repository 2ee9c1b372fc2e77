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
          allowed: "managedResourceEndpoints, managedResourceDiagnostics",
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
        allowed: "an IPv4 CIDR block",
        fix: "use 10.1.0.0/16, for example",
      },
    ]);
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
      fix: "correct the syntax here: InvalidSymbol",
    });
  });

  it("fails on a missing file with the way to name another", () => {
    expect(() => loadConfiguration("no-such.json", ".")).toThrow("no-such.json was refused: 1 problem");
  });
});

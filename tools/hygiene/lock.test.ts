import { describe, expect, it } from "vitest";
import { auditFindings, licenceFindings } from "./lock.mjs";

const LICENCES = {
  allowed: { MIT: "permissive", ISC: "permissive" },
  packages: { elkjs: { licence: "EPL-2.0", because: "unchanged" } },
};
const elkjs = { "node_modules/elkjs": { version: "1.0.0", license: "EPL-2.0" } };

describe("the licences of what an installation brings", () => {
  it("are those that are allowed, or that have a reason", () => {
    expect(licenceFindings({ "node_modules/@a/b": { version: "1.0.0", license: "MIT" }, ...elkjs }, LICENCES)).toEqual(
      [],
    );
  });

  it.each([
    ["another one", "GPL-3.0"],
    ["none", undefined],
    ["the name of an object's member", "toString"],
  ])("are refused where a package has %s", (_, license) => {
    const locked = { "node_modules/a/node_modules/b": { version: "2.0.0", ...(license ? { license } : {}) }, ...elkjs };
    expect(licenceFindings(locked, LICENCES)).toEqual([
      `b 2.0.0 has the licence ${license ?? "none"}; allowed: MIT, ISC. Replace the package, or add it with the reason to tools/hygiene/licences.json`,
    ]);
  });

  it("don't matter for tools and for packages of the workspace", () => {
    const locked = {
      "node_modules/tool": { version: "1.0.0", license: "GPL-3.0", dev: true },
      "node_modules/@org/aml-core": { link: true },
      "packages/core": { name: "@org/aml-core" },
      ...elkjs,
    };
    expect(licenceFindings(locked, LICENCES)).toEqual([]);
  });

  it("are looked at again when an exception has another licence, or is no longer needed", () => {
    expect(licenceFindings({ "node_modules/elkjs": { license: "AGPL-3.0" } }, LICENCES)).toHaveLength(1);
    expect(licenceFindings({}, LICENCES)).toEqual([
      "tools/hygiene/licences.json has elkjs, which no published package needs: remove it",
    ]);
  });
});

describe("the advisories of npm audit", () => {
  const url = "https://github.com/advisories/GHSA-aaaa-bbbb-cccc";
  const report = {
    vulnerabilities: {
      glob: {
        name: "glob",
        via: [{ title: "Runs commands", url, severity: "high" }],
        nodes: ["node_modules/cdktf/node_modules/glob"],
      },
      rimraf: { name: "rimraf", via: ["glob"], nodes: ["node_modules/rimraf"] },
    },
  };
  const exception = {
    package: "glob",
    advisories: ["GHSA-aaaa-bbbb-cccc"],
    within: "node_modules/cdktf/",
    because: "its command isn't run",
    until: "2027-01-31",
  };
  const text = `glob: high, Runs commands (${url})`;

  it("need an update or an exception, each advisory once", () => {
    expect(auditFindings(report, [], "2026-12-01")).toEqual([
      `${text}: update it, or add it to tools/hygiene/advisories.json with a reason and a last day`,
    ]);
  });

  it("may have an exception until its last day", () => {
    expect(auditFindings(report, [exception], "2027-01-31")).toEqual([]);
    expect(auditFindings(report, [exception], "2027-02-01")).toEqual([
      `${text}: the exception expired on 2027-01-31 ("its command isn't run")`,
    ]);
  });

  it.each([{ package: "rimraf" }, { advisories: ["GHSA-x"] }, { within: "node_modules/other/" }])(
    "have no exception that is for %j",
    (other) => {
      expect(auditFindings(report, [{ ...exception, ...other }], "2026-12-01")).toHaveLength(1);
    },
  );

  it("are unknown where the registry doesn't answer", () => {
    expect(auditFindings({ message: "405 Method Not Allowed" }, [], "2026-12-01")).toBeUndefined();
  });
});

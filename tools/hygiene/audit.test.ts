import { describe, expect, it } from "vitest";
import { auditFindings, readAudit, type Advisory } from "./audit.mjs";

/** As `npm audit --json` writes it: glob by its own advisory, rimraf by glob's. */
const report = {
  auditReportVersion: 2,
  vulnerabilities: {
    glob: {
      name: "glob",
      severity: "high",
      via: [
        {
          source: 1,
          name: "glob",
          title: "Runs commands",
          url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
          severity: "high",
        },
      ],
      effects: ["rimraf"],
      nodes: ["node_modules/glob", "node_modules/cdktf/node_modules/glob"],
    },
    rimraf: { name: "rimraf", severity: "high", via: ["glob"], effects: [], nodes: ["node_modules/rimraf"] },
  },
};
const [advisory] = readAudit(report) as [Advisory];
const reasoned = {
  package: "glob",
  advisories: ["GHSA-0", advisory.id],
  because: "its command isn't run",
  until: "2027-01-31",
};
const elsewhere = new Set(["node_modules/zod"]);

describe("readAudit", () => {
  it("tells each advisory once, with where the package lies", () => {
    expect(readAudit(report)).toEqual([
      {
        id: "GHSA-aaaa-bbbb-cccc",
        package: "glob",
        severity: "high",
        title: "Runs commands",
        url: "https://github.com/advisories/GHSA-aaaa-bbbb-cccc",
        paths: ["node_modules/glob", "node_modules/cdktf/node_modules/glob"],
      },
    ]);
  });

  it("tells why the registry didn't answer", () => {
    expect(readAudit({ message: "405 Method Not Allowed" })).toEqual({ notAudited: "405 Method Not Allowed" });
    expect(readAudit(undefined)).toEqual({ notAudited: "npm audit wrote no report" });
  });
});

describe("auditFindings", () => {
  const text = "glob: high, Runs commands (https://github.com/advisories/GHSA-aaaa-bbbb-cccc)";

  it("wants an answer to each advisory", () => {
    expect(auditFindings([advisory], elsewhere, [], "2026-12-01")).toEqual([
      `${text}: update it, or write into tools/hygiene/advisories.json why it doesn't matter, until when`,
    ]);
  });

  it("takes a reason until its last day", () => {
    expect(auditFindings([advisory], elsewhere, [reasoned], "2027-01-31")).toEqual([]);
    expect(auditFindings([advisory], elsewhere, [reasoned], "2027-02-01")).toEqual([
      `${text}: it was accepted until 2027-01-31 ("its command isn't run"); look again`,
    ]);
  });

  it("takes no reason given for another package or advisory", () => {
    expect(auditFindings([advisory], elsewhere, [{ ...reasoned, package: "rimraf" }], "2026-12-01")).toHaveLength(1);
    expect(auditFindings([advisory], elsewhere, [{ ...reasoned, advisories: ["GHSA-x"] }], "2026-12-01")).toHaveLength(
      1,
    );
  });

  it("takes a reason only for the place that it's given for", () => {
    const within = { ...reasoned, within: "node_modules/cdktf/" };
    expect(auditFindings([advisory], elsewhere, [within], "2026-12-01")).toHaveLength(1);
    const there = { ...advisory, paths: ["node_modules/cdktf/node_modules/glob"] };
    expect(auditFindings([there], elsewhere, [within], "2026-12-01")).toEqual([]);
  });

  it("takes no reason for what a published package depends on", () => {
    const own = new Set(["node_modules/cdktf/node_modules/glob"]);
    expect(auditFindings([advisory], own, [reasoned], "2026-12-01")).toEqual([
      `${text}; published packages depend on it: update it, nothing else will do`,
    ]);
  });
});

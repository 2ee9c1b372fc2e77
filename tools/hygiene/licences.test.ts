import { describe, expect, it } from "vitest";
import { licenceFindings } from "./licences.mjs";

const LICENCES = {
  allowed: { MIT: "permissive", ISC: "permissive" },
  packages: { elkjs: { licence: "EPL-2.0", because: "unchanged" } },
};
const elkjs = { name: "elkjs", version: "1.0.0", license: "EPL-2.0" };

describe("licenceFindings", () => {
  it("lets pass what is allowed for all, and what is excepted", () => {
    expect(licenceFindings([{ name: "a", version: "1.0.0", license: "MIT" }, elkjs], LICENCES)).toEqual([]);
  });

  it("refuses any other licence, once a version", () => {
    const gpl = { name: "b", version: "2.0.0", license: "GPL-3.0" };
    expect(licenceFindings([gpl, gpl, elkjs], LICENCES)).toEqual([
      "b 2.0.0 is licensed GPL-3.0; allowed are MIT, ISC: " +
        "take another package, or write into tools/hygiene/licences.json why this one is fine",
    ]);
  });

  it("refuses what says nothing", () => {
    expect(licenceFindings([{ name: "b", version: "2.0.0" }, elkjs], LICENCES)[0]).toMatch(
      /^b 2\.0\.0 is licensed nowhere/,
    );
    expect(licenceFindings([{ name: "b", license: "toString" }, elkjs], LICENCES)).toHaveLength(1);
  });

  it("judges again when an excepted package changes its licence", () => {
    expect(licenceFindings([{ ...elkjs, license: "AGPL-3.0" }], LICENCES)).toHaveLength(1);
  });

  it("finds an exception that nothing needs", () => {
    expect(licenceFindings([], LICENCES)).toEqual([
      "tools/hygiene/licences.json excepts elkjs, which no published package needs: remove it",
    ]);
  });
});

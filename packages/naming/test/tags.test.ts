import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertTags, contextTags, mergeTags, validateTags } from "../src/index.js";

describe("contextTags", () => {
  it("adds environment, purpose and component to the base tags, and wins over them (S0-TAG-01)", () => {
    expect(
      contextTags({ project: "models", environment: "any" }, { environment: "prod", purpose: "dns", component: "aml" }),
    ).toEqual({ project: "models", environment: "prod", purpose: "dns", component: "aml" });
  });

  it("adds by what the cost is allocated (S0-TAG-02)", () => {
    expect(
      contextTags(
        { owner: "nobody" },
        {
          environment: "dev",
          purpose: "workspace",
          component: "aml",
          costAllocation: { project: "models", owner: "platform-team", costCenter: "4711" },
        },
      ),
    ).toEqual({
      project: "models",
      owner: "platform-team",
      "cost-center": "4711",
      environment: "dev",
      purpose: "workspace",
      component: "aml",
    });
  });
});

describe("mergeTags", () => {
  it("lets later layers win, and skips layers that are not there", () => {
    expect(mergeTags({ a: "1", b: "1" }, undefined, { b: "2" })).toEqual({ a: "1", b: "2" });
  });

  it("knows that Azure's tag names don't differ by case", () => {
    expect(mergeTags({ Owner: "a" }, { owner: "b" })).toEqual({ Owner: "b" });
    expect(() => mergeTags({ Owner: "a", owner: "b" })).toThrow(/tags\.owner: .*Owner already exists/);
  });

  it("takes 50 tags and no more", () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, "x"]));
    expect(Object.keys(mergeTags(tags(50)))).toHaveLength(50);
    expect(() => mergeTags(tags(52))).toThrow(/tags: got "52 tags"; allowed: at most 50 .*remove 2/);
  });

  it("takes values of 256 characters and names of 512", () => {
    expect(mergeTags({ ["n".repeat(512)]: "v".repeat(256) })).toBeDefined();
    expect(() => mergeTags({ note: "v".repeat(300) })).toThrow(
      /tags\.note: got "v{40}… \(300 characters\)"; allowed: at most 256 characters; fix: shorten it by 44/,
    );
    expect(() => mergeTags({ [`a${"n".repeat(512)}`]: "" })).toThrow(
      /^tags\.an{39}: got "an{39}… \(513 characters\)".*use a shorter name/,
    );
    expect(() => mergeTags({ [`<${"n".repeat(511)}`]: "" })).toThrow(/got "<n{511}";/);
    expect(() => mergeTags({ "": "" })).toThrow(/a name of 1 to 512/);
  });

  it.each([..."<>%&\\?/"])("refuses %j in a name and takes it in a value", (character) => {
    expect(() => mergeTags({ [`a${character}`]: "" })).toThrow(`remove ${JSON.stringify(character)}`);
    expect(mergeTags({ a: character })).toEqual({ a: character });
  });

  it("does not evaluate what Terraform fills in", () => {
    const value = `\${local.${"x".repeat(300)}}`;
    expect(mergeTags({ a: value, "${var.x / 2}": "" })).toEqual({ a: value, "${var.x / 2}": "" });
  });

  it("keeps every name of a layer, whatever it is", () => {
    const name = fc.oneof(fc.stringMatching(/^[a-z0-9 ._-]{1,20}$/), fc.constantFrom("__proto__", "constructor"));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), (names) => {
        const tags = Object.fromEntries(names.map((name) => [name, "value"]));
        expect(Object.keys(mergeTags(tags)).sort()).toEqual([...names].sort());
      }),
    );
  });
});

describe("the limits of single types", () => {
  const LINK = "Microsoft.Network/privateDnsZones/virtualNetworkLinks";
  const STORAGE = "Microsoft.Storage/storageAccounts";
  const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, "x"]));

  it("are 15 tags on private DNS zones, their links and records", () => {
    for (const type of ["Microsoft.Network/privateDnsZones", LINK, "Microsoft.Network/privateDnsZones/A"]) {
      expect(validateTags(tags(15), [type])).toEqual([]);
      expect(() => assertTags(tags(17), type, "aml-dev/Link")).toThrow(
        `aml-dev/Link.tags: got "17 tags"; allowed: at most 15 tags on ${type}; fix: combine several values into one tag, or remove 2`,
      );
    }
    expect(validateTags(tags(50), [STORAGE])).toEqual([]);
  });

  it("are names of 128 characters on storage accounts", () => {
    expect(validateTags({ ["n".repeat(128)]: "" }, [STORAGE])).toEqual([]);
    expect(() => assertTags({ ["n".repeat(129)]: "" }, STORAGE)).toThrow(
      /\(129 characters\)"; allowed: a name of 1 to 128 characters .*because of Microsoft\.Storage\/storageAccounts/,
    );
    expect(validateTags({ ["n".repeat(129)]: "" }, [LINK])).toEqual([]);
  });

  it.each(["microsoft", "Azure-Owner", "WINDOWS:x"])("don't allow the reserved prefix of %s", (name) => {
    expect(() => mergeTags({ [name]: "" })).toThrow(
      /doesn't begin with microsoft, azure, windows, which Azure reserves/,
    );
  });

  it("report all problems at once", () => {
    expect(validateTags({ "a<": "", Owner: "", owner: "v".repeat(257), azure: "" }).map(({ path }) => path)).toEqual([
      "tags.owner",
      "tags.a<",
      "tags.owner",
      "tags.azure",
    ]);
  });

  it("accept exactly what is within Azure's limits", () => {
    const name = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.stringMatching(/^[a-z]{120,140}$/),
      fc.constantFrom("azure1", "azur"),
    );
    fc.assert(
      fc.property(fc.dictionary(name, fc.string({ maxLength: 300 }), { maxKeys: 20 }), (given) => {
        const names = Object.keys(given).filter((one) => !one.includes("${"));
        fc.pre(
          names.length === Object.keys(given).length && !Object.values(given).some((value) => value.includes("${")),
        );
        const fits =
          names.length <= 15 &&
          new Set(names.map((one) => one.toLowerCase())).size === names.length &&
          names.every((one) => /^(?!microsoft|azure|windows)[^<>%&\\?/]{1,128}$/is.test(one)) &&
          Object.values(given).every((value) => value.length <= 256);
        expect(validateTags(given, [LINK, STORAGE]).length === 0).toBe(fits);
      }),
    );
  });
});

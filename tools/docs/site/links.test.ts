import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { deadLinks } from "./links.mjs";

function dead(files: Record<string, string>): string[] {
  const site = mkdtempSync(join(tmpdir(), "site-"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, name)), { recursive: true });
    writeFileSync(join(site, name), text);
  }
  return deadLinks(site).map(({ page, link }) => `${page}: ${link}`);
}

describe("the links of a site", () => {
  it.each([
    ["a page", '<a href="a/b.html">'],
    ["a place on a page", '<a href="a/b.html#there">'],
    ["a place on the page itself", '<p id="here"><a href="#here">'],
    ["a place that a page encodes", '<a href="a/b.html#x%26y">'],
    ["another site", '<a href="https://example.org/x"><a href="mailto:a@example.org">'],
    ["nothing, in a script", "<script>const x = '<a href=\"gone.html\">'</script>"],
  ])("may lead to %s", (_, html) => {
    expect(dead({ "index.html": html, "a/b.html": '<p id="there" ><p id="x&amp;y">' })).toEqual([]);
  });

  it.each([
    ["a page that isn't there", '<a href="gone.html">', "index.html: gone.html"],
    ["a place that isn't there", '<a href="a/b.html#gone">', "index.html: a/b.html#gone"],
    ["a script that isn't there", '<script src="gone.js"></script>', "index.html: gone.js"],
    ["a folder", '<a href="a/">', "index.html: a/"],
  ])("may not lead to %s", (_, html, found) => {
    expect(dead({ "index.html": html, "a/b.html": "<p>" })).toEqual([found]);
  });

  it("are followed from where the page is", () => {
    expect(dead({ "index.html": "", "a/b.html": '<a href="../index.html"><a href="index.html">' })).toEqual([
      "a/b.html: index.html",
    ]);
  });
});

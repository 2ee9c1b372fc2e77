import { describe, expect, it } from "vitest";
import { stagedPage } from "./staged-page.mjs";

const surroundings = {
  isFolder: (path: string) => !path.includes("."),
  isOnSite: (path: string) => path.endsWith(".md"),
  repositoryUrl: (path: string) => `https://example.org/${path}`,
};
const staged = (text: string, group?: string) => stagedPage("docs/runbooks/deploy.md", text, group, surroundings);

describe("a page of the site", () => {
  it("is listed under its title, in its group", () => {
    expect(staged("# Deploy, now\n\nText.\n", "Runbooks")).toBe(
      '---\ntitle: "Deploy, now"\ngroup: Runbooks\n---\n\nText.\n',
    );
  });

  it("keeps its title where it introduces something", () => {
    expect(staged("# Deploy\n")).toBe("# Deploy\n");
  });

  it.each([
    ["a page of the site", "[a](import.md#x)", "[a](import.md#x)"],
    ["a folder with a page", "[a](../decisions)", "[a](../decisions/README.md)"],
    ["what only the repository has", "[a](../../tools/x.mjs)", "[a](https://example.org/tools/x.mjs)"],
    ["another site", "[a](https://a.example/x)", "[a](https://a.example/x)"],
    ["a place on the page", "[a](#go)", "[a](#go)"],
  ])("links to %s", (_, link, expected) => {
    expect(staged(`${link}\n`)).toBe(`${expected}\n`);
  });

  it("leaves code alone", () => {
    const code = "```md\n[a](../x.mjs)\n```\n";
    expect(staged(`${code}[a](../x.mjs)\n${code}`)).toBe(`${code}[a](https://example.org/docs/x.mjs)\n${code}`);
  });

  it("has headings with the anchors that the repository's have", () => {
    expect(staged("Text.\n\n## `a.<name>` where\n")).toBe("Text.\n\n## a.&lt;name&gt; where\n");
  });

  it("leaves pictures to the browser", () => {
    expect(staged("```mermaid\nflowchart LR\n  a --> b\n```\n")).toBe(
      '<pre class="mermaid">\nflowchart LR\n  a --&gt; b\n</pre>\n',
    );
  });
});

import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { readText, trackedFiles, WORKSPACE } from "./files.mjs";

/** A page without its code, which contains no links or headings. */
const prose = (file: string) => readText(file).replace(/^( *)```[\s\S]*?^\1```/gm, "");

/** The anchors that GitHub creates for a page's headings. */
const anchors = (file: string) =>
  [...prose(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-"),
  );

const isDead = (page: string, link: string) => {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? page : normalize(join(dirname(page), path));
  if (!existsSync(join(WORKSPACE, file))) return true;
  return anchor !== undefined && !anchors(file).includes(anchor);
};

describe.each(trackedFiles().filter((file) => file.endsWith(".md")))("%s", (page) => {
  it("links to what exists", () => {
    const links = [...prose(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => isDead(page, link))).toEqual([]);
  });
});

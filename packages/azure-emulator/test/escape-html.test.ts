import { expect, it } from "vitest";
import { escapeHtml } from "../src/escape-html.js";

it("escapes what HTML and its attributes would read", () => {
  expect(escapeHtml(`<a href="x" title='y'>&amp;</a>`)).toBe(
    "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;",
  );
});

import { escapeXml } from "../xml.js";

const BRAND = Symbol.for("@org/aml-posture.Markup");

/** Markup that can be inserted into a page without escaping. */
export interface Markup {
  readonly [BRAND]: string;
}

/** What is allowed in {@link html}: text is escaped, markup is not. */
export type Content = string | number | Markup | undefined | readonly Content[];

/** Markup from a template, in which content in `${}` is escaped unless it is markup. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return {
    [BRAND]: parts.map((part, index) => part + (index < contents.length ? text(contents[index]) : "")).join(""),
  };
}

/** Markup from trusted text: the page's own style and script. */
export function trusted(markup: string): Markup {
  return { [BRAND]: markup };
}

/** Content as text of the page, escaped unless it is markup. */
export function text(content: Content): string {
  if (content === undefined) return "";
  if (typeof content === "string") return escapeXml(content);
  if (typeof content === "number") return String(content);
  if (isMarkup(content)) return content[BRAND];
  return content.map(text).join("");
}

function isMarkup(content: Markup | readonly Content[]): content is Markup {
  return BRAND in content;
}

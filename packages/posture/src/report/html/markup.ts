import { escapeXml } from "../xml.js";

const BRAND = Symbol.for("@org/aml-posture.Markup");

/** Markup that is safe to put into a page as it is. */
export interface Markup {
  readonly [BRAND]: string;
}

/** What is allowed in {@link html}: text is escaped, markup is not. */
export type Content = string | number | Markup | undefined | readonly Content[];

/** Markup as written, with what is in `${}` escaped unless it's markup itself. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Markup {
  return {
    [BRAND]: parts.map((part, index) => part + (index < contents.length ? text(contents[index]) : "")).join(""),
  };
}

/** Markup from text that is safe already: the page's own style and script. */
export function trusted(markup: string): Markup {
  return { [BRAND]: markup };
}

/** The text of content, as it goes into a page. */
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

import { isJsonList, isJsonObject, type Json, type JsonObject } from "../json.js";

/** A top-level block of Terraform JSON, such as `resource.azurerm_subnet.pe`, with its body. */
export interface SourceBlock {
  readonly keyword: Keyword;
  /** Type and name for a resource, name for a variable, none for `terraform`. */
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/** Number of labels of each kind of top-level block. */
const LABELS = {
  terraform: 0,
  locals: 0,
  moved: 0,
  import: 0,
  removed: 0,
  provider: 1,
  variable: 1,
  output: 1,
  module: 1,
  check: 1,
  resource: 2,
  data: 2,
  ephemeral: 2,
  action: 2,
  list: 2,
} as const;

/** The name of a kind of top-level block. */
export type Keyword = keyof typeof LABELS;

/**
 * The blocks of a file. At every level, an object is the same as a list with one item, and `"//"` is a comment.
 * @param problem is called for content that isn't Terraform's; the rest is read nevertheless
 *
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function readBlocks(file: unknown, problem: (message: string) => void): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  const refuse = (value: unknown, place: readonly string[]): void => {
    problem(`${place.join(".")} is ${JSON.stringify(value).slice(0, 60)}; Terraform wants an object there`);
  };
  const expand = (value: Json, keyword: Keyword, labels: readonly string[]): void => {
    for (const item of isJsonList(value) ? value : [value]) {
      if (!isJsonObject(item)) {
        refuse(item, [keyword, ...labels]);
      } else if (labels.length === LABELS[keyword]) {
        blocks.push({ keyword, labels, body: item });
      } else {
        for (const [label, inner] of Object.entries(item))
          if (label !== "//") expand(inner, keyword, [...labels, label]);
      }
    }
  };

  for (const part of Array.isArray(file) ? (file as unknown[]) : [file]) {
    if (!isJsonObject(part)) {
      refuse(part, ["the file"]);
      continue;
    }
    for (const [keyword, value] of Object.entries(part)) {
      if (keyword === "//") continue;
      if (Object.hasOwn(LABELS, keyword)) expand(value, keyword as Keyword, []);
      else problem(`has ${JSON.stringify(keyword)} at the top, which is no block of Terraform's`);
    }
  }
  return blocks;
}

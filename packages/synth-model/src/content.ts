import type { Step } from "./expression/expression.js";
import { isTemplate } from "./expression/parse.js";
import { Evaluated } from "./expression/tree.js";
import type { Content } from "./model.js";

/** Maximum nesting of a configuration, which prevents a stack overflow. */
export const DEEPEST = 100;

/** Whether content is a primitive value without expressions. */
export function isLiteral(content: Content): content is string | number | boolean | null {
  return typeof content === "string" ? !isTemplate(content) : typeof content !== "object" || content === null;
}

/**
 * Descends into content until the steps or the content end. A string may be a reference to an element, in which the
 * remaining steps are followed.
 */
export function descend(
  content: Content | undefined,
  steps: readonly Step[],
): { content: Content; rest: readonly Step[] } | undefined {
  let at = content;
  for (const [index, step] of steps.entries()) {
    if (at === undefined || at === null) return undefined;
    const rest = steps.slice(index);
    if (at instanceof Evaluated || step.kind === "splat" || step.kind === "computed-index")
      return { content: at, rest };
    if (typeof at === "string") return isTemplate(at) ? { content: at, rest } : undefined;
    at = childAt(at, step.kind === "attribute" ? step.name : step.key);
  }
  return at === undefined ? undefined : { content: at, rest: [] };
}

/** {@link descend} for a path. A list with one item can be read without an index. */
export function descendPath(
  content: Content,
  path: readonly (string | number)[],
): { content: Content; rest: readonly (string | number)[] } | undefined {
  let at: Content | undefined = content;
  for (const [index, segment] of path.entries()) {
    if (at === undefined || at === null) return undefined;
    if (at instanceof Evaluated || typeof at === "string") return { content: at, rest: path.slice(index) };
    if (Array.isArray(at) && typeof segment === "string") {
      if (at.length !== 1) {
        const open = (at as readonly Content[]).find((item) => item instanceof Evaluated || typeof item === "string");
        return open === undefined ? undefined : { content: open, rest: path.slice(index) };
      }
      at = at[0] as Content;
      if (at instanceof Evaluated || typeof at === "string") return { content: at, rest: path.slice(index) };
    }
    at = childAt(at, segment);
  }
  return at === undefined ? undefined : { content: at, rest: [] };
}

function childAt(at: Content, key: string | number): Content | undefined {
  if (typeof at !== "object" || at === null || at instanceof Evaluated) return undefined;
  if (Array.isArray(at)) return at[Number(key)] as Content | undefined;
  // Terraform treats a block that is an object in JSON as a list with one item.
  if (key === 0) return at;
  return Object.hasOwn(at, key) ? (at as { readonly [key: string]: Content })[key] : undefined;
}

/** An argument of a block. */
export function child(content: Content | undefined, name: string): Content | undefined {
  if (content === undefined || content === null || Array.isArray(content)) return undefined;
  return typeof content === "object" ? childAt(content, name) : undefined;
}

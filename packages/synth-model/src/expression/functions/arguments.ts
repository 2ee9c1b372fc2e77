import { isSet, isTreeList, isTreeObject, type Tree, type TreeList, type TreeObject } from "../tree.js";

const BRAND = Symbol.for("@org/aml-synth-model.EvaluationError");

/** Terraform would report an error for this expression. */
export class EvaluationError extends Error {
  /** Whether `error` is an `EvaluationError`, even one from another copy of this library. */
  public static isEvaluationError(error: unknown): error is EvaluationError {
    return typeof error === "object" && error !== null && BRAND in error;
  }

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, BRAND, { value: true });
  }
}

const LEFT = Symbol.for("@org/aml-synth-model.LeftToTerraformError");

/** Terraform may evaluate this expression, but this library doesn't. */
export class LeftToTerraformError extends Error {
  /** Whether `error` is a `LeftToTerraformError`, even one from another copy of this library. */
  public static isLeftToTerraformError(error: unknown): error is LeftToTerraformError {
    return typeof error === "object" && error !== null && LEFT in error;
  }

  constructor(message: string) {
    super(message);
    Object.defineProperty(this, LEFT, { value: true });
  }
}

/** Maximum length of a text or list, which limits the use of memory. */
const LARGEST = 1_000_000;

/** @throws LeftToTerraformError for a size above {@link LARGEST} */
export function requireSize(size: number): void {
  if (!(size <= LARGEST)) throw new LeftToTerraformError(`larger than ${LARGEST}`);
}

/** Converts a value to a string, like Terraform. */
export function toText(tree: Tree | undefined): string {
  if (typeof tree === "string") return tree;
  if (typeof tree === "boolean") return String(tree);
  if (typeof tree === "number") return numberText(tree);
  throw new EvaluationError("a string is required");
}

/** Converts a value to a number, like Terraform. */
export function toNumber(tree: Tree | undefined): number {
  if (typeof tree === "number") return tree;
  if (typeof tree === "string" && /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(tree)) return Number(tree);
  throw new EvaluationError("a number is required");
}

/** Converts a value to a boolean, like Terraform. */
export function toBoolean(tree: Tree | undefined): boolean {
  if (tree === true || tree === "true") return true;
  if (tree === false || tree === "false") return false;
  throw new EvaluationError("a boolean is required");
}

/** A list or set. */
export function toList(tree: Tree | undefined): TreeList {
  if (isTreeList(tree)) return tree;
  throw new EvaluationError("a list is required");
}

/** A map or object. */
export function toObject(tree: Tree | undefined): TreeObject {
  if (isTreeObject(tree)) return tree;
  throw new EvaluationError("a map is required");
}

/** A whole number that isn't negative. */
export function toCount(tree: Tree | undefined): number {
  const count = toNumber(tree);
  if (!Number.isInteger(count) || count < 0) throw new EvaluationError("a whole number is required");
  return count;
}

/** Keys and values of a collection. The keys of a list are its positions, those of a set its items. */
export function entriesOf(tree: Tree): readonly (readonly [key: string | number, value: Tree])[] {
  if (isSet(tree)) return (tree as TreeList).map((item) => [typeof item === "number" ? item : toText(item), item]);
  if (isTreeList(tree)) return tree.map((item, index) => [index, item]);
  const object = toObject(tree);
  return sortedKeys(object).map((key) => [key, object[key] as Tree]);
}

/** The keys of a map in Terraform's order. */
export function sortedKeys(object: TreeObject): string[] {
  return Object.keys(object).sort(compareText);
}

/** Compares by code points, like Terraform. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function numberText(value: number): string {
  const text = String(value);
  return text.includes("e") ? BigInt(Math.round(value)).toString() : text;
}

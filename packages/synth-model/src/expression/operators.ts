import { EvaluationError, toBoolean, toNumber } from "./functions/arguments.js";
import { firstHole, Hole, sameTree, type Tree } from "./tree.js";

type Arithmetic = (a: number, b: number) => number | boolean;

const ARITHMETIC: Readonly<Record<string, Arithmetic>> = {
  "+": (a, b) => decimal(a + b),
  "-": (a, b) => decimal(a - b),
  "*": (a, b) => decimal(a * b),
  "/": (a, b) => divide(a, b),
  "%": (a, b) => remainder(a, b),
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
};

/**
 * Applies an operator. Returns undefined if unknown operands make the result unknown.
 * @throws EvaluationError if Terraform would report an error
 */
export function operate(operator: string, [left = null, right]: readonly Tree[]): Tree | undefined {
  if (operator === "&&" || operator === "||") return logical(operator === "||", left, right ?? null);
  if (firstHole(left) || (right !== undefined && firstHole(right))) return undefined;
  if (operator === "!") return !toBoolean(left);
  if (right === undefined) return -toNumber(left);
  if (operator === "==") return sameTree(left, right);
  if (operator === "!=") return !sameTree(left, right);
  return ARITHMETIC[operator]?.(toNumber(left), toNumber(right));
}

/** One operand may decide the result, even if the other is unknown. */
function logical(decisive: boolean, left: Tree, right: Tree): Tree | undefined {
  const sides = [left, right].map((side) => (side instanceof Hole ? undefined : toBoolean(side)));
  if (sides.includes(decisive)) return decisive;
  return sides.includes(undefined) ? undefined : !decisive;
}

/** Terraform calculates with far more digits, so 0.1 + 0.2 is 0.3. */
function decimal(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

function divide(a: number, b: number): number {
  if (b === 0) throw new EvaluationError("division by zero");
  return a / b;
}

function remainder(a: number, b: number): number {
  if (b === 0) throw new EvaluationError("division by zero");
  return a % b;
}

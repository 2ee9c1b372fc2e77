import { type Tree } from "./tree.js";
/**
 * What an operator makes of its operands; undefined where what isn't known leaves it open.
 * @throws EvaluationError where Terraform refuses
 */
export declare function operate(operator: string, [left, right]: readonly Tree[]): Tree | undefined;

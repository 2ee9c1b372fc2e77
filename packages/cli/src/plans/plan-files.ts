import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The absolute path of a stack's plan file. */
export type PlanFileOf = (stack: { readonly name: string }) => string;

/**
 * Runs `use` with paths for plan files, and then removes the files, because they contain all variables and the whole
 * state in clear text.
 */
export async function withPlanFiles<T>(use: (fileOf: PlanFileOf) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "plans-"));
  try {
    return await use(({ name }) => join(folder, `${name}.tfplan`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

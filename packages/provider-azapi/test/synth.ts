import { Testing, TerraformStack } from "cdktf";

/** The Terraform JSON of one stack. */
export interface Terraform {
  readonly terraform: { readonly required_providers: Record<string, { source: string; version: string }> };
  readonly provider: Record<string, readonly Record<string, unknown>[]>;
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  readonly output: Record<string, unknown>;
  readonly data: Record<string, Record<string, Record<string, unknown>>>;
}

/** Synthesizes a stack that holds what `build` puts into it; CDKTF's metadata is left out. */
export function synth(build: (stack: TerraformStack) => void): Terraform {
  const stack = new TerraformStack(Testing.app(), "stack");
  build(stack);
  return JSON.parse(Testing.synth(stack), (key, value) => (key === "//" ? undefined : value)) as Terraform;
}

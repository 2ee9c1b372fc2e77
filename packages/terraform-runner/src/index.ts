export { TerraformError, TerraformNotFoundError } from "./errors.js";
export type { TerraformDiagnostic, TerraformEvent } from "./events.js";
export { findTerraform, type FindTerraformOptions, type FoundTerraform } from "./find.js";
export {
  isMissingProgram,
  ProgramInterruptedError,
  type ProgramOptions,
  type ProgramResult,
  runProgram,
} from "./program.js";
export { inOrder, type Schedule } from "./schedule.js";
export {
  type ApplyOptions,
  type DestroyOptions,
  type InitOptions,
  type PlanOptions,
  Terraform,
  type TerraformResult,
  type TerraformRunOptions,
  type Validation,
} from "./terraform.js";

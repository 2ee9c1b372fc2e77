export {
  type ArmDestination,
  ArmTemplate,
  ArmTemplateError,
  type ArmTemplateResource,
  type DeploymentFunctions,
} from "./deployment/arm-template.js";
export { isDeployment, type Deployment } from "./deployment/deployments.js";
export type { Diagnostic, DiagnosticCode } from "./diagnostic.js";
export * from "./expression/expression.js";
export { ExpressionError, parseExpression, parseTemplate } from "./expression/parse.js";
export { visitTraversals } from "./expression/traversals.js";
export { groupBy } from "./group-by.js";
export { blocksOf, isJsonList, isJsonObject, type Json, type JsonObject } from "./json.js";
export type {
  Backend,
  Element,
  ElementKind,
  Reading,
  Reference,
  RequiredProvider,
  Resource,
  Stack,
  Target,
  Unknown,
  Value,
} from "./model.js";
export { formatPath, parsePath, type Path } from "./path.js";
export type { PlanInput } from "./source/plan.js";
export { readStates, type StackState, type StateInput, type StateResource } from "./source/state.js";
export { SynthModelError } from "./synth-model-error.js";
export { SynthModel, type ResourceQuery } from "./synth-model.js";

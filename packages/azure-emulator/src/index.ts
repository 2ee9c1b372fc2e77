export type { Latencies } from "./emulator/arm/behaviours.js";
export type { Body, Properties } from "./emulator/arm/body.js";
export type { Period } from "./emulator/arm/operations.js";
export type { ArmResource } from "./emulator/arm/resource.js";
export type { Latency } from "./emulator/arm/resource-type.js";
export type { Clock } from "./emulator/clock.js";
export type { Fault, FaultEffect } from "./emulator/faults.js";
export type { Answer, Request } from "./emulator/http.js";
export type { ExistingResource } from "./emulator/existing.js";
export type { Finding } from "./emulator/inspection.js";
export { AzureEmulator, type AzureEmulatorOptions, type EmulatorIdentity } from "./emulator/azure-emulator.js";
export type { DirectoryCollection } from "./emulator/directory.js";
export type { NotAssumed } from "./emulator/graph/graph.js";
export type { NameAnswer } from "./emulator/name-resolution.js";
export type { LoggedRequest } from "./emulator/request-log.js";
export {
  FAILURE_MODES,
  type FailureModeFacts,
  type FailureModeName,
  type FailureModeSettings,
} from "./emulator/failure-modes/failure-modes.js";
export type { EmulatorSnapshot } from "./emulator/snapshot.js";
export type { SoftDeletedResource } from "./emulator/soft-deleted.js";
export type { Unknown } from "./emulator/emulator-state.js";
export { minutes } from "./report/minutes.js";
export { timelineHtml } from "./report/timeline-html.js";
export { DeploymentTestInputError, StoppedError, UnavailableError } from "./deployment-test/errors.js";
export type { Listener, Problem, DeploymentTestEvent, Step } from "./deployment-test/events.js";
export type { DeploymentTestOptions } from "./deployment-test/options.js";
export { runDeploymentTest } from "./deployment-test/run-deployment-test.js";
export type { DeploymentTestReport, StepReport } from "./deployment-test/report.js";
export type { Placed, Span, Timeline } from "./deployment-test/timeline.js";

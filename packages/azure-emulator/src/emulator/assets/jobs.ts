import { ArmError } from "../arm/arm-error.js";
import { objectOf, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceType } from "../arm/resource-type.js";
import { requireAssetRole } from "../failure-modes/asset-roles.js";
import { assetAt } from "./component-references.js";

const JOBS = "Microsoft.MachineLearningServices/workspaces/jobs";
const START_SECONDS = 60;

/** The statuses in which a job has ended. */
const ENDED: readonly unknown[] = ["Completed", "Failed", "Canceled"];

/**
 * Jobs of workspaces, of the type `Command`. Their commands run only in an emulator with `runJobs`; in any other one, jobs
 * fail.
 */
export const jobs: ResourceType = {
  type: JOBS,
  provisioningState: false,
  write({ id, body, existing, principal }, state) {
    const workspace = id.parent;
    requireAssetRole(state, principal, { action: `${JOBS}/write`, scope: workspace?.toString() ?? "" });
    if (existing) throw new ArmError(409, "Conflict", `A job with the name '${id.name}' already exists.`);
    const { properties } = body;
    if (properties["jobType"] !== "Command") {
      throw new ArmError(400, "ValidationError", `The Azure emulator has jobs of the type Command only.`);
    }
    const references = { codeId: "codes", environmentId: "environments" };
    for (const [name, kind] of Object.entries(references)) {
      const reference = textOf(properties[name]);
      if (name === "codeId" && reference === undefined) continue;
      if (reference !== undefined && workspace && assetAt(reference, workspace, kind, state)) continue;
      throw new ArmError(400, "ValidationError", `The ${name} '${reference ?? ""}' does not exist.`);
    }
    if (!state.resources.get(textOf(properties["computeId"]))) {
      throw new ArmError(400, "ValidationError", `The computeId '${String(properties["computeId"])}' does not exist.`);
    }
    body.properties = {
      displayName: id.name,
      experimentName: "Default",
      isArchived: false,
      services: {},
      tags: {},
      ...properties,
      status: "Queued",
      outputs: {
        ...objectOf(properties["outputs"]),
        default: {
          jobOutputType: "uri_folder",
          mode: "ReadWriteMount",
          uri: `azureml://datastores/${ARTIFACTS}/${artifactFolder(id.name)}`,
        },
      },
    };
    return (job) => {
      state.clock.after(START_SECONDS, () => {
        if (job.body.properties["status"] !== "Queued") return;
        if (state.jobs) state.jobs.start(job);
        else setStatus(job, "Failed");
      });
    };
  },
  actions: {
    cancel: (job, state) => {
      if (!ENDED.includes(job.body.properties["status"])) {
        const queued = job.body.properties["status"] === "Queued";
        setStatus(job, queued ? "Canceled" : "CancelRequested");
        if (!queued) state.jobs?.cancel(job);
      }
      return { seconds: 1, complete: () => undefined };
    },
  },
};

/** The datastore with logs and outputs of jobs. */
export const ARTIFACTS = "workspaceartifactstore";

/** The folder of a job in {@link ARTIFACTS}. */
export function artifactFolder(job: string): string {
  return `ExperimentRun/dcid.${job}`;
}

/** Changes the status of a job. */
export function setStatus(job: ArmResource, status: string): void {
  job.body.properties = { ...job.body.properties, status };
}

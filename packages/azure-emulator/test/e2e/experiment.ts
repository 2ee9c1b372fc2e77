import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { runDeploymentTest, type DeploymentTestOptions, type DeploymentTestReport } from "../../src/index.js";
import type { LoggedRequest } from "../../src/emulator/request-log.js";
import type { EditedStack } from "./edited-stack.js";
import { development, type Platform } from "./environment.js";

/** What became of an experiment. */
export interface Outcome {
  readonly report: DeploymentTestReport;
  /** The first problem's address and message; empty if there is none. */
  readonly problem: string;
  /** How many writes Azure refused. */
  readonly refused: number;
}

/** Times of an Azure that is quick to make things, so that what is waited for are roles and propagation delays. */
export const QUICK = {
  "Microsoft.MachineLearningServices/workspaces": { create: 15, update: 5, delete: 5 },
  "Microsoft.MachineLearningServices/registries": { create: 15, delete: 5 },
  "Microsoft.MachineLearningServices/workspaces/computes": { create: 15, delete: 5 },
  "Microsoft.MachineLearningServices/workspaces/outboundRules": { create: 30, delete: 5 },
  "Microsoft.ContainerRegistry/registries": { create: 5, delete: 5 },
};

/** Whether providers keep their own waits: `REAL_CLOCK=1 npm run test:deployment`. */
export const REAL_CLOCK = process.env["REAL_CLOCK"] === "1";

/** Slow enough that what follows on something at once, even on a busy machine, comes within the delays of Azure. */
export const SLOW = 10;

/** Whether a request is a write that Azure refuses, or tells that one has failed that it accepted before. */
export function isRefusedWrite({ method, url, status, answered }: LoggedRequest): boolean {
  if (!url.startsWith("https://management.azure.com/")) return false;
  if (method === "PUT" || method === "PATCH") return status >= 400;
  return url.includes("/operationStatuses/") && (answered as { status?: string } | undefined)?.status === "Failed";
}

/** Tests the development environment, up to the second plan and the live check, after a change to it. */
export async function experiment(
  edit: (dev: EditedStack) => unknown,
  options: Partial<DeploymentTestOptions> & { readonly platform?: Platform; readonly kept?: RegExp } = {},
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), "experiment-"));
  let refused = 0;
  try {
    const dev = development(options.platform, options.kept);
    edit(dev);
    mkdirSync(join(folder, "dev"));
    writeFileSync(join(folder, "dev/cdk.tf.json"), JSON.stringify(dev.json));
    const report = await runDeploymentTest({
      folders: [join(folder, "dev")],
      terraform: inject("terraform"),
      destroy: false,
      limitSeconds: 240,
      latencies: QUICK,
      realClock: REAL_CLOCK,
      ...options,
      failureModes: {
        "workspace-role-bundle": true,
        // Without a cluster there is nothing to build on.
        "image-build": dev.find("azapi_update_resource").length > 0,
        ...options.failureModes,
      },
      onStart: (azure) => {
        azure.onRequest((request) => {
          if (isRefusedWrite(request)) refused += 1;
        });
        options.onStart?.(azure);
      },
    });
    return {
      report,
      problem: report.problems.map(({ address, message }) => `${address ?? ""}: ${message}`)[0] ?? "",
      refused,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

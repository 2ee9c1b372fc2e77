import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import { check, type PostureConfig } from "@org/aml-posture";
import { App, TerraformStack } from "cdktf";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as agents from "../../packages/agents/test/all-options.js";
import * as data from "../../packages/data/test/all-options.js";
import * as dns from "../../packages/dns/test/all-options.js";
import * as governance from "../../packages/governance/test/all-options.js";
import * as kubernetes from "../../packages/kubernetes/test/all-options.js";
import * as network from "../../packages/network/test/all-options.js";
import * as rbac from "../../packages/rbac/test/all-options.js";
import * as registry from "../../packages/registry/test/all-options.js";
import * as workspace from "../../packages/workspace/test/all-options.js";

let outdir: string;
beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "all-options-"));
});
afterEach(() => {
  rmSync(outdir, { recursive: true });
});

/** Configuration of the check for an app with these options. */
const SAID: PostureConfig = {
  dns: { linksManagedBy: "the hub team", zoneGroupsManagedBy: "Azure Policy" },
  outsidePrincipals: ["var.*"],
};

const LIBRARIES: Readonly<Record<string, (app: App) => void>> = {
  agents: (app) => void agents.everything(app, 4),
  data: (app) => void (data.defaults(app, 4), data.everything(app, 4)),
  dns: (app) => void (dns.defaults(app, 4), dns.everything(app, 4)),
  governance: (app) => void governance.everything(app, 4),
  kubernetes: (app) => void (kubernetes.defaults(app, 4), kubernetes.everything(app, 4)),
  network: (app) => void (network.defaults(app, 4), network.everything(app, 4)),
  rbac: (app) => void rbac.everything(app, 4),
  registry: (app) => void registry.everything(app, 4),
  workspace: (app) => void (workspace.defaults(app, 4), workspace.everything(app, 4)),
};

/**
 * Expected violations: policies of a whole subscription, whose identities change resources in all of it; a connection
 * without a delay; and test zones with short names.
 */
const ASKED_FOR: Readonly<Record<string, RegExp>> = {
  governance: /^workspacePublicNetworkAccessDisabled-aml of dev has Contributor on \/subscriptions\//,
  network: /, but no zone \S+ gets its record$/,
  registry: /^rule AllowSharedRegistryAccess of mlwprodcc01 can be created before|, but no zone \S+ gets its record$/,
};

describe("every option of a library", () => {
  it.each(Object.keys(LIBRARIES))("violates no check of isolation, names and order: %s", (name) => {
    const app = new App({ outdir, stackTraces: false });
    LIBRARIES[name]?.(app);
    const stacks = app.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
    const texts = stacks.map((stack): [string, string] => [stack.node.id, JSON.stringify(stack.toTerraform())]);
    const { findings } = check(SynthModel.fromStacks(Object.fromEntries(texts)), { ...SAID, today: "2026-12-01" });
    const violated = findings.filter(
      ({ rule, state, message }) =>
        ["check-isolation", "check-resolution", "check-order"].includes(rule) &&
        state === "violated" &&
        ASKED_FOR[name]?.test(message) !== true,
    );
    expect(violated.map(({ stack, address, message }) => `${stack}/${address}: ${message}`)).toEqual([]);
  });
});

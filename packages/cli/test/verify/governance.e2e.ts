/** Verification of governance after a real deployment of the example with a hub to an emulator. */
import { dirname, join } from "node:path";
import { AzureEmulator } from "@org/azure-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_MILLISECONDS } from "../e2e/real.js";
import { configuration } from "../e2e/support.js";
import { DeployedPlatform } from "./deployed.js";
import { GOVERNANCE_DRIFTS } from "./governance-drifts.js";
import { PlatformInAzure } from "./platform-in-azure.js";
import { verifiedPlatform } from "./verified-platform.js";

const examples = join(dirname(configuration), "examples");

describe("the example of a hub with governance", () => {
  let platform: DeployedPlatform;
  beforeAll(async () => {
    platform = await DeployedPlatform.deploy(join(examples, "hub.config.json"));
  }, BUILD_MILLISECONDS);
  afterAll(() => platform.remove());

  const found = async (azure: PlatformInAzure) => {
    const emulator = new AzureEmulator({ snapshot: azure.snapshot });
    return (await verifiedPlatform(platform, join(examples, "hub.posture.json"), emulator)).found;
  };

  it("passes", async () => {
    expect(await found(new PlatformInAzure(platform.snapshot))).toEqual([]);
  });

  it.each(GOVERNANCE_DRIFTS)("finds: $title", async ({ change, at, rule }) => {
    const changed = new PlatformInAzure(platform.snapshot);
    change(changed);
    const all = await found(changed);
    expect(all.filter((one) => one.rule === rule && at.test(one.place))).not.toEqual([]);
    expect(all.filter(({ place }) => !at.test(place))).toEqual([]);
  });
});

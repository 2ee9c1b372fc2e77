/** `aml verify` of a network of your own: a hub with firewall, VPN and build agents, and an environment with AKS. */
import { join } from "node:path";
import type { Finding } from "@org/aml-posture";
import { verify } from "@org/aml-verify";
import { AzureEmulator, type EmulatorSnapshot } from "@org/azure-emulator";
import { afterAll, beforeAll, expect, it } from "vitest";
import { clientOf } from "../../../verify/test/support/in-process.js";
import { BUILD_MILLISECONDS } from "../e2e/real.js";
import { DeployedPlatform } from "./deployed.js";
import { NETWORK_DRIFTS } from "./network-drifts.js";
import { PlatformInAzure } from "./platform-in-azure.js";

let platform: DeployedPlatform;
beforeAll(async () => {
  platform = await DeployedPlatform.deploy(join(import.meta.dirname, "networks.config.json"));
}, BUILD_MILLISECONDS);
afterAll(() => platform.remove());

async function found(snapshot: EmulatorSnapshot): Promise<readonly Finding[]> {
  const client = clientOf(new AzureEmulator({ snapshot }));
  const { states, directory } = platform;
  const { report } = await verify({ states, directory, client });
  return report.findings.filter(({ rule }) => rule.startsWith("verify/"));
}

it("passes, with every type compared", async () => {
  expect(await found(platform.snapshot)).toEqual([]);
});

it.each(NETWORK_DRIFTS)("finds: $title", async ({ change, at, rule }) => {
  const changed = new PlatformInAzure(platform.snapshot);
  change(changed);
  const places = (await found(changed.snapshot)).map(({ rule: by, stack, address }) => `${by} ${stack}/${address}`);
  expect(places.filter((place) => place.startsWith(`${rule} `) && at.test(place))).not.toEqual([]);
  expect(places.filter((place) => !at.test(place))).toEqual([]);
});

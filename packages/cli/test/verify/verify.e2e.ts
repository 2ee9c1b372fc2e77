/** `aml verify` after real deployments to an emulator, and after changes behind Terraform's back. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { verify } from "@org/aml-verify";
import { AzureEmulator } from "@org/azure-emulator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOf } from "../../../verify/test/support/in-process.js";
import { BUILD_MILLISECONDS } from "../e2e/real.js";
import { configuration } from "../e2e/support.js";
import { DeployedPlatform } from "./deployed.js";
import { DRIFTS } from "./drifts.js";
import { HAS_NAMESPACES, type InsideOptions, runInside } from "./network-namespace.js";
import { PlatformInAzure } from "./platform-in-azure.js";
import { verifiedPlatform } from "./verified-platform.js";

const app = dirname(configuration);
/** Most requests for the default platform. */
const MOST_REQUESTS = 150;

describe("the default platform", () => {
  let platform: DeployedPlatform;
  beforeAll(async () => {
    platform = await DeployedPlatform.deploy(configuration, "lock.extend.ts");
  }, BUILD_MILLISECONDS);
  afterAll(() => platform.remove());

  const verified = (azure: AzureEmulator) => verifiedPlatform(platform, join(app, "posture.json"), azure);

  it("passes as a command, with GET requests only", async () => {
    const azure = await AzureEmulator.start({ snapshot: platform.snapshot });
    const reports = ["json", "sarif", "junit", "html"].flatMap((format) => [`--${format}`, `verified.${format}`]);
    const result = await platform.verify(azure, ...reports);
    expect(result).toEqual({ code: 0, output: expect.stringContaining("nothing was changed") });
    const sent = azure.requests.filter(({ url }) => url.startsWith("https://management.azure.com/"));
    expect(new Set(sent.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(sent.length).toBeLessThanOrEqual(MOST_REQUESTS);
    expect(azure.unknown).toEqual([]);
    expect(JSON.parse(readFileSync(join(platform.folder, "verified.json"), "utf8"))).toMatchObject({ passed: true });
    expect(readFileSync(join(platform.folder, "verified.html"), "utf8")).toContain("<svg");
    for (const format of ["sarif", "junit"]) expect(existsSync(join(platform.folder, `verified.${format}`))).toBe(true);
    await azure.stop();
  });

  it("passes although Azure throttles, drops connections and is slow", async () => {
    const azure = await AzureEmulator.start({ snapshot: platform.snapshot });
    azure.inject({ url: /vaults$/, times: 2, effect: { status: 429, retryAfter: 1 } });
    azure.inject({ url: /storageAccounts$/, times: 2, effect: { status: 503, retryAfter: 1 } });
    azure.inject({ url: /virtualNetworks$/, times: 1, effect: { drop: true } });
    azure.inject({ url: /privateEndpoints$/, times: 1, effect: { delaySeconds: 2 } });
    expect(await platform.verify(azure)).toMatchObject({ code: 0 });
    await azure.stop();
  });

  it("prints its time with 50 ms for each request", async () => {
    const azure = await AzureEmulator.start({ snapshot: platform.snapshot });
    azure.inject({ url: /management\.azure\.com/, times: Infinity, effect: { delaySeconds: 0.05 } });
    const started = performance.now();
    const { code, output } = await platform.verify(azure);
    expect(code).toBe(0);
    const [first, ...others] = azure.requests.filter(({ url }) => url.startsWith("https://management.azure.com/"));
    const reading = Math.max(...others.map(({ at, took }) => at + took)) - (first?.at ?? 0);
    const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
    console.log(
      `${others.length + 1} requests in ${seconds(reading)}, the command ${seconds(performance.now() - started)}`,
    );
    expect(output).toContain(`${others.length + 1} requests`);
    await azure.stop();
  });

  describe.skipIf(!HAS_NAMESPACES)("with the resolver and sockets of a machine", () => {
    const FILES = "stdevcc01.file.core.windows.net";
    const PUBLIC = "203.0.113.9";

    /** Verifies dev on a machine in its network, or outside. */
    async function onMachine(place: "inside" | "outside", change: Partial<InsideOptions> = {}) {
      const azure = await AzureEmulator.start({ snapshot: platform.snapshot });
      const network = azure.resources.find(({ id }) => /\/virtualNetworks\/[^/]*dev[^/]*$/.test(id.toString()));
      const resolve = (name: string) => azure.resolve(name, network?.id.toString() ?? "")?.addresses ?? [PUBLIC];
      const addresses = new Set(azure.resources.flatMap(({ body }) => addressesIn(body.properties)));
      const result = await runInside(platform.verifyCommand(["dev", `--from-${place}`]), {
        resolve: place === "inside" ? resolve : () => [PUBLIC],
        endpoints: place === "inside" ? [...addresses].flatMap((one) => PORTS.map((port) => [one, port] as const)) : [],
        proxyUrl: azure.proxyUrl,
        ...platform.environment(azure),
        ...change,
      });
      await azure.stop();
      return result;
    }
    const PORTS = [443, 445];
    /** The addresses of dev's records. */
    const addressesIn = ({ aRecords }: Readonly<Record<string, unknown>>) =>
      ((aRecords ?? []) as { readonly ipv4Address: string }[])
        .map(({ ipv4Address }) => ipv4Address)
        .filter((one) => one.startsWith("10.1."));

    it("passes inside, where all names lead to their endpoints", async () => {
      expect(await onMachine("inside")).toEqual({ code: 0, output: expect.stringContaining("nothing was changed") });
    });

    it("passes outside, where no name leads to them", async () => {
      expect(await onMachine("outside")).toMatchObject({ code: 0 });
    });

    it("finds names that lead elsewhere or nowhere, closed ports, and a resolver that fails", async () => {
      const vault = "kvdevcc01.vault.azure.net";
      const blobs = "stdevcc01.blob.core.windows.net";
      const { code, output } = await onMachine("inside", {
        resolve: (name) =>
          name === vault ? [PUBLIC] : name === blobs ? "unknown" : name.includes("queue") ? "fails" : ["10.1.1.4"],
        endpoints: [["10.1.1.4", 443]],
      });
      expect(code).toBe(1);
      for (const message of [
        `${vault} resolves to ${PUBLIC} here, and the endpoint has 10.1.1.`,
        `${blobs} doesn't resolve here`,
        `${FILES} resolves to 10.1.1.4 here`,
        "stdevcc01.queue.core.windows.net resolves to is not known: the resolver failed",
      ]) {
        expect(output).toContain(message);
      }
    });

    it("finds private addresses that answer outside", async () => {
      const { code, output } = await onMachine("outside", { endpoints: [["10.1.1.4", 443]] });
      expect(code).toBe(1);
      expect(output).toContain("(10.1.1.4) accepts connections to port 443 from outside the network");
    });
  });

  it("needs no more requests than allowed", async () => {
    const { found, requests } = await verified(new AzureEmulator({ snapshot: platform.snapshot }));
    expect(found).toEqual([]);
    expect(requests).toBeLessThanOrEqual(MOST_REQUESTS);
  });

  it.each(DRIFTS)("finds: $title", async ({ change, at, rule, consequences = [] }) => {
    const changed = new PlatformInAzure(platform.snapshot);
    change(changed);
    const { found } = await verified(new AzureEmulator({ snapshot: changed.snapshot }));
    expect(found.filter((one) => one.rule === rule && at.test(one.place))).not.toEqual([]);
    expect(found.filter((one) => !at.test(one.place) && !consequences.includes(one.rule))).toEqual([]);
  });
});

describe("the example with three environments", () => {
  it("passes", async () => {
    const platform = await DeployedPlatform.deploy(join(app, "examples/three-environments.config.json"));
    const { report } = await verify({
      states: platform.states,
      directory: platform.directory,
      client: clientOf(new AzureEmulator({ snapshot: platform.snapshot })),
    });
    expect(report.findings.filter(({ rule }) => rule.startsWith("verify/"))).toEqual([]);
    platform.remove();
  });
});

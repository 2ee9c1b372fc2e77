import { describe, expect, it } from "vitest";
import { FQDN_PRESETS, MANAGED_NETWORK_REQUIRED_SERVICE_TAGS } from "../src/index.js";

describe("FQDN_PRESETS", () => {
  it("hold the 28 hosts of the reference platform, and those of deep learning frameworks (S0-WSP-20)", () => {
    const { deepLearning, ...reference } = FQDN_PRESETS;
    expect(Object.values(reference).flat()).toHaveLength(28);
    expect(deepLearning).toEqual(["*.pytorch.org", "*.tensorflow.org"]);
  });

  it("name no host twice", () => {
    const hosts = Object.values(FQDN_PRESETS).flat();
    expect(new Set(hosts).size).toBe(hosts.length);
  });

  it("are host names, with a wildcard at the front at most", () => {
    for (const host of Object.values(FQDN_PRESETS).flat()) expect(host).toMatch(/^(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+$/);
  });
});

describe("MANAGED_NETWORK_REQUIRED_SERVICE_TAGS", () => {
  it("are the eight that the service writes itself", () => {
    expect(MANAGED_NETWORK_REQUIRED_SERVICE_TAGS).toHaveLength(8);
  });
});

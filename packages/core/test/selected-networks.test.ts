import { describe, expect, it } from "vitest";
import { isPublicAddressRange } from "../src/internal.js";

describe("isPublicAddressRange", () => {
  it.each([
    "9.255.255.255",
    "11.0.0.0/8",
    "100.63.255.255",
    "100.128.0.0",
    "126.255.255.255",
    "128.0.0.0/1",
    "172.15.255.255",
    "172.32.0.0",
    "203.0.113.7/32",
    "220.0.0.0/6",
    "223.255.255.255",
  ])("is true for %s", (range) => {
    expect(isPublicAddressRange(range)).toBe(true);
  });

  it.each([
    "0.0.0.0",
    "10.1.0.0/16",
    "100.64.0.0",
    "100.127.255.255",
    "127.0.0.1",
    "169.254.169.254",
    "172.16.0.0/12",
    "172.31.255.255",
    "192.168.0.1",
    "224.0.0.1",
    "255.255.255.255",
  ])("is false for %s, which no traffic to a public endpoint has as its source", (range) => {
    expect(isPublicAddressRange(range)).toBe(false);
  });

  it.each(["203.0.113.0/0", "203.0.113.0/33", "203.0.113.0/24/24", "203.0.113.0/", "203.0.113", "::1", "any", ""])(
    "is false for %j, which is no block of IPv4 addresses",
    (range) => {
      expect(isPublicAddressRange(range)).toBe(false);
    },
  );

  it("is false for a block that is smaller than asked", () => {
    expect(isPublicAddressRange("203.0.113.0/30", 30)).toBe(true);
    expect(isPublicAddressRange("203.0.113.0/31", 30)).toBe(false);
    expect(isPublicAddressRange("203.0.113.7", 30)).toBe(true);
  });
});

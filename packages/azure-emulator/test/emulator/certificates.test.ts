import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { makeCertificates } from "../../src/emulator/certificates.js";

const HOSTS = ["management.azure.com", "*.vault.azure.net"];
const DAY = 24 * 3600 * 1000;

describe("The certificates of a run", () => {
  it("are an authority that can only vouch for a server, and a server that can vouch for nobody", () => {
    const { authority, certificate } = makeCertificates(HOSTS);
    const [ca, server] = [new X509Certificate(authority), new X509Certificate(certificate)];
    expect([ca.ca, server.ca]).toEqual([true, false]);
    expect(server.verify(ca.publicKey)).toBe(true);
    expect(server.checkIssued(ca)).toBe(true);
  });

  it("name every host, and no other", () => {
    const server = new X509Certificate(makeCertificates(HOSTS).certificate);
    expect(server.checkHost("management.azure.com")).toBe("management.azure.com");
    expect(server.checkHost("kv-dev.vault.azure.net")).toBe("*.vault.azure.net");
    expect(server.checkHost("graph.microsoft.com")).toBeUndefined();
  });

  it("are valid from yesterday, for a week", () => {
    const server = new X509Certificate(makeCertificates(HOSTS).certificate);
    const from = Date.parse(server.validFrom);
    expect(Math.abs(Date.now() - DAY - from)).toBeLessThan(DAY / 24);
    expect(Date.parse(server.validTo) - from).toBe(8 * DAY);
  });

  it("are others in every run", () => {
    const [one, other] = [makeCertificates(HOSTS), makeCertificates(HOSTS)] as const;
    expect(one.key).not.toBe(other.key);
    expect(new X509Certificate(other.certificate).verify(new X509Certificate(one.authority).publicKey)).toBe(false);
  });
});

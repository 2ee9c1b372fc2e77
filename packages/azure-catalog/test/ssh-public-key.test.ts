import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isSshPublicKey } from "../src/index.js";

const ED25519 = "AAAAC3NzaC1lZDI1NTE5AAAAIL2lCZXm9uFR6f6Jaw1ziR1Y+yU6+Tafq74ZMNZj6EYM";

/** The public half of a new RSA key in OpenSSH's format. */
function rsaKey(modulusLength: number): string {
  const { e = "", n = "" } = generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ format: "jwk" });
  // A leading zero keeps the number positive.
  const parts = [Buffer.from("ssh-rsa"), Buffer.from(e, "base64url"), Buffer.from(`AA${n}`, "base64url")];
  const withLength = parts.flatMap((part) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    return [length, part];
  });
  return `ssh-rsa ${Buffer.concat(withLength).toString("base64")}`;
}

describe("isSshPublicKey", () => {
  it("accepts complete keys, with or without a comment", () => {
    for (const key of [`ssh-ed25519 ${ED25519}`, `ssh-ed25519 ${ED25519} build agents`, rsaKey(2048)]) {
      expect(isSshPublicKey(key)).toBe(true);
    }
  });

  it.each([
    ["a truncated key", `ssh-ed25519 ${ED25519.slice(0, -8)}`],
    ["a key of another type than it says", `ssh-rsa ${ED25519}`],
    ["an RSA key that is too short", rsaKey(1024)],
    ["a type that Azure rejects", "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTY="],
    ["a key in two lines", `ssh-ed25519 ${ED25519} agents\nssh-ed25519 ${ED25519} others`],
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----"],
    ["nothing", ""],
  ])("rejects %s", (_, key) => {
    expect(isSshPublicKey(key)).toBe(false);
  });
});

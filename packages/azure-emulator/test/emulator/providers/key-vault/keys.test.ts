import { describe, expect, it } from "vitest";
import { makeVault, VAULT } from "../../../support/platform.js";
import { Sandbox } from "../../../support/sandbox.js";

describe("A key", () => {
  const KEY = `${VAULT}/keys/workspace`;

  it("has identifiers in its vault, with and without a version", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    const { properties } = await sandbox.make(KEY, { properties: { kty: "RSA" } });
    expect(properties).toMatchObject({
      kty: "RSA",
      keyUri: "https://kv-dev.vault.azure.net/keys/workspace",
      keyUriWithVersion: expect.stringMatching(
        /^https:\/\/kv-dev\.vault\.azure\.net\/keys\/workspace\/[0-9a-f]{32}$/,
      ) as string,
    });
  });

  it("stays as it is if it is written again", async () => {
    const sandbox = await Sandbox.open();
    await makeVault(sandbox);
    const first = await sandbox.make(KEY, { properties: { kty: "RSA" } });
    const again = await sandbox.make(KEY, { properties: { kty: "EC" } });
    expect(again.properties).toEqual(first.properties);
  });
});

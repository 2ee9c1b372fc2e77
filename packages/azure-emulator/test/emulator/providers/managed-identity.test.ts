import { describe, expect, it } from "vitest";
import { CANADA, IDENTITY } from "../../support/platform.js";
import { Sandbox } from "../../support/sandbox.js";

describe("A user-assigned identity", () => {
  it("is a principal of the tenant", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(IDENTITY, CANADA);
    expect(properties).toEqual({
      principalId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      clientId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      tenantId: sandbox.azure.identity.tenantId,
    });
    expect(properties.principalId).not.toBe(properties.clientId);
  });

  it("stays the same when it's written again", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(IDENTITY, CANADA);
    expect((await sandbox.make(IDENTITY, { ...CANADA, tags: { a: "b" } })).properties).toEqual(properties);
  });

  it("is another one when it's made again", async () => {
    const sandbox = await Sandbox.open();
    const { properties } = await sandbox.make(IDENTITY, CANADA);
    await sandbox.delete(IDENTITY);
    expect((await sandbox.make(IDENTITY, CANADA)).properties.principalId).not.toBe(properties.principalId);
  });
});

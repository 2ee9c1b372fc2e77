import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { reachesRegistry } from "./registry.mjs";

async function answering(status: number, ask: (url: string) => Promise<void>) {
  const server = createServer((_, response) => response.writeHead(status).end("{}"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await ask(`http://127.0.0.1:${port}/`);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/`;
}

describe("reachesRegistry", () => {
  it("is reached if it answers", async () => {
    await answering(200, async (url) => expect(await reachesRegistry(url)).toBe(true));
  });

  it("isn't reached if something else answers", async () => {
    await answering(403, async (url) => expect(await reachesRegistry(url)).toBe(false));
  });

  it("isn't reached if nobody answers", async () => {
    const gone = await answering(200, async () => undefined);
    expect(await reachesRegistry(gone)).toBe(false);
  });
});

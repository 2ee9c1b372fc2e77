import { createHttpHeaders } from "@azure/core-rest-pipeline";
import { AzureClient, type AzureClientOptions } from "@org/azure-client";
import type { AzureEmulator } from "@org/azure-emulator";

/** A client of an emulator in this process, without a network. */
export function clientOf(azure: AzureEmulator, options: Partial<AzureClientOptions> = {}): AzureClient {
  return new AzureClient({
    credential: { getToken: async () => ({ token: "dummy", expiresOnTimestamp: Date.now() + 3_600_000 }) },
    httpClient: {
      sendRequest: async (request) => {
        const { pathname, search } = new URL(request.url);
        const { status, headers = {}, body } = await azure.request(request.method, pathname + search);
        return { request, status, headers: createHttpHeaders(headers), bodyAsText: JSON.stringify(body) };
      },
    },
    ...options,
  });
}

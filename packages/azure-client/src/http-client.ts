import { createDefaultHttpClient, type HttpClient } from "@azure/core-rest-pipeline";
import { HttpsProxyAgent } from "https-proxy-agent";

/** Connections through a proxy that stay open: otherwise each request opens one, with a handshake of its own. */
class ProxyAgent extends HttpsProxyAgent<string> {
  /** All requests go to HTTPS hosts. Without this, connections are stored and looked up under different names. */
  public override isSecureEndpoint(): boolean {
    return true;
  }
}

/**
 * Sends requests with Node's HTTPS. Like the default client of Azure's SDKs it honours `HTTPS_PROXY` and `NO_PROXY`, which
 * their pipelines read, but it keeps connections through the proxy open.
 */
export function createHttpClient(): HttpClient {
  const client = createDefaultHttpClient();
  const agents = new Map<string, ProxyAgent>();
  return {
    sendRequest(request) {
      const proxy = proxyOf(request.agent);
      if (proxy !== undefined) {
        const agent = agents.get(proxy) ?? new ProxyAgent(proxy, { keepAlive: true });
        agents.set(proxy, agent);
        request.agent = agent;
      }
      return client.sendRequest(request);
    },
  };
}

/** The URL of the proxy that a pipeline has chosen for a request. */
function proxyOf(agent: object | undefined): string | undefined {
  return agent instanceof ProxyAgent || !agent || !("proxy" in agent) || !(agent.proxy instanceof URL)
    ? undefined
    : agent.proxy.href;
}

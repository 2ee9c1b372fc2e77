#!/usr/bin/env bash
# agent-base 7.1.4, https-proxy-agent 7.0.6, with which Azure's SDKs reach a proxy: three HTTPS requests with keepAlive,
# and with options that have a host and a port, but no protocol, as @azure/core-rest-pipeline sends them.
# Expected: one connection, as for the same requests with a URL.
# Seen: an idle connection is stored under another name than the one by which it is looked up, so each request opens one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v openssl >/dev/null || { echo "needs openssl" >&2; exit 2; }
npm install --silent --no-save --prefix . agent-base@7.1.4 https-proxy-agent@7.0.6 >/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2>/dev/null

cat >main.mjs <<'EOF'
import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import { HttpsProxyAgent } from "https-proxy-agent";

const server = https.createServer({ cert: readFileSync("cert.pem"), key: readFileSync("key.pem") });
server.on("request", (_, response) => response.end("ok"));
await once(server.listen(0, "localhost"), "listening");
const { port } = server.address();
let connections = 0;
const proxy = http.createServer().on("connect", (_, client) => {
  connections++;
  const target = net.connect(port, "localhost", () => {
    client.write("HTTP/1.1 200 OK\r\n\r\n");
    target.pipe(client).pipe(target);
  });
  for (const socket of [client, target]) socket.on("error", () => {});
});
await once(proxy.listen(0, "localhost"), "listening");

async function connectionsOf(target) {
  const agent = new HttpsProxyAgent(`http://localhost:${proxy.address().port}`, { keepAlive: true });
  connections = 0;
  for (let count = 0; count < 3; count++) {
    const [response] = await once(https.get(...target(agent)), "response");
    await once(response.resume(), "end");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return connections;
}

const byUrl = await connectionsOf((agent) => [`https://localhost:${port}/`, { agent }]);
const byOptions = await connectionsOf((agent) => [{ hostname: "localhost", port, path: "/", agent }]);
console.log(`${byUrl}, ${byOptions}`);
process.exit();
EOF
seen=$(NODE_EXTRA_CA_CERTS=cert.pem node main.mjs)

echo "agent-base 7.1.4, connections through a proxy for three requests: with a URL, with options without a protocol"
echo "expected: 1, 1"
echo "seen:     $seen"
[ "$seen" = "1, 3" ]

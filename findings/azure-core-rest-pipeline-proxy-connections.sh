#!/usr/bin/env bash
# @azure/core-rest-pipeline 1.25.1: five requests to one host through a proxy, with keep-alive, which is the default.
# Expected: one connection, as without a proxy.
# Seen: each request opens a connection of its own through the proxy, with a TLS handshake.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
command -v openssl >/dev/null || { echo "needs openssl" >&2; exit 2; }
npm install --silent --no-save --prefix . @azure/core-rest-pipeline@1.25.1 @typespec/ts-http-runtime@0.3.11 >/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -days 2 -subj /CN=localhost \
  -addext subjectAltName=DNS:localhost 2>/dev/null

cat >main.mjs <<'EOF'
import { once } from "node:events";
import { readFileSync } from "node:fs";
import http from "node:http";
import https from "node:https";
import net from "node:net";
import {
  createDefaultHttpClient,
  createEmptyPipeline,
  createPipelineRequest,
  proxyPolicy,
} from "@azure/core-rest-pipeline";

let connections = 0;
const server = https.createServer({ cert: readFileSync("cert.pem"), key: readFileSync("key.pem") });
server.on("request", (_, response) => response.end("ok"));
server.on("secureConnection", () => connections++);
await once(server.listen(0, "localhost"), "listening");
const { port } = server.address();
const proxy = http.createServer().on("connect", (_, client) => {
  const target = net.connect(port, "localhost", () => {
    client.write("HTTP/1.1 200 OK\r\n\r\n");
    target.pipe(client).pipe(target);
  });
  for (const socket of [client, target]) socket.on("error", () => {});
});
await once(proxy.listen(0, "localhost"), "listening");

async function connectionsOf(policies) {
  const pipeline = createEmptyPipeline();
  for (const policy of policies) pipeline.addPolicy(policy);
  const client = createDefaultHttpClient();
  connections = 0;
  for (let count = 0; count < 5; count++) {
    await pipeline.sendRequest(client, createPipelineRequest({ url: `https://localhost:${port}/` }));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return connections;
}

const direct = await connectionsOf([]);
const proxied = await connectionsOf([proxyPolicy({ host: "http://localhost", port: proxy.address().port })]);
console.log(`${direct}, ${proxied}`);
process.exit();
EOF
seen=$(NODE_EXTRA_CA_CERTS=cert.pem node main.mjs)

echo "@azure/core-rest-pipeline 1.25.1, connections to a host for five requests: without a proxy, with a proxy"
echo "expected: 1, 1"
echo "seen:     $seen"
[ "$seen" = "1, 5" ]

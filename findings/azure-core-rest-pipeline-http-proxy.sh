#!/usr/bin/env bash
# @azure/core-rest-pipeline 1.25.1: HTTP_PROXY and HTTPS_PROXY with different proxies.
# Expected: requests to http:// URLs, such as that of the metadata service, go to HTTP_PROXY.
# Seen: both variables are read for both schemes, and HTTPS_PROXY comes first. HTTP_PROXY has an effect only without it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . @azure/core-rest-pipeline@1.25.1 @typespec/ts-http-runtime@0.3.11 >/dev/null

cat >main.mjs <<'EOF'
import { createPipelineRequest, proxyPolicy } from "@azure/core-rest-pipeline";

const hosts = [];
for (const url of ["http://service.example/", "https://service.example/"]) {
  await proxyPolicy().sendRequest(createPipelineRequest({ url }), async ({ agent }) => hosts.push(agent.proxy.hostname));
}
console.log(hosts.join(", "));
EOF
seen=$(
  unset NO_PROXY no_proxy ALL_PROXY all_proxy
  HTTP_PROXY=http://plain.example:80 HTTPS_PROXY=http://secure.example:80 node main.mjs
)

echo "@azure/core-rest-pipeline 1.25.1, proxies of requests to http:// and https:// URLs"
echo "expected: plain.example, secure.example"
echo "seen:     $seen"
[ "$seen" = "secure.example, secure.example" ]

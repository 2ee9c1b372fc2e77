#!/usr/bin/env bash
# @azure/core-rest-pipeline 1.25.1: values of NO_PROXY that other HTTP clients, such as curl, understand.
# Expected: no proxy for https://api.example.com/.
# Seen: `*` and capital letters have no effect: the request goes to the proxy.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . @azure/core-rest-pipeline@1.25.1 @typespec/ts-http-runtime@0.3.11 >/dev/null

cat >main.mjs <<'EOF'
import { createPipelineRequest, proxyPolicy } from "@azure/core-rest-pipeline";

const request = createPipelineRequest({ url: "https://api.example.com/" });
await proxyPolicy().sendRequest(request, async ({ agent }) => console.log(agent ? "proxy" : "direct"));
EOF
seen=""
for value in .example.com api.example.com '*' API.EXAMPLE.COM; do
  seen+="$value: $(HTTPS_PROXY=http://proxy.example:3128 NO_PROXY=$value no_proxy=$value node main.mjs), "
done

echo "@azure/core-rest-pipeline 1.25.1, way of a request to https://api.example.com/ by NO_PROXY"
echo "expected: .example.com: direct, api.example.com: direct, *: direct, API.EXAMPLE.COM: direct"
echo "seen:     ${seen%, }"
[ "${seen%, }" = ".example.com: direct, api.example.com: direct, *: proxy, API.EXAMPLE.COM: proxy" ]

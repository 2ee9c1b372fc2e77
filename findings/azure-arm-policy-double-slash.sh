#!/usr/bin/env bash
# @azure/arm-policy 7.0.1: policyAssignments.get() with a scope in the documented form '/subscriptions/{subscriptionId}'.
# Expected: the URL https://management.azure.com/subscriptions/...
# Seen: the slash of the scope is added to that of the path: https://management.azure.com//subscriptions/...
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-save --prefix . @azure/arm-policy@7.0.1 @azure/core-client@1.10.2 \
  @azure/core-rest-pipeline@1.25.1 >/dev/null

cat >main.mjs <<'EOF'
import { PolicyClient } from "@azure/arm-policy";
import { createHttpHeaders } from "@azure/core-rest-pipeline";

const subscription = "00000000-0000-0000-0000-000000000000";
const credential = { getToken: async () => ({ token: "token", expiresOnTimestamp: Date.now() + 3_600_000 }) };
const httpClient = {
  async sendRequest(request) {
    console.log(new URL(request.url).pathname);
    const headers = createHttpHeaders({ "content-type": "application/json" });
    return { request, status: 200, headers, bodyAsText: "{}" };
  },
};
const { policyAssignments } = new PolicyClient(credential, subscription, { httpClient });
await policyAssignments.get(`/subscriptions/${subscription}`, "name");
EOF
seen=$(node main.mjs)
path=/subscriptions/00000000-0000-0000-0000-000000000000/providers/Microsoft.Authorization/policyAssignments/name

echo "@azure/arm-policy 7.0.1, path of policyAssignments.get('/subscriptions/...', 'name')"
echo "expected: $path"
echo "seen:     $seen"
[ "$seen" = "/$path" ]

#!/usr/bin/env bash
# azure-ai-ml 1.35.2 (PyPI): workspaces.begin_create() for a workspace that exists already.
# Expected: "Returns the workspace if already exists", as its docstring says: requests that only read.
# Seen: the existing workspace is changed to the given definition by a PATCH.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check azure-ai-ml==1.35.2

cat >main.py <<'EOF'
import io
import json
from unittest.mock import patch

import requests
from azure.ai.ml import MLClient
from azure.ai.ml.entities import Workspace
from azure.core.credentials import AccessToken

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
EXISTING = {
    "id": f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws",
    "name": "ws",
    "location": "westeurope",
    "properties": {"description": "existing"},
}
sent = []


class Credential:
    def get_token(self, *scopes, **options):
        return AccessToken("token", 4102444800)


def send(adapter, request, **options):
    sent.append(request.method)
    if request.body:
        sent.append(json.loads(request.body)["properties"]["description"])
    answer = requests.Response()
    answer.status_code, answer.request, answer.url = 200, request, request.url
    answer.headers["Content-Type"] = "application/json"
    answer.raw = io.BytesIO(json.dumps(EXISTING).encode())
    return answer


with patch("requests.adapters.HTTPAdapter.send", send):
    client = MLClient(Credential(), SUBSCRIPTION, "rg", "ws", enable_telemetry=False)
    client.workspaces.begin_create(Workspace(name="ws", description="new")).result()
print(*sent)
EOF
seen=$(venv/bin/python main.py 2>/dev/null)

echo "azure-ai-ml 1.35.2, requests of workspaces.begin_create() for an existing workspace"
echo "expected: GET"
echo "seen:     $seen"
[ "$seen" = "GET GET PATCH new" ]

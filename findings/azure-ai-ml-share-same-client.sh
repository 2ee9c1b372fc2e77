#!/usr/bin/env bash
# azure-ai-ml 1.35.2 (PyPI): models.get() on a client of a workspace while models.share() of the same client waits for the
# registry, in another thread.
# Expected: the workspace's model, as before and after.
# Seen: share() redirects the client itself until it returns, so the read goes to the registry without an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check azure-ai-ml==1.35.2

cat >main.py <<'EOF'
import io
import json
import threading
from unittest.mock import patch

import requests
from azure.ai.ml import MLClient
from azure.core.credentials import AccessToken

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
PROVIDER = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.MachineLearningServices"
LOOK_UP = {
    "registryName": "registry",
    "subscriptionId": SUBSCRIPTION,
    "resourceGroup": "rg",
    "primaryRegionResourceProviderUri": "https://cert-westeurope.experiments.azureml.net/",
}
read = []
sharing, done = threading.Event(), threading.Event()


class Credential:
    def get_token(self, *scopes, **options):
        return AccessToken("token", 4102444800)


def model(identifier):
    uri = "azureml://jobs/j/outputs/artifacts/paths/model"
    return {"id": identifier, "name": "1", "properties": {"modelType": "custom_model", "modelUri": uri, "flavors": {}}}


def body_of(path):
    """The status and body of a response."""
    if path.endswith("/discovery"):
        return 200, LOOK_UP
    if path.endswith("/import"):
        sharing.set()
        done.wait()
        return 200, None
    if path.endswith("/registries/registry/models/m/versions/1"):
        if not sharing.is_set():
            return 404, {"error": {"code": "NotFound", "message": "not found"}}
        return 200, model("azureml://registries/registry/models/m/versions/1")
    if path.endswith("/workspaces/ws/models/m/versions/1"):
        return 200, model(f"{PROVIDER}/workspaces/ws/models/m/versions/1")
    if path.endswith("/workspaces/ws"):
        return 200, {"id": f"{PROVIDER}/workspaces/ws", "name": "ws", "location": "westeurope", "properties": {}}
    return 200, {"value": []}


def send(adapter, request, **options):
    status, body = body_of(request.url.split("?")[0])
    answer = requests.Response()
    answer.status_code, answer.request, answer.url = status, request, request.url
    answer.headers["Content-Type"] = "application/json"
    answer.raw = io.BytesIO(json.dumps(body).encode())
    return answer


def share(client):
    client.models.share("m", "1", share_with_name="m", share_with_version="1", registry_name="registry")


with patch("requests.adapters.HTTPAdapter.send", send):
    client = MLClient(Credential(), SUBSCRIPTION, "rg", "ws", enable_telemetry=False)

    def keep():
        read.append(client.models.get("m", "1").id.split("/models/")[0].removeprefix(PROVIDER + "/"))

    keep()
    thread = threading.Thread(target=share, args=[client])
    thread.start()
    sharing.wait()
    keep()
    done.set()
    thread.join()
    keep()
print(*read)
EOF
seen=$(venv/bin/python main.py 2>/dev/null)

echo "azure-ai-ml 1.35.2, the place that models.get() reads before, during and after models.share()"
echo "expected: workspaces/ws workspaces/ws workspaces/ws"
echo "seen:     $seen"
[ "$seen" = "workspaces/ws azureml://registries/registry workspaces/ws" ]

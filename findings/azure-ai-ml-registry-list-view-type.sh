#!/usr/bin/env bash
# azure-ai-ml 1.35.2 (PyPI): models.list() and environments.list() of a registry with the SDK's own ListViewType.
# Expected: listViewType=ArchivedOnly in the query, as the same calls send it for a workspace.
# Seen: for models of a registry, the name of the Python enum's member is sent. For environments, nothing is sent.
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
from urllib.parse import parse_qs, urlparse

import requests
from azure.ai.ml import MLClient
from azure.ai.ml.constants import ListViewType
from azure.core.credentials import AccessToken

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
LOOK_UP = {
    "registryName": "registry",
    "subscriptionId": SUBSCRIPTION,
    "resourceGroup": "rg",
    "primaryRegionResourceProviderUri": "https://cert-westeurope.experiments.azureml.net/",
}
sent = []


class Credential:
    def get_token(self, *scopes, **options):
        return AccessToken("token", 4102444800)


def send(adapter, request, **options):
    url = urlparse(request.url)
    look_up = url.path.endswith("/discovery")
    if not look_up:
        sent.append(parse_qs(url.query).get("listViewType", ["nothing"])[0])
    answer = requests.Response()
    answer.status_code, answer.request, answer.url = 200, request, request.url
    answer.headers["Content-Type"] = "application/json"
    answer.raw = io.BytesIO(json.dumps(LOOK_UP if look_up else {"value": []}).encode())
    return answer


with patch("requests.adapters.HTTPAdapter.send", send):
    workspace = MLClient(Credential(), SUBSCRIPTION, "rg", "ws", enable_telemetry=False)
    registry = MLClient(Credential(), registry_name="registry", enable_telemetry=False)
    for operations in (workspace.models, workspace.environments, registry.models, registry.environments):
        list(operations.list(list_view_type=ListViewType.ARCHIVED_ONLY))
print(*sent, sep=", ")
EOF
seen=$(venv/bin/python main.py 2>/dev/null)

echo "azure-ai-ml 1.35.2, listViewType sent for a workspace's models and environments, and for those of a registry"
echo "expected: ArchivedOnly, ArchivedOnly, ArchivedOnly, ArchivedOnly"
echo "seen:     $seen"
[ "$seen" = "ArchivedOnly, ArchivedOnly, ListViewType.ARCHIVED_ONLY, nothing" ]

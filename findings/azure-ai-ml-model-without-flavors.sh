#!/usr/bin/env bash
# azure-ai-ml 1.35.2 (PyPI): reading a model whose response has no `flavors`, which the REST API declares as optional.
# Expected: a model without flavors, as for a response with `"flavors": {}`.
# Seen: models.get() fails with an AttributeError.
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
from azure.core.credentials import AccessToken

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
WORKSPACE = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/ws"


class Credential:
    def get_token(self, *scopes, **options):
        return AccessToken("token", 4102444800)


def read(properties):
    def send(adapter, request, **options):
        body = {"id": f"{WORKSPACE}/models/m/versions/1", "name": "1", "properties": properties}
        answer = requests.Response()
        answer.status_code, answer.request, answer.url = 200, request, request.url
        answer.headers["Content-Type"] = "application/json"
        answer.raw = io.BytesIO(json.dumps(body).encode())
        return answer

    with patch("requests.adapters.HTTPAdapter.send", send):
        try:
            client = MLClient(Credential(), SUBSCRIPTION, "rg", "ws", enable_telemetry=False)
            return f"version {client.models.get('m', '1').version}"
        except Exception as error:
            return f"{type(error).__name__}: {error}"


model = {"modelType": "custom_model", "modelUri": "azureml://jobs/j/outputs/artifacts/paths/model"}
print(read({**model, "flavors": {}}), "|", read(model))
EOF
seen=$(venv/bin/python main.py 2>/dev/null)

echo "azure-ai-ml 1.35.2, models.get() for a response with empty flavors | without flavors"
echo "expected: version 1 | version 1"
echo "seen:     $seen"
[ "$seen" = "version 1 | AttributeError: 'NoneType' object has no attribute 'items'" ]

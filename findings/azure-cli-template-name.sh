#!/usr/bin/env bash
# azure-cli 2.91.0 (PyPI): the body of `az deployment group create` with a template file in plain JSON.
# Expected: JSON, as the request's Content-Type says.
# Seen: the property `template` has no quotes, so the body isn't JSON. JSON with comments, for which the template is
# copied into the body as text, requires the quotes as well.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export AZURE_CONFIG_DIR=$work/azure AZURE_CORE_COLLECT_TELEMETRY=no
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check azure-cli==2.91.0

echo '{ "contentVersion": "1.0.0.0", "resources": [] }' >template.json
cat >main.py <<'EOF'
import io
import json
import sys
from unittest.mock import patch

import requests
from azure.cli.core import get_default_cli
from azure.cli.core._profile import Profile
from azure.core.credentials import AccessTokenInfo

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
USER = {"name": "user", "type": "user"}
sent = []


class Credential:
    def get_token_info(self, *scopes, **options):
        return AccessTokenInfo("token", 4102444800)


def send(adapter, request, **options):
    if request.method == "PUT":
        sent.append(request)
    answer = requests.Response()
    answer.status_code, answer.request, answer.url = 200, request, request.url
    answer.headers["Content-Type"] = "application/json"
    answer.raw = io.BytesIO(b'{"properties": {"provisioningState": "Succeeded"}}')
    return answer


signed_in = {
    "get_login_credentials": lambda *_, **options: (Credential(), SUBSCRIPTION, "tenant"),
    "get_subscription": lambda *_, **options: {"id": SUBSCRIPTION, "tenantId": "tenant", "user": USER},
}
command = "deployment group create --resource-group rg --name d --template-file template.json --output none"
with patch("requests.adapters.HTTPAdapter.send", send), patch.multiple(Profile, **signed_in):
    get_default_cli().invoke(command.split())
body = sent[0].body.decode()
try:
    json.loads(body)
    result = "JSON"
except json.JSONDecodeError as error:
    result = f"not JSON at {body[error.pos:].split(':')[0]}:"
print(sent[0].headers["Content-Type"], result)
EOF
seen=$(venv/bin/python main.py)

echo "azure-cli 2.91.0, Content-Type and body of az deployment group create"
echo "expected: application/json JSON"
echo "seen:     $seen"
[ "$seen" = "application/json not JSON at template:" ]

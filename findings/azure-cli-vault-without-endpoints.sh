#!/usr/bin/env bash
# azure-cli 2.91.0 (PyPI): `az network private-endpoint-connection list` for a Key Vault without private endpoints, whose
# optional property privateEndpointConnections is absent.
# Expected: an empty list, as for a vault with an empty list.
# Seen: the command fails with a KeyError.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
export AZURE_CONFIG_DIR=$work/azure AZURE_CORE_COLLECT_TELEMETRY=no
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check azure-cli==2.91.0

cat >main.py <<'EOF'
import io
import json
from unittest.mock import patch

import requests
from azure.cli.core import get_default_cli
from azure.cli.core._profile import Profile

SUBSCRIPTION = "00000000-0000-0000-0000-000000000000"
VAULT = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v"


def connections(properties):
    def send(adapter, request, **options):
        answer = requests.Response()
        answer.status_code, answer.request, answer.url = 200, request, request.url
        answer.raw = io.BytesIO(json.dumps({"id": VAULT, "name": "v", "properties": properties}).encode())
        return answer

    token = ("Bearer", "token", {}), SUBSCRIPTION, "tenant"
    with (
        patch("requests.adapters.HTTPAdapter.send", send),
        patch.object(Profile, "get_subscription_id", lambda *_, **options: SUBSCRIPTION),
        patch.object(Profile, "get_raw_token", lambda *_, **options: token),
    ):
        cli, out = get_default_cli(), io.StringIO()
        code = cli.invoke(["network", "private-endpoint-connection", "list", "--id", VAULT], out_file=out)
    return f"exit code {code}, {out.getvalue().strip() or type(cli.result.error).__name__}"


print(connections({"privateEndpointConnections": []}), "|", connections({}))
EOF
seen=$(venv/bin/python main.py 2>/dev/null)

echo "azure-cli 2.91.0, private-endpoint-connection list for a vault with an empty list | without a list"
echo "expected: exit code 0, [] | exit code 0, []"
echo "seen:     $seen"
[ "$seen" = "exit code 0, [] | exit code 1, KeyError" ]

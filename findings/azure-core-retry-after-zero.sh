#!/usr/bin/env bash
# azure-core 1.41.0 (PyPI): a long-running operation whose response has `Retry-After: 0`, which RFC 9110 allows.
# Expected: the next poll follows at once.
# Seen: 0 counts as absent, and the poller waits its default of 30 seconds. With 1 it waits a second.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check azure-core==1.41.0

# A transport that creates the responses, and records the requested durations of sleep.
cat >main.py <<'EOF'
import json

from azure.core import PipelineClient
from azure.core.pipeline.policies import RequestIdPolicy
from azure.core.pipeline.transport import HttpResponse, HttpTransport
from azure.core.polling import LROPoller
from azure.core.polling.base_polling import LROBasePolling
from azure.core.utils import CaseInsensitiveDict


class Answer(HttpResponse):
    def __init__(self, request, headers, body):
        super().__init__(request, None)
        self.status_code, self.headers, self.content_type = 200, CaseInsensitiveDict(headers), "application/json"
        self.text_of_body = json.dumps(body).encode()

    def body(self):
        return self.text_of_body


class Transport(HttpTransport):
    def __init__(self, retry_after):
        self.retry_after, self.slept, self.states = retry_after, [], ["InProgress", "Succeeded"]

    def open(self): ...
    def close(self): ...
    def __exit__(self, *args): ...

    def sleep(self, duration):
        self.slept.append(int(duration))

    def send(self, request, **kwargs):
        if request.url.endswith("/operation"):
            return Answer(request, {"Retry-After": self.retry_after}, {"status": self.states.pop(0)})
        return Answer(request, {"Operation-Location": "https://service.invalid/operation"}, {})


def waits(retry_after):
    transport = Transport(retry_after)
    client = PipelineClient("https://service.invalid", transport=transport, policies=[RequestIdPolicy()])
    started = client._pipeline.run(client.put("https://service.invalid/thing"))
    LROPoller(client, started, lambda response: response, LROBasePolling()).result()
    return transport.slept


print(waits("1"), waits("0"))
EOF
seen=$(venv/bin/python main.py)

echo "azure-core 1.41.0, seconds between two polls for Retry-After: 1 and Retry-After: 0"
echo "expected: [1] [0] or [1] []"
echo "seen:     $seen"
[ "$seen" = "[1] [30]" ]

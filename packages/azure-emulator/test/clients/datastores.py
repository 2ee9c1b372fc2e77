"""Reads data and datastores of a workspace with the Python SDK of Azure Machine Learning, and prints the results as JSON.

Arguments: subscription, resource group, workspace with a datastore of a SQL database that is called features.
"""

import json
import sys

from azure.ai.ml import MLClient
from azure.identity import EnvironmentCredential

client = MLClient(EnvironmentCredential(), *sys.argv[1:])


def error_of(call):
    """The error of a call, with its type; empty if there is none."""
    try:
        call()
    except Exception as error:  # pylint: disable=broad-except
        return f"{type(error).__name__}: {error}"
    return ""


results = {
    "rides": client.data.get("rides", version="2026-11").path,
    "versions": [one.version for one in client.data.list("rides")],
    "get": error_of(lambda: client.datastores.get("features")),
    "list": error_of(lambda: list(client.datastores.list())),
}
print(f"\n{json.dumps(results)}")

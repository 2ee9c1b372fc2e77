"""Runs commands of the Azure CLI's extension ml with the SDK on which it is built, and prints their results as JSON.

The extension isn't on PyPI. Arguments: subscription, then commands.
"""

import argparse
import json
import shlex
import sys

import jmespath
from azure.ai.ml import MLClient
from azure.identity import EnvironmentCredential


def run(subscription, command):
    az, ml, entity, verb, *options = shlex.split(command)
    parser = argparse.ArgumentParser()
    for option in ("name", "resource-group", "registry-name", "query", "output"):
        parser.add_argument(f"--{option}")
    given = parser.parse_args(options)
    client = MLClient(EnvironmentCredential(), subscription, given.resource_group, registry_name=given.registry_name)
    result = {
        "workspace show": lambda: client.workspaces.get(given.name)._to_dict(),
        "registry show": lambda: client.registries.get(given.name)._to_dict(),
        "model list": lambda: [model.name for model in client.models.list()],
    }[f"{entity} {verb}"]()
    return jmespath.search(given.query, result) if given.query else result


print(f"\n{json.dumps([run(sys.argv[1], command) for command in sys.argv[2:]])}")

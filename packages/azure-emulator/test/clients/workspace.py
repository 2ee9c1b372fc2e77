"""Reads and changes a workspace with the Python SDK of Azure Machine Learning, and prints the results as JSON.

Arguments: subscription, resource group, workspace, its storage account's id.
"""

import json
import sys

from azure.ai.ml import MLClient
from azure.ai.ml.entities import Environment, FqdnDestination, PrivateEndpointDestination
from azure.identity import EnvironmentCredential

subscription, group, name, account = sys.argv[1:]
client = MLClient(EnvironmentCredential(), subscription, group, name)
rules = client.workspace_outbound_rules
results = {}

workspace = client.workspaces.get(name)
results["workspace"] = {
    "name": workspace.name,
    "location": workspace.location,
    "public_network_access": workspace.public_network_access,
    "isolation_mode": workspace.managed_network.isolation_mode,
    "network": workspace.managed_network.status.status,
}
results["workspaces"] = [one.name for one in client.workspaces.list()]
results["datastores"] = sorted(one.name for one in client.datastores.list())
results["default_datastore"] = client.datastores.get_default().name
results["computes"] = [[one.name, one.type] for one in client.compute.list()]

network = client.workspaces.begin_provision_network(workspace_name=name, include_spark=False).result()
results["provisioned"] = network.status

created = rules.begin_create(name, FqdnDestination(name="AllowPyPi", destination="pypi.org")).result()
results["created_rule"] = [created.name, created.destination, created.status]
file_rule = PrivateEndpointDestination(
    name="AllowFiles", service_resource_id=account, subresource_target="file", spark_enabled=False
)
results["created_endpoint_rule"] = rules.begin_create(name, file_rule).result().subresource_target
rules.begin_remove(name, "AllowPyPi").result()
results["rules"] = sorted([rule.name, rule.category] for rule in rules.list(name) if rule.category == "UserDefined")

environment = client.environments.create_or_update(
    Environment(name="sklearn", version="1", image="mcr.microsoft.com/azureml/curated/sklearn:1")
)
results["environment"] = [environment.name, environment.version, environment.image]
results["environments"] = [one.version for one in client.environments.list(name="sklearn")]

print(f"\n{json.dumps(results)}")

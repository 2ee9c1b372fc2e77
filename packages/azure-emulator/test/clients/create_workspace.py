"""Creates a workspace with all that it depends on with the Python SDK of Azure Machine Learning, and prints it as JSON.

Arguments: subscription, resource group.
"""

import json
import sys

from azure.ai.ml import MLClient

from azure.ai.ml.entities import ManagedNetwork, Workspace
from azure.identity import EnvironmentCredential

subscription, group = sys.argv[1:]
client = MLClient(EnvironmentCredential(), subscription, group)
wanted = Workspace(
    name="mlw-new",
    location="canadacentral",
    public_network_access="Disabled",
    managed_network=ManagedNetwork(isolation_mode="allow_only_approved_outbound"),
    tags={"team": "vision"},
)
created = client.workspaces.begin_create(wanted).result()
results = {
    "name": created.name,
    "public_network_access": created.public_network_access,
    "isolation_mode": created.managed_network.isolation_mode,
    "team": created.tags["team"],
    "storage_account": created.storage_account,
    "key_vault": created.key_vault,
    "application_insights": created.application_insights,
}

print(f"\n{json.dumps(results)}")

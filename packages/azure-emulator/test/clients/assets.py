"""Registers, shares, lists and downloads assets with the Python SDK of Azure Machine Learning, and prints the results as JSON.

Arguments: subscription, resource group and name of the workspace, resource group and name of a workspace whose storage
account is closed, name of the registry, an empty folder.
"""

import json
import sys
from pathlib import Path

from azure.ai.ml import MLClient, command
from azure.ai.ml.entities import Data, Environment, ManagedOnlineDeployment, ManagedOnlineEndpoint, Model
from azure.identity import EnvironmentCredential

subscription, group, name, closed_group, closed_name, registry_name, folder = sys.argv[1:]
workspace = MLClient(EnvironmentCredential(), subscription, group, name)
closed = MLClient(EnvironmentCredential(), subscription, closed_group, closed_name)
registry = MLClient(EnvironmentCredential(), registry_name=registry_name)
results = {}


def refusal(call):
    """The message of the error that a call raises."""
    try:
        call()
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def files(folder):
    """The contents of the files in a folder, by path."""
    root = Path(folder)
    return {str(file.relative_to(root)): file.read_text() for file in root.rglob("*") if file.is_file()}


def is_downloaded(models, target):
    """Whether the model has the files from which it was registered."""
    models.download("taxi", "1", download_path=target)
    return files(Path(target, "taxi")) == files(Path(folder, "source"))


source = Path(folder, "source", "taxi")
Path(source, "code").mkdir(parents=True)
Path(source, "MLmodel").write_text("flavors: {}\n")
Path(source, "code", "weights.bin").write_text("0123456789" * 1000)
table = Path(folder, "rides.csv")
table.write_text("id\n1\n")

model = workspace.models.create_or_update(Model(name="taxi", version="1", path=source, tags={"stage": "dev"}))
results["registered"] = [model.name, model.version, model.tags]
results["downloaded_from_workspace"] = is_downloaded(workspace.models, f"{folder}/from-workspace")
results["missing"] = refusal(lambda: registry.models.get("taxi", "1"))


def share(assets, asset):
    return assets.share(asset, "1", share_with_name=asset, share_with_version="1", registry_name=registry_name)


shared = share(workspace.models, "taxi")
results["shared"] = [shared.id, shared.tags, shared.path.startswith("https://")]
results["shared_again"] = refusal(lambda: share(workspace.models, "taxi"))
closed.models.create_or_update(Model(name="closed", version="1", path="azureml://jobs/train/outputs/artifacts/model"))
results["closed_storage"] = refusal(lambda: share(closed.models, "closed"))
results["models"] = [one.name for one in registry.models.list()]
results["versions"] = [one.version for one in registry.models.list("taxi")]
results["latest"] = registry.models.get("taxi", label="latest").version
results["downloaded_from_registry"] = is_downloaded(registry.models, f"{folder}/from-registry")

workspace.data.create_or_update(Data(name="rides", version="1", path=table, type="uri_file"))
results["data"] = share(workspace.data, "rides").id

image = "mcr.microsoft.com/azureml/curated/sklearn:1"
workspace.environments.create_or_update(Environment(name="sklearn", version="1", image=image))
environment = share(workspace.environments, "sklearn")
results["environment"] = environment.id
results["closed_registry"] = refusal(
    lambda: registry.environments.create_or_update(Environment(name="built", version="1", image=image))
)

train = command(name="train", version="1", command="python train.py", code=source, environment=environment.id)
results["component"] = registry.components.create_or_update(train.component).id
train = command(name="train2", version="1", command="python train.py", code=source, environment=environment.id + "0")
results["missing_environment"] = refusal(lambda: registry.components.create_or_update(train.component))

registered = registry.models.create_or_update(Model(name="direct", version="1", path=table))
results["uploaded"] = [registered.id, registered.type]
registered.tags = {"approved": "yes"}
results["tags"] = registry.models.create_or_update(registered).tags
registry.models.archive("direct", "1")
results["active"] = [one.version for one in registry.models.list("direct")]

endpoint = closed.online_endpoints.begin_create_or_update(ManagedOnlineEndpoint(name="taxi", auth_mode="aad_token"))
results["endpoint"] = endpoint.result().provisioning_state


def deploy(version):
    deployment = ManagedOnlineDeployment(
        name="blue",
        endpoint_name="taxi",
        model=f"azureml://registries/{registry_name}/models/taxi/versions/{version}",
        environment=environment.id,
        instance_type="Standard_DS3_v2",
        instance_count=2,
    )
    return closed.online_deployments.begin_create_or_update(deployment).result()


deployed = deploy("1")
results["deployed"] = [deployed.model, deployed.instance_count]
results["missing_model"] = refusal(lambda: deploy("9"))

print(f"\n{json.dumps(results)}")

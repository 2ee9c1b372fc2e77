import { SynthModel } from "../../src/index.js";

/** Two stacks as people write them: a network, and a workspace that reads the network's state. */
export const NETWORK = {
  terraform: { backend: { local: { path: "../../network.tfstate" } } },
  provider: { azurerm: [{ features: [{}] }] },
  variable: { location: { type: "string", default: "canadacentral" } },
  locals: { prefix: "aml", subnet: "${azurerm_subnet.endpoints}", place: { region: "${var.location}" } },
  resource: {
    azurerm_resource_group: { main: { name: "rg-${local.prefix}-network", location: "${local.place.region}" } },
    azurerm_virtual_network: {
      main: {
        name: "vnet",
        location: "${azurerm_resource_group.main.location}",
        resource_group_name: "${azurerm_resource_group.main.name}",
        address_space: ["10.1.0.0/16"],
      },
    },
    azurerm_subnet: {
      endpoints: {
        name: "snet-endpoints",
        resource_group_name: "${azurerm_resource_group.main.name}",
        virtual_network_name: "${azurerm_virtual_network.main.name}",
        address_prefixes: ["10.1.1.0/24"],
      },
    },
  },
  output: {
    subnet_id: { value: "${local.subnet.id}" },
    group: { value: { name: "${azurerm_resource_group.main.name}" } },
    both: { value: "${azurerm_virtual_network.main.id}/${azurerm_subnet.endpoints.id}" },
  },
};

export const WORKSPACE = {
  terraform: { backend: { local: { path: "../../workspace.tfstate" } } },
  data: {
    terraform_remote_state: { network: { backend: "local", config: { path: "../../network.tfstate" } } },
    azurerm_client_config: { me: {} },
  },
  resource: {
    azapi_resource: {
      workspace: {
        type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
        name: "mlw",
        location: "canadacentral",
        body: { properties: { publicNetworkAccess: "Disabled", tenant: "${data.azurerm_client_config.me.tenant_id}" } },
        depends_on: ["time_sleep.delay"],
      },
    },
    azurerm_private_endpoint: {
      workspace: {
        name: "pe",
        resource_group_name: "${data.terraform_remote_state.network.outputs.group.name}",
        subnet_id: "${data.terraform_remote_state.network.outputs.subnet_id}",
        private_service_connection: { private_connection_resource_id: "${azapi_resource.workspace.id}" },
      },
    },
    time_sleep: { delay: { create_duration: "90s" } },
  },
};

export function platform(): SynthModel {
  return SynthModel.fromStacks({ network: NETWORK, workspace: WORKSPACE });
}

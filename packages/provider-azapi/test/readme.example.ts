import { App, Fn, LocalBackend, TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";

const app = new App();
const stack = new TerraformStack(app, "images");
new LocalBackend(stack, { path: "images.tfstate" });
new AzapiProvider(stack, "azapi", { defaultLocation: "canadacentral" });

const resourceGroup = new TerraformVariable(stack, "resource_group_id", { type: "string" });
const key = new TerraformVariable(stack, "key_id", { type: "string" });

const identity = new Resource(stack, "identity", {
  type: "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31",
  parentId: resourceGroup.stringValue,
  name: "id-images",
  responseExportValues: { clientId: "properties.clientId" },
});

const registry = new Resource(stack, "registry", {
  type: "Microsoft.ContainerRegistry/registries@2023-07-01",
  parentId: resourceGroup.stringValue,
  name: "crimages",
  identity: [{ type: "UserAssigned", identityIds: [identity.id] }],
  body: {
    sku: { name: "Premium" },
    properties: {
      publicNetworkAccess: "Disabled",
      encryption: {
        status: "enabled",
        keyVaultProperties: { identity: identity.output.lookup("clientId"), keyIdentifier: key.stringValue },
      },
    },
  },
  responseExportValues: ["properties.loginServer"],
  retry: { errorMessageRegex: ["FailedIdentityOperation"], intervalSeconds: 10 },
  timeouts: { create: "30m" },
});

new TerraformOutput(stack, "login_server", { value: Fn.lookupNested(registry.output, ["properties", "loginServer"]) });

app.synth();

import { CUSTOM_ROLES, CustomRole } from "@org/aml-rbac";
import type { AzurermMajor } from "@org/aml-core";
import type { App } from "cdktf";
import { AmlRegistry } from "../src/index.js";
import { EnvironmentStack, subnetIn } from "./fixture.js";

/** Two environments: a registry by default and one with every option, each connected to within and across them. */
export function everything(app: App, azurermMajor: AzurermMajor): { dev: EnvironmentStack; prod: EnvironmentStack } {
  const dev = new EnvironmentStack(app, "dev", azurermMajor);
  const prod = new EnvironmentStack(app, "prod", azurermMajor);
  const [reader, approver] = [CUSTOM_ROLES.registryReader, CUSTOM_ROLES.registryConnectionApprover].map(
    (definition) =>
      new CustomRole(dev, `Role-${definition.key}`, { definition, assignableScopes: [dev.resourceGroup.id] }),
  );

  const byDefault = dev.registry();
  const withOptions = dev.registry(
    {
      registryName: "mlrdevcc02",
      location: "canadacentral",
      additionalLocations: ["canadaeast"],
      storageAccountType: "Standard_GZRS",
      hierarchicalNamespace: true,
      monitoring: dev.monitoring(),
      managedResourceEndpoints: true,
      managedResourceDiagnostics: true,
      endpoint: {
        subnet: subnetIn(dev, "OtherSubnet"),
        resourceGroup: dev.resourceGroup,
        name: "pe-models",
        networkInterfaceName: "nic-models",
        connectionName: "con-models",
        zoneGroupName: "zones",
        privateIpAddress: "10.1.1.20",
        ignoreZoneGroupChanges: true,
      },
      preventDestroy: true,
      lock: true,
      lockName: "keep-models",
      apiVersion: "2026-05-01",
      retry: { errorMessageRegex: ["Busy"], intervalSeconds: 30, maxIntervalSeconds: 60 },
      timeouts: { create: "2h", read: "10m", update: "2h", delete: "2h" },
      waits: { identity: "30s" },
      tags: { environment: "dev", purpose: "registry" },
    },
    "WithOptions",
  );
  const sharedId = `${prod.resourceGroup.id}/providers/Microsoft.MachineLearningServices/registries/contoso`;
  const shared = AmlRegistry.fromRegistryId(prod, "Shared", sharedId, { ruleName: "AllowSharedRegistryAccess" });

  const [devWorkspace, prodWorkspace] = [dev.workspace(), prod.workspace()];
  byDefault.allowConnectionFrom(devWorkspace);
  withOptions.allowConnectionFrom(devWorkspace, {
    ruleName: "AllowModelsAccess",
    sparkEnabled: true,
    waits: { rolePropagation: "2m" },
    computeRole: reader,
    extraApproverRole: approver,
  });
  byDefault.allowConnectionFrom(prodWorkspace);
  shared.allowConnectionFrom(prodWorkspace, { computeRole: false, waits: { rolePropagation: "0s" } });
  return { dev, prod };
}

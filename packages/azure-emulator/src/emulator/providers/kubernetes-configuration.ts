import { ArmError } from "../arm/arm-error.js";
import { objectOf, type Properties, textOf } from "../arm/body.js";
import type { ResourceProvider } from "../arm/resource-type.js";
import { guidOf } from "../guid.js";
import { requireReferenced, withDefaults } from "./shared.js";

/** Type of extensions of AKS clusters. */
export const CLUSTER_EXTENSIONS = "Microsoft.KubernetesConfiguration/extensions";
/** The extension with which Azure Machine Learning uses a cluster, in lower case. */
export const MACHINE_LEARNING_EXTENSION = "microsoft.azureml.kubernetes";

/** Extensions of AKS clusters. */
export const kubernetesConfiguration: ResourceProvider = {
  namespace: "Microsoft.KubernetesConfiguration",
  types: [
    {
      type: CLUSTER_EXTENSIONS,
      latency: { create: 420, update: 240, delete: 180 },
      write({ id, body }, state) {
        requireReferenced(state, id.scope, id);
        const { configurationProtectedSettings: secrets, ...properties } = body.properties;
        body.properties = withDefaults(properties, {
          releaseTrain: "Stable",
          autoUpgradeMinorVersion: true,
          currentVersion: textOf(properties["version"]) ?? "1.1.90",
          scope: { cluster: { releaseNamespace: "azureml" } },
          isSystemExtension: false,
          configurationSettings: {},
          statuses: [],
          aksAssignedIdentity: { type: "SystemAssigned", principalId: guidOf(id.key, "identity") },
        });
        return () => {
          if (textOf(properties["extensionType"])?.toLowerCase() === MACHINE_LEARNING_EXTENSION) {
            requireSettings(properties, objectOf(secrets));
          }
        };
      },
    },
  ],
};

/**
 * Makes the installation of the Azure Machine Learning extension fail if its settings are incomplete.
 * @throws ArmError 400 ExtensionOperationFailed
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension
 */
function requireSettings({ configurationSettings, scope }: Properties, secrets: Properties): void {
  const settings = objectOf(configurationSettings);
  const isOn = (name: string): boolean => textOf(settings[name])?.toLowerCase() === "true";
  const problem = ((): string | undefined => {
    if (objectOf(scope)["namespace"] !== undefined)
      return "Invalid scope 'namespace': this extension has the scope 'cluster'";
    if (!isOn("enableTraining") && !isOn("enableInference")) return "enableTraining or enableInference has to be True";
    if (!isOn("enableInference")) return undefined;
    if (settings["inferenceRouterServiceType"] === undefined)
      return "inferenceRouterServiceType is required with enableInference";
    const hasCertificate = settings["sslSecret"] !== undefined || secrets["sslCertPemFile"] !== undefined;
    return hasCertificate || isOn("allowInsecureConnections")
      ? undefined
      : "sslSecret, sslCertPemFile and sslKeyPemFile, or allowInsecureConnections is required with enableInference";
  })();
  if (problem === undefined) return;
  throw new ArmError(
    400,
    "ExtensionOperationFailed",
    `The extension operation failed with the following error: ${problem}. For more application specific troubleshooting visit: https://aka.ms/arcmltsg.`,
  );
}

import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { describe, expect, it } from "vitest";
import type { MachineLearningExtensionOptions } from "../src/index.js";
import { clusterWith, EXTENSIONS, SmallPlatform } from "./fixture.js";

const inference = { sslSecret: "tls", sslCname: "models.example.com" };

function settingsOf(extension: MachineLearningExtensionOptions, minCount?: number): unknown {
  const model = clusterWith({ extension, systemNodePool: { minCount } });
  const resource = model.resource({ armType: EXTENSIONS });
  expect(validateAzapiResource(resource.attributes as never)).toEqual([]);
  return resource.get("body.properties.configurationSettings");
}

describe("MachineLearningExtension", () => {
  it("runs jobs, and deploys models behind an internal load balancer with TLS (S2-AKS-03)", () => {
    const model = clusterWith();
    expect(model).toHaveAzapiResource(`${EXTENSIONS}@2023-05-01`, {
      name: "azureml",
      parent_id: expect.stringMatching(/azurerm_kubernetes_cluster\.Cluster/),
      identity: { type: "SystemAssigned" },
      properties: {
        extensionType: "Microsoft.AzureML.Kubernetes",
        autoUpgradeMinorVersion: true,
        releaseTrain: "Stable",
        scope: { cluster: { releaseNamespace: "azureml" } },
        configurationSettings: {
          enableTraining: "True",
          enableInference: "True",
          inferenceRouterServiceType: "LoadBalancer",
          internalLoadBalancerProvider: "azure",
          inferenceRouterHA: "True",
          sslSecret: "tls",
          sslCname: "models.example.com",
          allowInsecureConnections: "False",
        },
      },
    });
  });

  it("has no highly available router with fewer than three nodes", () => {
    expect(settingsOf({ inference }, 2)).toMatchObject({ inferenceRouterHA: "False" });
  });

  it("only runs jobs, or only deploys models", () => {
    expect(settingsOf({ inference: false })).toEqual({ enableTraining: "True", enableInference: "False" });
    expect(settingsOf({ inference, training: false })).toMatchObject({
      enableTraining: "False",
      enableInference: "True",
    });
  });

  it.each([
    ["router", { ...inference, router: "LoadBalancer" }, "InternalLoadBalancer, PublicLoadBalancer, ClusterIP"],
    ["sslSecret", { ...inference, sslSecret: "Models TLS" }, "the name of a Kubernetes secret"],
    ["sslSecret", { ...inference, sslSecret: "zertifikat-ü" }, "the name of a Kubernetes secret"],
    ["sslSecret", { ...inference, sslSecret: "a".repeat(254) }, "the name of a Kubernetes secret"],
    ["sslCname", { ...inference, sslCname: "https://models.example.com/score" }, "without scheme, port and path"],
  ])("refuses a wrong %s: %j", (prop, wrong, allowed) => {
    const adding = () => new SmallPlatform().cluster({ extension: { inference: wrong as never } });
    expect(adding).toThrow(`aml-dev/Cluster/Extension.inference.${prop}: got `);
    expect(adding).toThrow(allowed);
  });

  it("refuses a version that isn't one", () => {
    expect(() => new SmallPlatform().cluster({ extension: { inference: false, version: "latest" } })).toThrow(
      'aml-dev/Cluster/Extension.version: got "latest"',
    );
  });

  it("takes other settings, which have precedence", () => {
    expect(
      settingsOf({
        inference: { allowInsecureConnections: true, router: "ClusterIP" },
        installNvidiaDevicePlugin: true,
        configurationSettings: { installPromOp: "False" },
      }),
    ).toEqual({
      enableTraining: "True",
      enableInference: "True",
      inferenceRouterServiceType: "ClusterIP",
      inferenceRouterHA: "True",
      allowInsecureConnections: "True",
      installNvidiaDevicePlugin: "True",
      installPromOp: "False",
    });
  });

  it("warns of a public load balancer (S2-AKS-07)", () => {
    const cluster = new SmallPlatform().cluster({
      extension: { inference: { ...inference, router: "PublicLoadBalancer" } },
    });
    expect(cluster.extension?.node.metadata).toEqual([
      expect.objectContaining({ data: expect.stringContaining("exposes the models of the cluster to the internet") }),
    ]);
  });

  it.each([
    [
      { inference: {} },
      "Extension.inference.sslSecret: got nothing; allowed: sslSecret and sslCname, so that models answer",
    ],
    [{ inference: { sslSecret: "tls" } }, "Extension.inference.sslCname: got nothing"],
    [{ inference: false, training: false }, "Extension.training: got false; allowed: training, inference, or both"],
  ] as const)("refuses %j", (extension, message) => {
    expect(() => new SmallPlatform().cluster({ extension })).toThrow(message);
  });

  it("may be installed elsewhere", () => {
    const cluster = new SmallPlatform().cluster({ extension: false });
    expect(cluster.extension).toBeUndefined();
    expect(cluster.dependencies).toEqual([cluster.resource]);
  });
});

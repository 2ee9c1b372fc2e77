import type { ArmResourceOptions } from "@org/aml-core";
import {
  azapiOptions,
  BaseConstruct,
  dependOn,
  isUnresolved,
  refuse,
  requireChoice,
  requireProps,
} from "@org/aml-core/internal";
import { API_VERSIONS, MACHINE_LEARNING_EXTENSION } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Annotations, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** How models answer requests. */
export interface InferenceOptions {
  /**
   * Who reaches the inference router: the network (`InternalLoadBalancer`), the internet (`PublicLoadBalancer`), or only
   * the cluster itself (`ClusterIP`), for an ingress controller of your own. `PublicLoadBalancer` weakens isolation: it
   * exposes the models.
   * @default "InternalLoadBalancer"
   */
  readonly router?: "InternalLoadBalancer" | "PublicLoadBalancer" | "ClusterIP" | undefined;
  /**
   * Name of the Kubernetes secret in the namespace `azureml` that has the TLS certificate and key, as `cert.pem` and
   * `key.pem`. Required unless `allowInsecureConnections` is true.
   * @default - none
   */
  readonly sslSecret?: string | undefined;
  /**
   * Host name in the certificate. Required with `sslSecret`.
   * @default - none
   */
  readonly sslCname?: string | undefined;
  /**
   * Whether models answer plain HTTP. This weakens them: requests and keys are readable in the network.
   * @default false
   */
  readonly allowInsecureConnections?: boolean | undefined;
}

/** Options of the extension. */
export interface MachineLearningExtensionOptions extends ArmResourceOptions {
  /** How models answer requests, or `false` for a cluster that only runs jobs. */
  readonly inference: InferenceOptions | false;
  /**
   * Whether the cluster runs jobs and batch endpoints.
   * @default true
   */
  readonly training?: boolean | undefined;
  /**
   * Whether the extension installs NVIDIA's device plugin, which nodes with GPUs need.
   * @default false
   */
  readonly installNvidiaDevicePlugin?: boolean | undefined;
  /**
   * Other configuration settings by Azure's names, such as `{ "nodeSelector.pool": "ml" }`. They take precedence.
   * @default - none
   * @see https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension
   */
  readonly configurationSettings?: Readonly<Record<string, string>> | undefined;
  /**
   * Version, which isn't upgraded automatically.
   * @default - the latest, whose minor versions are upgraded automatically
   */
  readonly version?: string | undefined;
}

/** Props of {@link MachineLearningExtension}. */
export interface MachineLearningExtensionProps extends MachineLearningExtensionOptions {
  /** ARM id of the AKS cluster. */
  readonly clusterId: string;
  /**
   * Whether the cluster has the three nodes that a highly available router needs.
   * @default true
   */
  readonly highlyAvailable?: boolean | undefined;
  /**
   * Resources that have to exist first, such as the cluster's pools.
   * @default - only the cluster
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/** Settings by Azure's names. */
type Settings = Readonly<Record<string, string | undefined>>;

/** Body of `Microsoft.KubernetesConfiguration/extensions`, by its ARM names. */
export interface ExtensionBody {
  readonly properties: {
    readonly extensionType: string;
    readonly autoUpgradeMinorVersion: boolean;
    readonly releaseTrain?: string | undefined;
    readonly version?: string | undefined;
    readonly scope: { readonly cluster: { readonly releaseNamespace: string } };
    readonly configurationSettings: Settings;
  };
}

/**
 * The extension that lets Azure Machine Learning run jobs and deploy models on a Kubernetes cluster.
 *
 * It is written with azapi, because Azure adds settings of its own, which azurerm would remove with each apply.
 * @throws InvalidInputError for an extension without purpose, and for models without TLS that aren't declared as
 * insecure
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-deploy-kubernetes-extension
 */
export class MachineLearningExtension extends BaseConstruct {
  /** The extension (L1). */
  public readonly resource: Resource;

  constructor(scope: Construct, id: string, props: MachineLearningExtensionProps) {
    super(scope, id);
    requireProps(this, props, "clusterId", "inference");
    const { inference, training = true, version } = props;
    if (version !== undefined && !isUnresolved(version) && !/^\d+\.\d+\.\d+$/.test(version)) {
      refuse(this, "version", {
        value: version,
        allowed: 'a version such as "1.1.70"',
        fix: "leave it out for the latest, whose minor versions are upgraded automatically",
      });
    }
    if (!inference && !training) {
      refuse(this, "training", {
        value: false,
        allowed: "training, inference, or both: the extension would have no purpose",
        fix: "leave training out",
      });
    }
    const { type, namespace } = MACHINE_LEARNING_EXTENSION;
    const body: ExtensionBody = {
      properties: {
        extensionType: type,
        autoUpgradeMinorVersion: version === undefined,
        releaseTrain: version === undefined ? "Stable" : undefined,
        version,
        scope: { cluster: { releaseNamespace: namespace } },
        configurationSettings: {
          enableTraining: flag(training),
          enableInference: flag(inference !== false),
          ...(inference && this.inferenceSettings(inference, props.highlyAvailable ?? true)),
          installNvidiaDevicePlugin: props.installNvidiaDevicePlugin ? flag(true) : undefined,
          ...props.configurationSettings,
        },
      },
    };
    this.resource = new Resource(this, "Resource", {
      type: `Microsoft.KubernetesConfiguration/extensions@${props.apiVersion ?? API_VERSIONS.kubernetesConfiguration}`,
      parentId: props.clusterId,
      name: "azureml",
      identity: [{ type: "SystemAssigned" }],
      body,
      responseExportValues: [],
      ...azapiOptions(props, { create: "60m", update: "60m", delete: "60m" }),
    });
    dependOn(this.resource, props.dependsOn ?? []);
  }

  private inferenceSettings(inference: InferenceOptions, highlyAvailable: boolean): Settings {
    const { router = "InternalLoadBalancer", sslSecret, sslCname, allowInsecureConnections = false } = inference;
    requireChoice(this, "inference.router", router, ["InternalLoadBalancer", "PublicLoadBalancer", "ClusterIP"]);
    if (sslSecret !== undefined && !isUnresolved(sslSecret) && !SECRET_NAME.test(sslSecret)) {
      refuse(this, "inference.sslSecret", {
        value: sslSecret,
        allowed: "the name of a Kubernetes secret: lower-case letters, digits, dashes and dots",
        fix: "use models-tls, for example",
      });
    }
    if (sslCname !== undefined && !isUnresolved(sslCname) && !HOST_NAME.test(sslCname)) {
      refuse(this, "inference.sslCname", {
        value: sslCname,
        allowed: "the host name in the certificate, without scheme, port and path",
        fix: "use models.example.com, for example",
      });
    }
    if (!allowInsecureConnections && (sslSecret === undefined || sslCname === undefined)) {
      const missing = sslSecret === undefined ? "sslSecret" : "sslCname";
      refuse(this, `inference.${missing}`, {
        value: undefined,
        allowed: "sslSecret and sslCname, so that models answer over TLS, or allowInsecureConnections: true",
        fix: "set the name of the Kubernetes secret with the certificate, and the host name in the certificate",
      });
    }
    if (router === "PublicLoadBalancer") {
      Annotations.of(this).addWarning(
        "the public load balancer exposes the models of the cluster to the internet; the security group of the subnet " +
          "has to allow their clients (addScoringSubnet({ publicClients }))",
      );
    }
    return {
      inferenceRouterServiceType: router === "ClusterIP" ? "ClusterIP" : "LoadBalancer",
      internalLoadBalancerProvider: router === "InternalLoadBalancer" ? "azure" : undefined,
      inferenceRouterHA: flag(highlyAvailable),
      sslSecret,
      sslCname,
      allowInsecureConnections: flag(allowInsecureConnections),
    };
  }
}

const SECRET_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const HOST_NAME = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

function flag(value: boolean): string {
  return value ? "True" : "False";
}

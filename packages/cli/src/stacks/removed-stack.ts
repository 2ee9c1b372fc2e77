import type { Construct } from "constructs";
import type { Configuration } from "../config/schema.js";
import { PlatformStack } from "./platform-stack.js";

/** A stack, and how it was last synthesized. */
export interface DeployedStack {
  readonly name: string;
  /** Arguments of its backend by type: `{ azurerm: { container_name: "tfstate", ... } }`. Undefined if not known. */
  readonly backend?: Readonly<Record<string, object>> | undefined;
  /** GUID of its subscription. Undefined for that of the Terraform variable, or if not known. */
  readonly subscriptionId?: string | undefined;
}

/** Props of {@link RemovedStack}. */
export interface RemovedStackProps {
  readonly configuration: Configuration;
  readonly deployed: DeployedStack;
}

/**
 * A stack that is no longer in the configuration: backend and providers without resources, with which Terraform
 * destroys the resources in the stack's state. Backend and subscription are those that it had, if they are known,
 * otherwise those of the platform.
 */
export class RemovedStack extends PlatformStack {
  constructor(scope: Construct, id: string, { configuration, deployed }: RemovedStackProps) {
    super(scope, id, {
      configuration,
      environmentTag: id,
      subscriptionId: deployed.subscriptionId,
      providers: ["azurerm", "azapi", "time"],
      otherSubscriptions: Object.keys(configuration.subscriptions),
    });
    const { backend } = deployed;
    if (!backend) return;
    // Undefined removes the one of the platform.
    this.addOverride(`terraform.backend.${configuration.backend.type}`, undefined);
    for (const [type, config] of Object.entries(backend)) this.addOverride(`terraform.backend.${type}`, config);
  }
}

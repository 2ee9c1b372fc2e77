import type { Construct } from "constructs";
import type { Configuration } from "../config/schema.js";
import { PlatformStack } from "./platform-stack.js";

/**
 * A stack that is no longer in the configuration: backend and providers without resources, with which Terraform
 * destroys the resources in the stack's state.
 */
export class RemovedStack extends PlatformStack {
  constructor(scope: Construct, id: string, configuration: Configuration) {
    super(scope, id, {
      configuration,
      environmentTag: id,
      providers: ["azurerm", "azapi", "time"],
      otherSubscriptions: Object.keys(configuration.subscriptions),
    });
  }
}

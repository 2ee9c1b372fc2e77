import type { Construct } from "constructs";
import type { Configuration } from "../config/schema.js";
import { PlatformStack } from "./platform-stack.js";

/**
 * A stack that the configuration no longer has: backend and providers without resources, with which Terraform destroys
 * what the stack's state holds.
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

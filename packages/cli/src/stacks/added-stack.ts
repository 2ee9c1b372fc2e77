import { refuse } from "@org/aml-core/internal";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import type { App } from "cdktf";
import type { Configuration } from "../config/schema.js";
import type { AddStackOptions, OwnStack } from "../extension/extension.js";
import { PlatformStack } from "./platform-stack.js";

/** A stack that an extension adds. */
export class AddedStack extends PlatformStack implements OwnStack {
  constructor(app: App, name: string, configuration: Configuration, options: AddStackOptions) {
    const id = `${configuration.prefix}-${name}`;
    if (!/^[a-z][a-z0-9-]{0,30}$/.test(name) || app.node.tryFindChild(id)) {
      refuse(app, "addStack", {
        value: name,
        allowed: "a name that no other stack has: lower-case letters, digits and dashes, a letter first",
        fix: "choose another name",
      });
    }
    super(app, id, {
      configuration,
      environmentTag: options.environmentTag ?? "shared",
      location: options.location,
      subscription: options.subscription,
      providers: ["azurerm", "azapi", "time"],
    });
  }

  public addResourceGroup(id: string, name: string, purpose: string): ResourceGroup {
    return this.resourceGroup(id, name, purpose);
  }
}

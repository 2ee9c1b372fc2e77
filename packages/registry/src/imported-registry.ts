import { armIdPart, isUnresolved, refuse, requireArmId } from "@org/aml-core/internal";
import { registryOutboundRule } from "@org/aml-naming";
import type { Construct } from "constructs";
import { RegistryBase } from "./registry-base.js";

/** Options of an imported registry. A connection to it needs one of them, or an own `ruleName`. */
export interface ImportedRegistryOptions {
  /**
   * The environment that it belongs to, such as `dev`, used in names of outbound rules and in the role matrix.
   * @default - none: environments share it
   */
  readonly environmentName?: string | undefined;
  /**
   * Name of the outbound rules to it, 3 to 33 letters, digits, `_` and `-`.
   * @default - from the environment, such as `AllowDevRegistryAccess`
   */
  readonly ruleName?: string | undefined;
}

/** A registry that this library did not create. */
export class ImportedRegistry extends RegistryBase {
  public readonly registryId: string;
  public readonly registryName: string;
  public readonly environmentName: string | undefined;
  public readonly ruleName: string | undefined;
  public readonly dependencies = [];

  constructor(scope: Construct, id: string, registryId: string, options: ImportedRegistryOptions = {}) {
    super(scope, id);
    const { environmentName } = options;
    requireArmId(
      this,
      "registryId",
      registryId,
      "Microsoft.MachineLearningServices/registries",
      "use the id of the registry: az ml registry show --name <name> --query id",
    );
    this.registryId = registryId;
    this.registryName = armIdPart(registryId, "name");
    this.environmentName = environmentName;
    this.ruleName = options.ruleName ?? this.ruleNameOf(environmentName);
  }

  private ruleNameOf(environmentName: string | undefined): string | undefined {
    if (environmentName === undefined) return undefined;
    if (environmentName !== "" && !isUnresolved(environmentName)) return registryOutboundRule(environmentName);
    return refuse(this, "environmentName", {
      value: environmentName,
      allowed: "the literal name of the environment that the registry belongs to, or a ruleName beside it",
      fix: 'set environmentName: "dev"; outbound rules and the role matrix name the registry by it',
    });
  }
}

import { armIdPart, isUnresolved, refuse, requireArmId } from "@org/aml-core/internal";
import { registryOutboundRule } from "@org/aml-naming";
import type { Construct } from "constructs";
import { RegistryBase } from "./registry-base.js";

/** An existing registry and the environment that it belongs to. */
export interface EnvironmentRegistryAttributes {
  /** ARM id. */
  readonly registryId: string;
  /** The environment that it belongs to, `dev`: literal. */
  readonly environmentName: string;
  /**
   * Name of the outbound rules that lead to it, 3 to 33 letters, digits, `_` and `-`.
   * @default - by the environment, `AllowDevRegistryAccess`
   */
  readonly ruleName?: string;
}

/** An existing registry that belongs to no environment of the platform. */
export interface SharedRegistryAttributes {
  /** ARM id. */
  readonly registryId: string;
  /** Name of the outbound rules that lead to it, 3 to 33 letters, digits, `_` and `-`. */
  readonly ruleName: string;
  readonly environmentName?: undefined;
}

/** How an existing registry is named: its environment, or the rules that lead to it, or both. */
export type RegistryAttributes = EnvironmentRegistryAttributes | SharedRegistryAttributes;

/** A registry that exists already. */
export class ImportedRegistry extends RegistryBase {
  public readonly registryId: string;
  public readonly registryName: string;
  public readonly environmentName: string | undefined;
  public readonly ruleName: string;
  public readonly dependencies = [];

  constructor(scope: Construct, id: string, attributes: RegistryAttributes) {
    super(scope, id);
    const { registryId, environmentName } = attributes;
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
    this.ruleName = attributes.ruleName ?? registryOutboundRule(this.requireEnvironment(environmentName));
  }

  private requireEnvironment(environmentName: string | undefined): string {
    if (environmentName !== undefined && environmentName !== "" && !isUnresolved(environmentName)) {
      return environmentName;
    }
    return refuse(this, "environmentName", {
      value: environmentName,
      allowed: "the literal name of the environment that the registry belongs to, dev, or a ruleName in its place",
      fix: 'give environmentName: "dev"; outbound rules and the role matrix name the registry by it',
    });
  }
}

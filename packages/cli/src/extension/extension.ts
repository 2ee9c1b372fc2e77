import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames } from "@org/aml-naming";
import type { PrivateMlEnvironment } from "@org/aml-platform";
import type { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import type { App, TerraformStack } from "cdktf";

/** Properties of an environment, for code of your own. */
export interface EnvironmentContext {
  /** Its name in the configuration, such as `dev`. */
  readonly name: string;
  /** Whether it is production, by its name or by the configuration. */
  readonly production: boolean;
  /** Azure region of its resource groups. */
  readonly location: string;
  /** Names of its resources, by the platform's naming convention. */
  readonly names: EnvironmentNames;
  /** The private DNS zones of the platform. */
  readonly zones: ICentralPrivateDns;
  /** Tags of the environment: those of the configuration, and its own, which take precedence. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Options of a stack of your own. */
export interface AddStackOptions {
  /**
   * Azure region of its resource groups.
   * @default - that of the platform
   */
  readonly location?: string | undefined;
  /**
   * Name of its subscription in the configuration.
   * @default - the subscription of the Terraform variable `subscription_id`
   */
  readonly subscription?: string | undefined;
  /**
   * Value of the tag `environment` of its resource groups.
   * @default "shared"
   */
  readonly environmentTag?: string | undefined;
}

/** A stack of your own, with the platform's backend, the providers azurerm, azapi and time, and the variables. */
export interface OwnStack extends TerraformStack {
  /** Entra tenant of the subscription. */
  readonly tenantId: string;
  /**
   * Adds a resource group with the platform's tags.
   * @param purpose value of the tag `purpose`, such as `reports`
   */
  addResourceGroup(id: string, name: string, purpose: string): ResourceGroup;
}

/** A platform with all its environments, for stacks of your own. */
export interface PlatformContext {
  /** The CDKTF app that all stacks are in. */
  readonly app: App;
  /** The environments by name, in the order of the configuration. */
  readonly environments: ReadonlyMap<string, PrivateMlEnvironment>;
  /** The private DNS zones of the platform. */
  readonly zones: ICentralPrivateDns;
  /** Tags of the configuration. */
  readonly tags: Readonly<Record<string, string>>;
  /**
   * Adds a stack with the platform's backend, providers and variables.
   * @param name without the platform's prefix: `reports` is the stack `aml-reports`
   * @throws InvalidInputError for a name that another stack has
   */
  addStack(name: string, options?: AddStackOptions): OwnStack;
}

/**
 * Code of your own: the functions that the file in the configuration's `extend` exports, at least one of the two. Both
 * run before the checks of roles and networks, so that these include what they add.
 */
export interface PlatformExtension {
  /** Adds constructs to an environment. Called once for each, in the order of the configuration. */
  readonly extend?: ((environment: PrivateMlEnvironment, context: EnvironmentContext) => void) | undefined;
  /** Adds stacks. Called once, after `extend` was called for all environments. */
  readonly addStacks?: ((platform: PlatformContext) => void) | undefined;
}

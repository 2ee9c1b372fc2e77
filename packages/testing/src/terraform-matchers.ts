import type {} from "vitest";
import type { ExpectedProperties, ExpectedResource } from "./matchers.js";

/** What `expect(…)` offers once `terraformMatchers` are registered. */
export interface TerraformMatchers<R = unknown> {
  /**
   * Whether a resource of a Terraform type is there.
   * @param type `azurerm_subnet`
   * @param properties a part of its arguments
   */
  toHaveResource(type: string, properties?: ExpectedProperties): R;
  /** Whether a data source of a Terraform type is there. */
  toHaveDataSource(type: string, properties?: ExpectedProperties): R;
  /**
   * Whether an `azapi_resource` of an ARM type is there.
   * @param armType `Microsoft.MachineLearningServices/workspaces`, with `@2025-12-01` if the api-version matters
   * @param properties a part of the object that Azure gets (`name`, `parent_id`, `location`, `tags`, `identity`,
   * `properties` and whatever else the body has) and of azapi's other arguments
   */
  toHaveAzapiResource(armType: string, properties?: ExpectedProperties): R;
  /** The same of an `azapi_update_resource`. */
  toHaveAzapiUpdateResource(armType: string, properties?: ExpectedProperties): R;
  /** The same of an `azapi_resource_action`. */
  toHaveAzapiResourceAction(armType: string, properties?: ExpectedProperties): R;
  /**
   * How many resources there are.
   * @param type a Terraform type, or an ARM type for `azapi_resource`s of that
   */
  toHaveResourceCount(type: string, count: number): R;
  /** Whether an output is there, and with what value. */
  toHaveOutput(name: string, value?: unknown): R;
  /** Whether a variable is declared, and how. */
  toHaveVariable(name: string, properties?: ExpectedProperties): R;
  /** Whether a provider is configured, under whatever alias, and how. */
  toHaveProvider(name: string, properties?: ExpectedProperties): R;
  /** Whether a resource needs another one directly: by reference or `depends_on`, seen through locals and outputs. */
  toDependOn(other: ExpectedResource): R;
  /** Whether a resource needs another one, directly or through others. */
  toDependOnTransitively(other: ExpectedResource): R;
  /** Whether every expression can be read, every reference leads somewhere and nothing depends on itself. */
  toHaveNoErrors(): R;
}

declare module "vitest" {
  // oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-explicit-any -- the shape that Vitest declares
  interface Matchers<T = any> extends TerraformMatchers<T> {}
}

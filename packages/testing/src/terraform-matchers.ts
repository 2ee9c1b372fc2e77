import type {} from "vitest";
import type { ExpectedProperties, ExpectedResource } from "./matchers.js";

/** Matchers of `expect(…)`, once `terraformMatchers` are registered. */
export interface TerraformMatchers<R = unknown> {
  /**
   * Asserts that a resource of a Terraform type exists.
   * @param type such as `azurerm_subnet`
   * @param properties the arguments that are compared
   */
  toHaveResource(type: string, properties?: ExpectedProperties): R;
  /** Asserts that a data source of a Terraform type exists. */
  toHaveDataSource(type: string, properties?: ExpectedProperties): R;
  /**
   * Asserts that an `azapi_resource` of an ARM type exists.
   * @param armType such as `Microsoft.MachineLearningServices/workspaces`, followed by `@2025-12-01` if the api-version
   * matters
   * @param properties a part of the object that Azure receives (`name`, `parent_id`, `location`, `tags`, `identity`,
   * `properties` and the rest of the body) and of azapi's other arguments
   */
  toHaveAzapiResource(armType: string, properties?: ExpectedProperties): R;
  /** Asserts that an `azapi_update_resource` exists. */
  toHaveAzapiUpdateResource(armType: string, properties?: ExpectedProperties): R;
  /** Asserts that an `azapi_resource_action` exists. */
  toHaveAzapiResourceAction(armType: string, properties?: ExpectedProperties): R;
  /**
   * Asserts the number of resources.
   * @param type a Terraform type, or the ARM type of `azapi_resource`s
   */
  toHaveResourceCount(type: string, count: number): R;
  /** Asserts that an output exists, with this value. */
  toHaveOutput(name: string, value?: unknown): R;
  /** Asserts that a variable is declared, with these properties. */
  toHaveVariable(name: string, properties?: ExpectedProperties): R;
  /** Asserts that a provider is configured, with any alias, with these properties. */
  toHaveProvider(name: string, properties?: ExpectedProperties): R;
  /** Asserts a direct dependency: by reference or `depends_on`, also through locals and outputs. */
  toDependOn(other: ExpectedResource): R;
  /** Asserts a direct or indirect dependency. */
  toDependOnTransitively(other: ExpectedResource): R;
  /** Asserts that all expressions can be parsed, all references resolve, and there are no cycles. */
  toHaveNoErrors(): R;
}

declare module "vitest" {
  // oxlint-disable-next-line typescript/no-empty-object-type, typescript/no-explicit-any -- the shape that Vitest declares
  interface Matchers<T = any> extends TerraformMatchers<T> {}
}

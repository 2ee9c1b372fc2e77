import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { ResourceAction } from "@org/provider-azapi/lib/resource-action/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { synth, type Terraform } from "./synth.js";

const TYPE = "Microsoft.MachineLearningServices/workspaces@2025-12-01";

/** What the action of a workspace synthesizes to. */
function action(terraform: Terraform) {
  return terraform.resource["azapi_resource_action"]?.["provision"];
}

describe("ResourceAction", () => {
  it("sends a body with references to an action of a resource", () => {
    const terraform = synth((stack) => {
      const workspace = new Resource(stack, "workspace", { type: TYPE });
      new ResourceAction(stack, "provision", {
        type: TYPE,
        resourceId: workspace.id,
        action: "provisionManagedNetwork",
        method: "POST",
        when: "apply",
        body: { options: { network: { includeSpark: false, workspace: workspace.name } } },
        responseExportValues: { state: "status.status" },
      });
    });
    expect(action(terraform)).toMatchObject({
      type: TYPE,
      resource_id: "${azapi_resource.workspace.id}",
      action: "provisionManagedNetwork",
      method: "POST",
      when: "apply",
      body: { options: { network: { includeSpark: false, workspace: "${azapi_resource.workspace.name}" } } },
      response_export_values: { state: "status.status" },
    });
  });

  it("sends a list where the action takes one", () => {
    const terraform = synth((stack) => {
      new ResourceAction(stack, "provision", { type: TYPE, resourceId: "/", body: [{ op: "add" }] });
    });
    expect(action(terraform)).toMatchObject({ body: [{ op: "add" }] });
  });

  it("exports secrets apart from the rest of the response", () => {
    const terraform = synth((stack) => {
      const keys = new ResourceAction(stack, "provision", {
        type: TYPE,
        resourceId: "/",
        action: "listKeys",
        sensitiveResponseExportValues: ["userStorageKey"],
      });
      new TerraformOutput(stack, "key", { value: keys.sensitiveOutput.lookup("userStorageKey"), sensitive: true });
    });
    expect(action(terraform)).toMatchObject({ sensitive_response_export_values: ["userStorageKey"] });
    expect(terraform.output["key"]).toEqual({
      value: '${azapi_resource_action.provision.sensitive_output["userStorageKey"]}',
      sensitive: true,
    });
  });
});

import { rmSync } from "node:fs";
import { Testing } from "cdktf";
import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { ref, resourceOf, synthesized } from "../src/index.js";
import { platform } from "./support/platform.js";

describe("what matchers take", () => {
  it("is a model, with all of its stacks", () => {
    expect(synthesized(platform().app)).toHaveResourceCount("azurerm_virtual_network", 1);
  });

  it("is one stack of a model, with references to the others followed", () => {
    const { app, group } = platform();
    const model = synthesized(app);
    expect(model.stack("ml")).not.toHaveResource("azurerm_virtual_network");
    expect(model.stack("ml")).toHaveResource("azurerm_user_assigned_identity", {
      resource_group_name: ref(group, "name"),
    });
    expect(model.stack("ml")).toHaveNoErrors();
  });

  it("is an App", () => {
    expect(platform().app).toHaveResource("azurerm_virtual_network");
  });

  it("is a TerraformStack, with references to the others followed", () => {
    const { ml, group } = platform();
    expect(ml).not.toHaveResource("azurerm_virtual_network");
    expect(ml).toHaveResource("azurerm_user_assigned_identity", { resource_group_name: ref(group, "name") });
  });

  it("is what Testing.synth gives", () => {
    const { net } = platform();
    expect(Testing.synth(net)).toHaveResource("azurerm_virtual_network", { name: "vnet-net" });
  });

  it("is Terraform JSON as an object", () => {
    expect({ resource: { x: { a: { v: 1 } } } }).toHaveResource("x", { v: 1 });
  });

  it("is the path of a cdktf.out", () => {
    const { app } = platform();
    app.synth();
    expect(app.outdir).toHaveResource("azurerm_virtual_network");
    rmSync(app.outdir, { recursive: true });
    expect(() => expect(app.outdir).toHaveResource("x")).toThrow(`${app.outdir}: there is no such folder`);
  });

  it.each([undefined, null, 3])("is not %s", (subject) => {
    expect(() => expect(subject).toHaveResource("x")).toThrow(
      `${String(subject)}: this matcher takes a SynthModel or a stack of one, an App or TerraformStack, the path of a cdktf.out, or Terraform JSON`,
    );
  });

  it("is not a resource, for matchers on stacks", () => {
    const { vnet } = platform();
    expect(() => expect(vnet).toHaveResource("x")).toThrow("this matcher takes a SynthModel");
  });
});

describe("resourceOf", () => {
  it("finds what a CDKTF resource became", () => {
    const { app, vnet, me } = platform();
    const model = synthesized(app);
    expect(resourceOf(model, vnet)).toBe(model.resource({ type: "azurerm_virtual_network" }));
    expect(resourceOf(model, me).address).toBe("data.azurerm_client_config.me");
  });

  it("throws for one that isn't there", () => {
    const { net, workspace } = platform();
    expect(() => resourceOf(net, workspace)).toThrow("ml/azapi_resource.Workspace is not among the resources");
    const model = SynthModel.fromStacks({ ml: {} });
    expect(() => resourceOf(model, workspace)).toThrow("ml/azapi_resource.Workspace is not among the resources");
  });
});

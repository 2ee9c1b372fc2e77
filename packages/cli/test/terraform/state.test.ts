import { describe, expect, it } from "vitest";
import { readState } from "../../src/terraform/state.js";

describe("a state", () => {
  it("holds nothing where Terraform prints nothing", () => {
    expect(readState("\n")).toEqual({ resources: [], remoteStates: [] });
  });

  it("holds nothing after everything was destroyed", () => {
    expect(readState('{ "version": 4, "serial": 9, "resources": [] }')).toEqual({ resources: [], remoteStates: [] });
  });

  it("tells what Terraform manages from what it reads, by address", () => {
    const resources = [
      { mode: "managed", type: "azurerm_subnet", name: "pe", instances: [{ attributes: { secret: "x" } }] },
      { mode: "managed", module: "module.network", type: "azurerm_subnet", name: "pe", instances: [] },
      { mode: "data", type: "terraform_remote_state", name: "cross-stack-reference-input-aml-dev", instances: [] },
      { mode: "data", type: "azurerm_client_config", name: "me", instances: [] },
    ];
    expect(readState(JSON.stringify({ version: 4, resources }))).toEqual({
      resources: ["azurerm_subnet.pe", "module.network.azurerm_subnet.pe"],
      remoteStates: ["cross-stack-reference-input-aml-dev"],
    });
  });
});

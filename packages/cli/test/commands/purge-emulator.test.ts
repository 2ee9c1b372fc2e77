import { AzureEmulator } from "@org/azure-emulator";
import { clientOf } from "../../../verify/test/support/in-process.js";
import { describe, expect, it } from "vitest";
import { purge } from "../../src/commands/purge.js";
import type { CommandContext } from "../../src/context.js";
import { Workbench } from "./support.js";

const azure = new AzureEmulator({ speed: 6000 });
const location = "canadacentral";
const { subscriptionId, tenantId } = azure.identity;
const scope = `/subscriptions/${subscriptionId}`;
const groupOf = (name: string) => `${scope}/resourceGroups/${name}`;
const vaultOf = (group: string, name: string) => `${groupOf(group)}/providers/Microsoft.KeyVault/vaults/${name}`;

const deletedNames = async (): Promise<readonly string[]> => {
  const list = `${scope}/providers/Microsoft.KeyVault/deletedVaults?api-version=2023-07-01`;
  const { body } = await azure.request("GET", list);
  return (body as { value: { name: string }[] }).value.map(({ name }) => name);
};

describe("purge, on the Azure emulator", () => {
  it("frees the vault of the environment, and leaves those of others (SX-07)", async () => {
    const vaults: readonly (readonly [group: string, name: string])[] = [
      ["rg-aml-ws-dev-cc-01", "kvdevcc01"],
      ["rg-aml-ws-dev-cc-01", "kvbyhand"],
      ["rg-others", "kvprodcc01"],
    ];
    for (const [group, name] of vaults) {
      await azure.put(groupOf(group), { location });
      const properties = { tenantId, sku: { family: "A", name: "standard" }, enableRbacAuthorization: true };
      await azure.put(vaultOf(group, name), { location, properties });
      await azure.request("DELETE", `${vaultOf(group, name)}?api-version=2023-07-01`);
    }
    expect(await deletedNames()).toHaveLength(3);
    const printed: string[] = [];
    const context: Partial<CommandContext> = {
      cwd: new Workbench().folder,
      env: { TF_VAR_subscription_id: subscriptionId },
      interactive: false,
      print: (line) => void printed.push(line),
      azureClient: (_, access) => Promise.resolve(clientOf(azure, { access })),
    };
    expect(await purge(["dev"], context as CommandContext)).toBe(1);
    expect(await deletedNames()).toHaveLength(3);
    expect(await purge(["dev", "--auto-approve"], context as CommandContext)).toBe(0);
    expect(printed).toContain("purged: vault kvdevcc01, with its keys and secrets");
    await expect.poll(deletedNames).toEqual(["kvbyhand", "kvprodcc01"]);
  });
});

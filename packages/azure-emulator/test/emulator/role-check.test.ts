import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import { holdsRole, isAllowed, notAllowed } from "../../src/emulator/role-check.js";
import { ManualClock } from "../../src/emulator/clock.js";
import { createEmulatorState, type EmulatorState } from "../../src/emulator/emulator-state.js";
import { place } from "../support/place.js";
import { ACCOUNT, VAULT } from "../support/platform.js";
import { GROUP, SUBSCRIPTION } from "../support/sandbox.js";

const READ = "Microsoft.KeyVault/vaults/read";
const GET_SECRET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

const PRINCIPAL = "bbbbbbbb-0000-4000-8000-000000000001";
const ASSIGNMENT = "providers/Microsoft.Authorization/roleAssignments/a";

class Scene {
  public readonly clock = new ManualClock();
  public readonly state: EmulatorState = createEmulatorState(this.clock, {}, () => undefined);

  public assign({ id }: { readonly id: string }, scope: string, principalId = PRINCIPAL) {
    return place(this.state, `${scope}/${ASSIGNMENT}`, {
      principalId,
      roleDefinitionId: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    });
  }

  /** Assigns a role and waits until it's in effect. */
  public give(role: { readonly id: string }, scope: string, principalId = PRINCIPAL): void {
    this.assign(role, scope, principalId);
    this.clock.advance(60);
  }

  public may(action: string, scope: string, plane?: "data"): boolean {
    return isAllowed(this.state, PRINCIPAL, { action, scope, ...(plane && { plane }) });
  }
}

describe("A role", () => {
  it("is in effect a minute after its assignment, not before", () => {
    const scene = new Scene();
    scene.assign(ROLES.keyVaultReader, VAULT);
    scene.clock.advance(59.9);
    expect(scene.may(READ, VAULT)).toBe(false);
    scene.clock.advance(0.1);
    expect(scene.may(READ, VAULT)).toBe(true);
  });

  it("counts its delay from the last time that its maker looked whether it is there", () => {
    const scene = new Scene();
    const assignment = scene.assign(ROLES.keyVaultReader, VAULT);
    assignment.watchedAt = 20;
    scene.clock.advance(79);
    expect(scene.may(READ, VAULT)).toBe(false);
    scene.clock.advance(1);
    expect(scene.may(READ, VAULT)).toBe(true);
  });

  it.each([
    ["its group", GROUP],
    ["its subscription", SUBSCRIPTION],
    ["its group in another casing", GROUP.toUpperCase()],
    ["the tenant", ""],
  ])("at %s is inherited by a resource", (_, scope) => {
    const scene = new Scene();
    scene.give(ROLES.reader, scope);
    expect(scene.may(READ, VAULT)).toBe(true);
  });

  it("is not inherited upwards, nor by what only begins alike", () => {
    const scene = new Scene();
    scene.give(ROLES.reader, VAULT);
    expect(scene.may(READ, GROUP)).toBe(false);
    expect(scene.may(READ, `${VAULT}2`)).toBe(false);
  });

  it("is its principal's own", () => {
    const scene = new Scene();
    scene.give(ROLES.reader, GROUP, "cccccccc-0000-4000-8000-000000000001");
    expect(scene.may(READ, VAULT)).toBe(false);
  });

  it("ends with its assignment", () => {
    const scene = new Scene();
    const assignment = scene.assign(ROLES.reader, GROUP);
    scene.clock.advance(60);
    scene.state.resources.delete(assignment.id);
    expect(scene.may(READ, VAULT)).toBe(false);
  });

  it("for the control plane allows nothing in the data plane", () => {
    const scene = new Scene();
    scene.give(ROLES.owner, GROUP);
    expect(scene.may(READ, VAULT)).toBe(true);
    expect(scene.may(GET_SECRET, VAULT, "data")).toBe(false);
  });

  it("for the data plane allows nothing in the control plane", () => {
    const scene = new Scene();
    scene.give(ROLES.keyVaultSecretsUser, GROUP);
    expect(scene.may(GET_SECRET, VAULT, "data")).toBe(true);
    expect(scene.may(GET_SECRET, VAULT)).toBe(false);
  });

  it("excludes its notActions: Contributor assigns no roles", () => {
    const scene = new Scene();
    scene.give(ROLES.contributor, GROUP);
    expect(scene.may("Microsoft.Authorization/roleAssignments/write", GROUP)).toBe(false);
    expect(scene.may("Microsoft.Storage/storageAccounts/write", GROUP)).toBe(true);
  });

  it("that reads whatever is in a vault reads the vault itself", () => {
    const scene = new Scene();
    scene.give(ROLES.keyVaultReader, VAULT);
    expect(scene.may("Microsoft.KeyVault/vaults/secrets/read", VAULT)).toBe(true);
    expect(scene.may("microsoft.keyvault/VAULTS/read", VAULT)).toBe(true);
    expect(scene.may("Microsoft.KeyVault/vaults/write", VAULT)).toBe(false);
    expect(scene.may("Microsoft.KeyVault/vaultsX/read", VAULT)).toBe(false);
  });

  it("of one's own allows what it says", () => {
    const scene = new Scene();
    const id = "aaaaaaaa-0000-4000-8000-000000000001";
    place(scene.state, `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions/${id}`, {
      roleName: "Blob writer",
      permissions: [
        {
          actions: ["Microsoft.Storage/*"],
          notActions: ["Microsoft.Storage/*/delete"],
          dataActions: ["Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*"],
        },
      ],
    });
    scene.give({ id }, ACCOUNT);
    const data = "Microsoft.Storage/storageAccounts";
    expect(scene.may("Microsoft.Storage/storageAccounts/write", ACCOUNT)).toBe(true);
    expect(scene.may("Microsoft.Storage/storageAccounts/delete", ACCOUNT)).toBe(false);
    expect(scene.may(`${data}/blobServices/containers/blobs/write`, ACCOUNT, "data")).toBe(true);
    expect(scene.may(`${data}/queueServices/queues/messages/read`, ACCOUNT, "data")).toBe(false);
  });

  it("is held by its GUID, whatever wider role there is", () => {
    const scene = new Scene();
    scene.give(ROLES.owner, GROUP);
    expect(holdsRole(scene.state, PRINCIPAL, ROLES.owner.id.toUpperCase(), VAULT)).toBe(true);
    expect(holdsRole(scene.state, PRINCIPAL, ROLES.reader.id, VAULT)).toBe(false);
  });
});

describe("Who isn't allowed", () => {
  it("is named by its object id where the directory doesn't know it", () => {
    const { message } = notAllowed(new Scene().state, PRINCIPAL, { action: READ, scope: VAULT });
    expect(message).toContain(`The client '${PRINCIPAL}' with object id '${PRINCIPAL}'`);
  });
});

import { expect, it } from "vitest";
import { existingIn } from "./existing.mjs";

const group = "/subscriptions/00000000-0000-4000-8000-00000000000c/resourceGroups/rg/providers";
const virtualNetworkId = `${group}/Microsoft.Network/virtualNetworks/vnet-hub`;
const identityId = `${group}/Microsoft.ManagedIdentity/userAssignedIdentities/id-ml`;

it("takes the address space of networks and the principals of identities from a configuration, each once", () => {
  const principalId = "00000000-0000-4000-8000-0000000000aa";
  const hub = { name: "hub", virtualNetworkId, addressSpace: ["10.0.0.0/16"] };
  const environment = { addressSpace: "10.1.0.0/16", peerings: [hub], workspaceIdentity: { identityId, principalId } };
  expect(existingIn({ environments: { dev: environment, prod: { peerings: [hub] } } })).toEqual([
    { id: virtualNetworkId, properties: { addressSpace: { addressPrefixes: ["10.0.0.0/16"] } } },
    { id: identityId, properties: { principalId, clientId: undefined } },
  ]);
});

it("takes nothing from ids that say no more", () => {
  expect(existingIn({ peerings: [{ virtualNetworkId }], logs: `${group}/Microsoft.X/y/z`, none: null })).toEqual([]);
});

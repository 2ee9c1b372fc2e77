import { groupBy } from "@org/aml-synth-model";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, type Properties, referenceOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { freeAddressesIn } from "../network/subnet-addresses.js";
import { SCALE_SET_INTERFACES } from "../network/types.js";
import { keep, makeBeside, requireReferenced, withDefaults } from "../shared.js";
import { forgetProtected, requireHandlersOnce } from "./extensions.js";
import { forgetSecrets, omitCapabilities } from "./virtual-machines.js";

/** Type of scale sets. */
export const SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets";
const LARGEST = 1000;
/** The largest scale set in a single placement group. */
const LARGEST_IN_GROUP = 100;

/** Virtual machine scale sets with their machines and network interfaces. */
export const scaleSets: readonly ResourceType[] = [
  {
    type: SCALE_SETS,
    tracked: true,
    latency: { create: 120, update: 60, delete: 90 },
    write(write, state) {
      const { id, body } = write;
      keep(write, ["uniqueId", "timeCreated"]);
      body.properties = withDefaults(body.properties, {
        singlePlacementGroup: true,
        overprovision: true,
        doNotRunExtensionsOnOverprovisionedVMs: false,
        orchestrationMode: "Uniform",
        platformFaultDomainCount: 5,
        uniqueId: guidOf(id.key),
        timeCreated: state.clock.date().toISOString(),
      });
      omitCapabilities(body.properties);
      requireCapacity(write);
      const profile = objectOf(body.properties["virtualMachineProfile"]);
      const osProfile = objectOf(profile["osProfile"]);
      forgetSecrets(osProfile);
      const extensions = objectsOf(objectOf(profile["extensionProfile"])["extensions"]);
      for (const extension of extensions) forgetProtected(objectOf(extension["properties"]));
      requireHandlersOnce(
        extensions.map((extension) => objectOf(extension["properties"])),
        "windowsConfiguration" in osProfile ? "Windows" : "Linux",
        textOf(extensions.at(-1)?.["name"]) ?? "",
      );
      requireNetworks(write, profile, state);
      return (set) => fillScaleSet(set, state);
    },
  },
  { type: `${SCALE_SETS}/extensions` },
  { type: `${SCALE_SETS}/virtualMachines`, latency: { delete: 60 } },
  { type: SCALE_SET_INTERFACES },
];

/**
 * Rejects a number of machines that Azure doesn't offer.
 * @throws ArmError 400 InvalidParameter or OperationNotAllowed
 * @see https://learn.microsoft.com/azure/virtual-machine-scale-sets/virtual-machine-scale-sets-placement-groups
 */
function requireCapacity({ body }: Write): void {
  const capacity = capacityOf(body.sku);
  if (capacity < 0 || capacity > LARGEST) {
    throw new ArmError(
      400,
      "InvalidParameter",
      `The value ${capacity} of parameter 'sku.capacity' is not valid: a scale set has 0 to ${LARGEST} machines.`,
    );
  }
  if (capacity <= LARGEST_IN_GROUP || body.properties["singlePlacementGroup"] !== true) return;
  throw new ArmError(
    409,
    "OperationNotAllowed",
    `A scale set with singlePlacementGroup has at most ${LARGEST_IN_GROUP} machines, not ${capacity}.`,
  );
}

function capacityOf(sku: unknown): number {
  return Number(objectOf(sku)["capacity"] ?? 0);
}

/** Rejects networks that don't exist, and subnets without enough addresses for the machines that are added. */
function requireNetworks({ id, body, existing }: Write, profile: Properties, state: EmulatorState): void {
  const added = capacityOf(body.sku) - (existing ? machinesOf(existing, state).length : 0);
  const needed = new Map<ArmResource, number>();
  for (const { properties, addresses } of networksOf(profile)) {
    const group = referenceOf(properties["networkSecurityGroup"]);
    if (group !== undefined) requireReferenced(state, group, id);
    for (const address of addresses) {
      const subnet = requireReferenced(state, referenceOf(address["subnet"]) ?? "", id);
      needed.set(subnet, (needed.get(subnet) ?? 0) + Math.max(0, added));
    }
  }
  for (const [subnet, count] of needed) freeAddressesIn(subnet, count, state);
}

function networksOf(profile: Properties): { readonly properties: Properties; readonly addresses: Properties[] }[] {
  return objectsOf(objectOf(profile["networkProfile"])["networkInterfaceConfigurations"]).map((configuration) => {
    const properties = objectOf(configuration["properties"]);
    const addresses = objectsOf(properties["ipConfigurations"]).map((one) => objectOf(one["properties"]));
    return { properties, addresses };
  });
}

/** The machines of a scale set, in the order of their numbers. */
function machinesOf({ id }: ArmResource, state: EmulatorState): ArmResource[] {
  return state.resources.childrenOf(id).filter((child) => child.id.hasType(`${SCALE_SETS}/virtualMachines`));
}

/** Creates or deletes machines until their number is the capacity. */
export function fillScaleSet(set: ArmResource, state: EmulatorState): void {
  const capacity = capacityOf(set.body.sku);
  const machines = machinesOf(set, state);
  for (const machine of machines.slice(capacity)) {
    for (const one of [...state.resources.below(machine.id), machine]) state.resources.delete(one.id);
  }
  const first = 1 + Math.max(-1, ...machines.map(({ id }) => Number(id.name)));
  for (let added = 0; added < capacity - machines.length; added += 1) addMachine(set, String(first + added), state);
}

function addMachine({ id, body }: ArmResource, number: string, state: EmulatorState): void {
  const location = body.location === undefined ? {} : { location: body.location };
  const machine = id.child("virtualMachines", number);
  const properties = { vmId: guidOf(machine.key), latestModelApplied: true, provisioningState: "Succeeded" };
  makeBeside(state, machine, { ...location, sku: { ...body.sku, capacity: undefined }, properties });
  for (const [index, { addresses }] of networksOf(objectOf(body.properties["virtualMachineProfile"])).entries()) {
    makeBeside(state, machine.child("networkInterfaces", `nic-${index}`), {
      ...location,
      properties: {
        ipConfigurations: configurationsOf(addresses, state),
        virtualMachine: { id: machine.toString() },
        provisioningState: "Succeeded",
      },
    });
  }
}

/** The configurations of an interface, each with an address of its subnet. */
function configurationsOf(addresses: readonly Properties[], state: EmulatorState): object[] {
  const bySubnet = groupBy(addresses, (address) => state.resources.get(referenceOf(address["subnet"])));
  return [...bySubnet].flatMap(([subnet, own]) => {
    const free = subnet ? freeAddressesIn(subnet, own.length, state) : [];
    return free.map((privateIPAddress, index) => ({
      name: `ipconfig${index + 1}`,
      properties: { subnet: { id: subnet?.id.toString() }, privateIPAddress, primary: index === 0 },
    }));
  });
}

import { randomUUID } from "node:crypto";
import { objectOf, objectsOf, type Properties, referenceOf, textOf } from "../../arm/body.js";
import type { ArmResource } from "../../arm/resource.js";
import { ArmId } from "@org/azure-catalog";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import type { EmulatorState } from "../../emulator-state.js";
import { keep, makeBeside, requireReferenced } from "../shared.js";

/** Type of virtual machines. */
export const MACHINES = "Microsoft.Compute/virtualMachines";
const DISKS = "Microsoft.Compute/disks";

/** Virtual machines with their disks. */
export const virtualMachines: readonly ResourceType[] = [
  machines(),
  { type: DISKS, tracked: true, latency: { create: 5, delete: 5 } },
];

function machines(): ResourceType {
  return {
    type: MACHINES,
    tracked: true,
    latency: { create: 90, update: 30, delete: 60 },
    write(write, state) {
      const { id, body } = write;
      keep(write, ["vmId", "timeCreated"]);
      for (const reference of objectsOf(objectOf(body.properties["networkProfile"])["networkInterfaces"])) {
        requireReferenced(state, textOf(reference["id"]) ?? "", id);
      }
      const profile = objectOf(body.properties["storageProfile"]);
      const disk = objectOf(profile["osDisk"]);
      const name = textOf(disk["name"]) ?? `${id.name}_OsDisk_1_${guidOf(id.key).replaceAll("-", "")}`;
      const group = ArmId.tryParse(id.scope);
      const diskId = (group ?? id).resource(DISKS, name);
      body.properties = {
        vmId: randomUUID(),
        timeCreated: state.clock.date().toISOString(),
        ...body.properties,
        storageProfile: {
          dataDisks: [],
          ...profile,
          osDisk: {
            osType: "linuxConfiguration" in objectOf(body.properties["osProfile"]) ? "Linux" : "Windows",
            deleteOption: "Detach",
            ...disk,
            name,
            managedDisk: { ...objectOf(disk["managedDisk"]), id: diskId.toString() },
          },
        },
      };
      omitCapabilities(body.properties);
      forgetSecrets(objectOf(body.properties["osProfile"]));
      return (machine) => attach(machine, state);
    },
    view: ({ body }) => ({
      ...body,
      properties: {
        ...body.properties,
        instanceView: { statuses: [{ code: "ProvisioningState/succeeded" }, { code: "PowerState/running" }] },
      },
    }),
    deleted({ id }, state) {
      for (const nic of state.resources.ofType("Microsoft.Network/networkInterfaces")) {
        if (id.equals(referenceOf(nic.body.properties["virtualMachine"]) ?? ""))
          delete nic.body.properties["virtualMachine"];
      }
    },
    settings: { instanceview: () => ({ status: 200, body: { statuses: [{ code: "PowerState/running" }] } }) },
    actions: {
      poweroff: () => ({ seconds: 20, complete: () => undefined }),
      deallocate: () => ({ seconds: 30, complete: () => undefined }),
      start: () => ({ seconds: 30, complete: () => undefined }),
    },
  };
}

/** A disk with a disk encryption set is encrypted with a customer-managed key. */
function encryptionOf(managedDisk: object): object {
  const diskEncryptionSetId = referenceOf(objectOf(managedDisk)["diskEncryptionSet"]);
  if (diskEncryptionSetId === undefined) return {};
  return { encryption: { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId } };
}

/** Creates the disk, and links the interfaces to the machine. */
function attach({ id, body }: ArmResource, state: EmulatorState): void {
  const disk = objectOf(objectOf(body.properties["storageProfile"])["osDisk"]);
  const managed = objectOf(disk["managedDisk"]);
  const diskId = ArmId.tryParse(textOf(managed["id"]) ?? "");
  if (diskId && !state.resources.get(diskId)) {
    makeBeside(state, diskId, {
      ...(body.location === undefined ? {} : { location: body.location }),
      sku: { name: managed["storageAccountType"] },
      properties: {
        diskSizeGB: disk["diskSizeGB"] ?? 127,
        diskState: "Attached",
        provisioningState: "Succeeded",
        ...encryptionOf(managed),
      },
    });
  }
  for (const reference of objectsOf(objectOf(body.properties["networkProfile"])["networkInterfaces"])) {
    const nic = state.resources.get(textOf(reference["id"]));
    if (nic) nic.body.properties["virtualMachine"] = { id: id.toString() };
  }
}

/** Removes what Azure never returns: the password, and data for the first start, which may contain secrets. */
export function forgetSecrets(osProfile: Properties): void {
  delete osProfile["adminPassword"];
  delete osProfile["customData"];
}

/** Removes capabilities of which a machine has none: the provider sends an empty object, and Azure doesn't return it. */
export function omitCapabilities(properties: Properties): void {
  const capabilities = Object.values(objectOf(properties["additionalCapabilities"]));
  if (!capabilities.some(Boolean)) delete properties["additionalCapabilities"];
}

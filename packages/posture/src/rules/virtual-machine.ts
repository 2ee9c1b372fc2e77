import type { Resource } from "@org/aml-synth-model";
import { blocksIn } from "../domain/blocks.js";
import { isArm, NotKnown, pointerOf, pointers, read, type Reading } from "../domain/reader.js";
import { notKnown, type Rule } from "./rule.js";
import { settingRule, type SettingRule } from "./setting-rule.js";

const MACHINES = "Microsoft.Compute/virtualMachines";
const NICS = "Microsoft.Network/networkInterfaces";
const SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets";
/** A rule for machines, and for the machines of scale sets, whose settings ARM has in a profile. */
const machine = ({ setting, ...rule }: Omit<SettingRule, "on" | "subject">): Rule => {
  const profile = setting.arm?.replace(/^properties\./, "properties.virtualMachineProfile.");
  const armIn = profile === undefined ? {} : { [SCALE_SETS.toLowerCase()]: profile };
  return settingRule({
    ...rule,
    setting: { ...setting, armIn },
    on: [MACHINES, SCALE_SETS],
    subject: "virtual machine",
  });
};
/** Images of publishers that offer only Linux tell the system, too. Without `osProfile`, a machine has no sign-in to set. */
const isLinux = (resource: Resource): boolean => {
  if (!isArm(resource)) return /^azurerm_linux_virtual_machine(_scale_set)?$/.test(resource.type);
  const inProfile = resource.armType?.toLowerCase() === SCALE_SETS.toLowerCase() ? "virtualMachineProfile." : "";
  const at = (path: string): Reading => read(resource, "", `properties.${inProfile}${path}`);
  if (at("osProfile") === undefined) return false;
  const publisher = at("storageProfile.imageReference.publisher");
  return (
    at("osProfile.linuxConfiguration") !== undefined ||
    at("storageProfile.osDisk.osType") === "Linux" ||
    (typeof publisher === "string" && /^(canonical|redhat|suse|debian|almalinux)$/i.test(publisher))
  );
};

/** Virtual machines and their network interfaces. */
export const VIRTUAL_MACHINE_RULES: readonly Rule[] = [
  {
    id: "nic-public-address",
    subject: "virtual machine",
    severity: "error",
    title: "No network interface has a public address",
    rationale: "Machines must be reachable only through Bastion.",
    fix: "Remove public_ip_address_id and connect through Bastion.",
    sameAs: { checkov: ["CKV_AZURE_119", "CKV2_AZURE_39"], trivy: ["AZU-0076"] },
    *check(platform) {
      for (const resource of platform.inventory.created(NICS)) {
        if (resource.armType === undefined) {
          for (const block of resource.read("ip_configuration").items()) {
            const reading = block.at("public_ip_address_id");
            const { path, state } = reading;
            if (state === "absent" || reading.value === "") continue;
            const to = pointerOf(reading);
            const name = to?.resource?.address ?? (to?.literal ? to.shape : undefined);
            if (name !== undefined) yield { resource, path, message: `${path} is ${name}` };
            else if (state === "unknown") yield notKnown(resource, path, new NotKnown(reading));
          }
        } else if (
          blocksIn(resource, "body.properties.ipConfigurations").some((block) =>
            JSON.stringify(block).includes('"publicIPAddress"'),
          )
        ) {
          const path = "body.properties.ipConfigurations";
          yield { resource, path, message: `${path} has a publicIPAddress` };
        }
      }
    },
  },
  settingRule({
    id: "nic-ip-forwarding",
    subject: "virtual machine",
    severity: "warning",
    on: NICS,
    title: "No network interface forwards traffic",
    rationale: "A machine that forwards traffic connects networks without a peering.",
    fix: "Set ip_forwarding_enabled = false.",
    sameAs: { checkov: ["CKV_AZURE_118"], trivy: ["AZU-0075"] },
    setting: {
      argument: ["ip_forwarding_enabled", "enable_ip_forwarding"],
      arm: "properties.enableIPForwarding",
      absent: false,
    },
    wants: [false],
  }),
  machine({
    id: "vm-secure-boot",
    severity: "warning",
    title: "A virtual machine boots only signed code",
    rationale: "Otherwise a rootkit can load before any scanner.",
    fix: "Set secure_boot_enabled = true (requires a generation 2 image).",
    sameAs: {},
    setting: {
      argument: "secure_boot_enabled",
      arm: "properties.securityProfile.uefiSettings.secureBootEnabled",
      absent: false,
    },
    wants: [true],
  }),
  machine({
    id: "vm-vtpm",
    severity: "warning",
    title: "A virtual machine has a virtual TPM",
    rationale: "It measures the boot process, which makes changes detectable.",
    fix: "Set vtpm_enabled = true (requires a generation 2 image).",
    sameAs: {},
    setting: { argument: "vtpm_enabled", arm: "properties.securityProfile.uefiSettings.vTpmEnabled", absent: false },
    wants: [true],
  }),
  machine({
    id: "vm-encryption-at-host",
    severity: "note",
    title: "A virtual machine's temporary disk and caches are encrypted",
    rationale: "Encryption of managed disks doesn't include them. The subscription needs the feature EncryptionAtHost.",
    fix: "Register the feature EncryptionAtHost and set encryption_at_host_enabled = true.",
    sameAs: { checkov: ["CKV_AZURE_97", "CKV_AZURE_151"] },
    setting: {
      argument: "encryption_at_host_enabled",
      arm: "properties.securityProfile.encryptionAtHost",
      absent: false,
    },
    wants: [true],
  }),
  machine({
    id: "vm-automatic-updates",
    severity: "warning",
    title: "A Windows machine installs updates automatically",
    rationale: "An unpatched jumpbox is the weakest part of a private platform.",
    fix: "Set automatic_updates_enabled = true.",
    sameAs: { checkov: ["CKV_AZURE_177"], psrule: ["Azure.VM.Updates"] },
    setting: { argument: ["automatic_updates_enabled", "enable_automatic_updates"], absent: true },
    wants: [true],
  }),
  machine({
    id: "vm-agent",
    severity: "warning",
    title: "A virtual machine has Azure's agent",
    rationale: "Updates, monitoring and password resets need it.",
    fix: "Set provision_vm_agent = true.",
    sameAs: { checkov: ["CKV_AZURE_179"] },
    setting: { argument: "provision_vm_agent", absent: true },
    wants: [true],
  }),
  machine({
    id: "vm-extensions",
    severity: "note",
    title: "No extensions are installed on a virtual machine",
    rationale:
      "A principal that can write extensions can run code as the system user. Entra sign-in is an extension, too.",
    fix: "Set allow_extension_operations = false.",
    sameAs: { checkov: ["CKV_AZURE_50"] },
    setting: { argument: ["allow_extension_operations", "extension_operations_enabled"], absent: true },
    wants: [false],
  }),
  machine({
    id: "vm-ssh-keys",
    severity: "error",
    title: "A Linux machine accepts only SSH keys",
    rationale: "Passwords can be guessed.",
    fix: "Set disable_password_authentication = true and add an admin_ssh_key.",
    sameAs: {
      checkov: ["CKV_AZURE_1", "CKV_AZURE_49", "CKV_AZURE_149", "CKV_AZURE_178"],
      trivy: ["AZU-0039"],
      psrule: ["Azure.VM.PublicKey"],
    },
    setting: {
      argument: "disable_password_authentication",
      arm: "properties.osProfile.linuxConfiguration.disablePasswordAuthentication",
      absent: true,
      absentInArm: false,
    },
    wants: [true],
    of: isLinux,
  }),
  {
    id: "vm-custom-data-secret",
    subject: "virtual machine",
    severity: "error",
    title: "A virtual machine's custom data contains no literal secret",
    rationale: "Every process on the machine can read the custom data.",
    fix: "Fetch secrets from the vault with the machine's identity.",
    sameAs: { checkov: ["CKV_AZURE_45"], trivy: ["AZU-0037"] },
    *check(platform) {
      for (const resource of [MACHINES, SCALE_SETS].flatMap((type) => platform.inventory.created(type))) {
        const path = "custom_data";
        const data =
          read(resource, path, "properties.osProfile.customData") ??
          read(resource, path, "properties.virtualMachineProfile.osProfile.customData");
        if (
          typeof data !== "string" ||
          !/passw|secret|key=|token/i.test(Buffer.from(data, "base64").toString("latin1"))
        )
          continue;
        yield { resource, path, message: `${path} contains what looks like a secret` };
      }
    },
  },
  {
    id: "vm-extension-secret",
    subject: "virtual machine",
    severity: "error",
    title: "An extension's visible settings contain no secret",
    rationale: "Anyone who can read the machine in Azure can read them, and so can every process on it.",
    fix: "Move it to protected_settings, or use the machine's identity.",
    sameAs: {},
    *check(platform) {
      for (const resource of [`${MACHINES}/extensions`, SCALE_SETS, `${SCALE_SETS}/extensions`].flatMap((type) =>
        platform.inventory.created(type),
      )) {
        for (const { path, target } of resource.references()) {
          const { element } = target;
          if (!/(^|\.)settings(\.|$)/.test(path) || element.kind !== "variable" || element.get("sensitive") !== true)
            continue;
          yield { resource, path, message: `${path} contains the sensitive variable ${element.name}` };
        }
      }
    },
  },
  {
    id: "vm-private-disk",
    subject: "virtual machine",
    severity: "note",
    title: "A managed disk can't be exported through a public address",
    rationale: "A signed export link works from anywhere.",
    fix: 'Set network_access_policy = "DenyAll".',
    sameAs: { checkov: ["CKV_AZURE_251"] },
    *check(platform) {
      for (const resource of platform.inventory.model.resources({ type: "azurerm_managed_disk" })) {
        const policy = read(resource, "network_access_policy");
        if (policy === "DenyAll" || policy === "AllowPrivate") continue;
        yield {
          resource,
          path: "network_access_policy",
          message: "network_access_policy allows access to anyone with a link",
        };
      }
    },
  },
  {
    id: "vm-disk-key",
    subject: "virtual machine",
    severity: "note",
    title: "A managed disk is encrypted with your own key",
    rationale: "Microsoft's keys, the default, are sufficient unless a regulation requires your own.",
    fix: "Set disk_encryption_set_id.",
    sameAs: { checkov: ["CKV_AZURE_93"], trivy: ["AZU-0038"] },
    *check(platform) {
      for (const resource of platform.inventory.model.resources({ type: "azurerm_managed_disk" })) {
        if (resource.get("disk_encryption_set_id") !== undefined) continue;
        yield { resource, path: "disk_encryption_set_id", message: "disk_encryption_set_id is not set" };
      }
    },
  },
  {
    id: "vm-in-subnet",
    subject: "virtual machine",
    severity: "warning",
    title: "A network interface is in a known subnet",
    rationale: "Otherwise it is unknown which traffic reaches the machine.",
    fix: "Check the stack that creates the subnet together with this one.",
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.created(NICS)) {
        const subnets = pointers(
          resource,
          "ip_configuration.subnet_id",
          "properties.ipConfigurations[0].properties.subnet.id",
        );
        if (subnets.length === 0 || platform.networks.subnetsOf(resource).length > 0) continue;
        yield { resource, path: "ip_configuration.subnet_id", message: "is in a subnet that no stack contains" };
      }
    },
  },
];

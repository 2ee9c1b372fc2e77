import { TerraformVariable, type TerraformStack, Testing } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { Jumpbox, type JumpboxProps, PlatformSubnet } from "../src/index.js";
import { groupIn, later, only, resourcesOf, stackFor } from "./fixture.js";

let stack: TerraformStack;

beforeEach(() => {
  stack = stackFor();
});

function jumpbox(props: Partial<JumpboxProps> = {}): Jumpbox {
  return new Jumpbox(stack, "Jumpbox", {
    resourceGroup: { name: "rg", id: "/rg", location: "canadacentral" },
    subnet: PlatformSubnet.fromSubnetAttributes(stack, "Subnet", { subnetId: "/subnet" }),
    name: "vm-aml-jumpbox-dev-cc-01",
    networkInterfaceName: "nic-aml-jumpbox-dev-cc-01",
    adminUsername: "azureadmin",
    adminPassword: later("jumpbox_password"),
    ...props,
  });
}
const MACHINE = "azurerm_windows_virtual_machine";

describe("Jumpbox", () => {
  it("is a Windows machine with the Data Science image (S0-BAS-02, S2-ACC-06)", () => {
    jumpbox();
    expect(stack).toHaveResource(MACHINE, {
      name: "vm-aml-jumpbox-dev-cc-01",
      resource_group_name: "rg",
      location: "canadacentral",
      computer_name: "jumpbox",
      size: "Standard_D8s_v5",
      admin_username: "azureadmin",
      source_image_reference: {
        publisher: "microsoft-dsvm",
        offer: "dsvm-win-2022",
        sku: "winserver-2022",
        version: "latest",
      },
      network_interface_ids: [
        expect.stringMatching(/^\$\{azurerm_network_interface\.Jumpbox_NetworkInterface_\w+\.id\}$/),
      ],
    });
  });

  it("has a private address only (S0-BAS-03, S0-ARC-12)", () => {
    jumpbox();
    expect(stack).toHaveResource("azurerm_network_interface", {
      name: "nic-aml-jumpbox-dev-cc-01",
      resource_group_name: "rg",
      ip_configuration: [{ name: "internal", subnet_id: "/subnet", private_ip_address_allocation: "Dynamic" }],
    });
    expect(JSON.stringify(resourcesOf(stack, "azurerm_network_interface"))).not.toContain('"public_ip_address_id":"');
    expect(stack).not.toHaveResource("azurerm_public_ip");
  });

  it("has a premium disk, and its boot diagnostics are kept by Azure (S0-BAS-13)", () => {
    jumpbox();
    expect(stack).toHaveResource(MACHINE, {
      os_disk: { caching: "ReadWrite", storage_account_type: "Premium_LRS" },
      boot_diagnostics: {},
    });
    expect(stack).toHaveResource(MACHINE, {
      boot_diagnostics: {},
      os_disk: { disk_size_gb: undefined, name: undefined },
    });
  });

  it("starts with secure boot and a virtual TPM, and updates itself, by arguments that both majors of azurerm have", () => {
    jumpbox();
    expect(stack).toHaveResource(MACHINE, {
      secure_boot_enabled: true,
      vtpm_enabled: true,
      automatic_updates_enabled: true,
      encryption_at_host_enabled: false,
    });
    expect(stack).toHaveResource(MACHINE, { enable_automatic_updates: undefined });
  });

  const gallery =
    "/subscriptions/00000000-0000-4000-8000-00000000000c/resourceGroups/rg-images/providers/Microsoft.Compute/galleries/gal/images/win-ml";

  it.each([gallery, `${gallery}/versions/1.2.3`, "${var.image_id}"])("takes an image of one's own, %s", (imageId) => {
    jumpbox({ image: { imageId } });
    expect(stack).toHaveResource(MACHINE, { source_image_id: imageId, source_image_reference: undefined });
  });

  it("fails on the id of something else than an image", () => {
    expect(() => jumpbox({ image: { imageId: gallery.replace("/images/win-ml", "") } })).toThrow(".image.imageId: got");
  });

  it("does without secure boot where the image can't", () => {
    jumpbox({ image: { publisher: "p", offer: "o", sku: "s", version: "1.0.0", trustedLaunch: false } });
    expect(stack).toHaveResource(MACHINE, {
      source_image_reference: { publisher: "p", offer: "o", sku: "s", version: "1.0.0" },
      secure_boot_enabled: false,
      vtpm_enabled: false,
    });
    expect(stack).toHaveResource(MACHINE, { source_image_reference: { trustedLaunch: undefined } });
  });

  it("takes another size, disk, zone, computer name and encryption", () => {
    jumpbox({
      size: "Standard_D4s_v5",
      osDiskSizeInGb: 256,
      zone: "2",
      computerName: "jumpdev",
      encryptionAtHost: true,
      location: "canadaeast",
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource(MACHINE, {
      size: "Standard_D4s_v5",
      os_disk: { disk_size_gb: 256 },
      zone: "2",
      computer_name: "jumpdev",
      encryption_at_host_enabled: true,
      location: "canadaeast",
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource("azurerm_network_interface", {
      location: "canadaeast",
      tags: { environment: "dev" },
    });
  });

  it("takes the password of a sensitive variable, and checks its length when Terraform plans (S0-BAS-05)", () => {
    const { stringValue } = new TerraformVariable(stack, "password", { type: "string", sensitive: true });
    jumpbox({ adminPassword: stringValue });
    expect(stack).toHaveResource(MACHINE, {
      admin_password: "${var.password}",
      lifecycle: {
        precondition: [
          {
            condition: "${((length(var.password) >= 12) && (length(var.password) <= 72))}",
            error_message: "The administrator's password of the jumpbox has to have 12 to 72 characters.",
          },
        ],
      },
    });
  });

  it("fails on a literal password without repeating it (S0-BAS-05)", () => {
    const make = () => jumpbox({ adminPassword: "Correct-Horse-Battery-1" });
    expect(make).toThrow(
      'stack/Jumpbox.adminPassword: got "a literal, not shown"; allowed: a value that only Terraform',
    );
    expect(make).not.toThrow("Correct-Horse");
    expect(Testing.synth(stack)).not.toContain("Correct-Horse");
  });

  it("refuses a time zone that Azure's schedules don't take, with the name of Windows", () => {
    expect(() => jumpbox({ autoShutdown: { time: "1930", timezone: "Europe/Paris" } })).toThrow(
      "did you mean Romance Standard Time?",
    );
  });

  it("warns of a size that isn't formed as those of Azure", () => {
    const { node } = jumpbox({ size: "Standard_Huge" });
    expect(node.metadata).toMatchObject([
      { type: "@cdktf/warn", data: expect.stringContaining("Standard_Huge") as string },
    ]);
  });

  it("is switched off every day (S0-BAS-09)", () => {
    jumpbox({ autoShutdown: { time: "1930", timezone: "Eastern Standard Time" }, tags: { environment: "dev" } });
    expect(stack).toHaveResource("azurerm_dev_test_global_vm_shutdown_schedule", {
      virtual_machine_id: expect.stringMatching(/^\$\{azurerm_windows_virtual_machine\.Jumpbox_\w+\.id\}$/),
      location: "canadacentral",
      daily_recurrence_time: "1930",
      timezone: "Eastern Standard Time",
      notification_settings: { enabled: false },
      tags: { environment: "dev" },
    });
  });

  it("tells somebody before it is switched off (S0-BAS-09)", () => {
    jumpbox({ autoShutdown: { time: "0000", timezone: "UTC", notificationEmail: "team@example.com" } });
    expect(only(stack, "azurerm_dev_test_global_vm_shutdown_schedule").notification_settings).toEqual({
      enabled: true,
      email: "team@example.com",
      time_in_minutes: 30,
    });
  });

  it("runs until somebody stops it otherwise (S0-BAS-09)", () => {
    jumpbox();
    expect(stack).not.toHaveResource("azurerm_dev_test_global_vm_shutdown_schedule");
  });

  it.each([
    ["0000", 15],
    ["2000", 30],
    ["2359", 120],
  ])("accepts %s, and %d minutes before (S0-BAS-09)", (time, notificationMinutes) => {
    jumpbox({ autoShutdown: { time, timezone: "UTC", notificationEmail: "team@example.com", notificationMinutes } });
    expect(stack).toHaveResource("azurerm_dev_test_global_vm_shutdown_schedule", {
      daily_recurrence_time: time,
      notification_settings: { time_in_minutes: notificationMinutes },
    });
  });

  it.each(["2400", "1260", "9:00", "900", ""])("fails on %j as a time of day (S0-BAS-09)", (time) => {
    expect(() => jumpbox({ autoShutdown: { time, timezone: "UTC" } })).toThrow(
      `stack/Jumpbox.autoShutdown.time: got "${time}"; allowed: a time of day as HHmm, from 0000 to 2359`,
    );
  });

  it.each([14, 121])("fails on %d minutes before (S0-BAS-09)", (notificationMinutes) => {
    expect(() =>
      jumpbox({
        autoShutdown: { time: "1930", timezone: "UTC", notificationEmail: "a@example.com", notificationMinutes },
      }),
    ).toThrow(`notificationMinutes: got ${notificationMinutes}; allowed: 15 to 120 minutes; fix: use 30`);
  });

  it("is signed in to with Entra accounts by an extension and an identity", () => {
    jumpbox({ entraSignIn: true, tags: { environment: "dev" } });
    expect(stack).toHaveResource(MACHINE, { identity: { type: "SystemAssigned" } });
    expect(stack).toHaveResource("azurerm_virtual_machine_extension", {
      name: "AADLoginForWindows",
      virtual_machine_id: expect.stringMatching(/^\$\{azurerm_windows_virtual_machine\.Jumpbox_\w+\.id\}$/),
      publisher: "Microsoft.Azure.ActiveDirectory",
      type: "AADLoginForWindows",
      type_handler_version: "2.0",
      auto_upgrade_minor_version: true,
      tags: { environment: "dev" },
    });
  });

  it("has no identity and no extension otherwise", () => {
    jumpbox();
    expect(stack).toHaveResource(MACHINE, { identity: undefined });
    expect(stack).not.toHaveResource("azurerm_virtual_machine_extension");
  });

  it("waits for what its group and its subnet wait for", () => {
    const [role, association] = [groupIn(stack, "Role"), groupIn(stack, "Association")];
    const subnet = PlatformSubnet.fromSubnetId(stack, "Guarded", "/subnet");
    jumpbox({
      resourceGroup: { name: "rg", id: "/rg", location: "canadacentral", dependencies: [role] },
      subnet: Object.assign(subnet, { dependencies: [association] }),
    });
    expect(stack).toHaveResource("azurerm_network_interface", {
      depends_on: ["azurerm_resource_group.Role", "azurerm_resource_group.Association"],
    });
  });

  it.each(["administrator", "Admin", "root", "user1", "guest"])(
    "fails on the reserved user name %s (S0-BAS-05)",
    (adminUsername) => {
      expect(() => jumpbox({ adminUsername })).toThrow(`stack/Jumpbox.adminUsername: got "${adminUsername}"`);
    },
  );

  it.each(["a".repeat(21), "with/slash", "dot.", ""])("fails on the user name %j (S0-BAS-05)", (adminUsername) => {
    expect(() => jumpbox({ adminUsername })).toThrow("stack/Jumpbox.adminUsername");
  });

  it.each(["jumpbox-prod-001", "123", "jump_box", "jump-"])(
    "fails on the computer name %j (S0-BAS-02)",
    (computerName) => {
      expect(() => jumpbox({ computerName })).toThrow(`stack/Jumpbox.computerName: got "${computerName}"`);
    },
  );

  it("accepts a computer name of 15 characters (S0-BAS-02)", () => {
    jumpbox({ computerName: "jumpbox-prod-01" });
  });

  it("fails on names that Azure refuses", () => {
    expect(() => jumpbox({ name: "vm!" })).toThrow('stack/Jumpbox.name: got "vm!"');
    stack = stackFor();
    expect(() => jumpbox({ networkInterfaceName: "n" })).toThrow('stack/Jumpbox.networkInterfaceName: got "n"');
    stack = stackFor();
    expect(() => jumpbox({ osDiskName: "disk/" })).toThrow('stack/Jumpbox.osDiskName: got "disk/"');
  });

  it("does not evaluate what only Terraform knows", () => {
    jumpbox({
      adminUsername: later(),
      computerName: later(),
      autoShutdown: {
        time: later(),
        timezone: later(),
        notificationEmail: later(),
        notificationMinutes: later() as never,
      },
    });
  });
});

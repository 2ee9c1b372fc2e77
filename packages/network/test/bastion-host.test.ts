import { BASTION_SKUS, type BastionSku } from "@org/azure-catalog";
import { type TerraformStack, Testing } from "cdktf";
import { beforeEach, describe, expect, it } from "vitest";
import { BastionHost, type BastionHostProps, PlatformSubnet } from "../src/index.js";
import { FakeMonitoring, FakeNetwork, groupIn, later, only, stackFor } from "./fixture.js";

const SUBNET = "/subscriptions/s/virtualNetworks/vnet/subnets/AzureBastionSubnet";

let stack: TerraformStack;
let count: number;

beforeEach(() => {
  stack = stackFor();
  count = 0;
});

const subnetOf = (subnetId = SUBNET, addressPrefix: string | undefined = "10.1.2.0/26") =>
  PlatformSubnet.fromSubnetAttributes(stack, `Subnet${count++}`, {
    subnetId,
    ...(addressPrefix ? { addressPrefix } : {}),
  });

function bastion(props: Partial<BastionHostProps> = {}): BastionHost {
  const dependencies = [groupIn(stack, `Role${count}`)];
  return new BastionHost(stack, `Bastion${count++}`, {
    vnet: new FakeNetwork(stack, `Network${count++}`, {
      name: "rg",
      id: "/rg",
      location: "canadacentral",
      dependencies,
    }),
    ...(props.sku === "Developer" ? {} : { subnet: subnetOf() }),
    name: "bas-aml-dev-cc-01",
    publicIpName: "pip-aml-bastion-dev-cc-01",
    ...props,
  });
}

describe("BastionHost", () => {
  it("is a Standard host in its subnet with a static Standard address (S0-BAS-01)", () => {
    bastion();
    expect(stack).toHaveResource("azurerm_bastion_host", {
      name: "bas-aml-dev-cc-01",
      resource_group_name: "rg",
      location: "canadacentral",
      sku: "Standard",
      ip_configuration: {
        name: "configuration",
        subnet_id: SUBNET,
        public_ip_address_id: expect.stringMatching(/^\$\{azurerm_public_ip\.Bastion\d_PublicIp_\w+\.id\}$/),
      },
      timeouts: { create: "60m", update: "60m", delete: "60m" },
      depends_on: ["azurerm_resource_group.Role0"],
    });
    expect(stack).toHaveResource("azurerm_public_ip", {
      name: "pip-aml-bastion-dev-cc-01",
      resource_group_name: "rg",
      location: "canadacentral",
      allocation_method: "Static",
      sku: "Standard",
      depends_on: ["azurerm_resource_group.Role0"],
    });
  });

  it("is for the browser only: no native client, addresses, links and files (S0-BAS-06)", () => {
    const host = bastion();
    expect(stack).toHaveResource("azurerm_bastion_host", {
      tunneling_enabled: false,
      ip_connect_enabled: false,
      shareable_link_enabled: false,
      file_copy_enabled: false,
      kerberos_enabled: false,
      session_recording_enabled: false,
      copy_paste_enabled: true,
    });
    expect(host.tunnelingEnabled).toBe(false);
  });

  it("turns on what it is told to", () => {
    const host = bastion({
      sku: "Premium",
      fileCopyEnabled: true,
      ipConnectEnabled: true,
      kerberosEnabled: true,
      shareableLinkEnabled: true,
      tunnelingEnabled: true,
      sessionRecordingEnabled: true,
      copyPasteEnabled: false,
      scaleUnits: 50,
      zones: ["1", "2", "3"],
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource("azurerm_bastion_host", {
      sku: "Premium",
      file_copy_enabled: true,
      ip_connect_enabled: true,
      kerberos_enabled: true,
      shareable_link_enabled: true,
      tunneling_enabled: true,
      session_recording_enabled: true,
      copy_paste_enabled: false,
      scale_units: 50,
      zones: ["1", "2", "3"],
      tags: { environment: "dev" },
    });
    expect(stack).toHaveResource("azurerm_public_ip", { zones: ["1", "2", "3"], tags: { environment: "dev" } });
    expect(host.tunnelingEnabled).toBe(true);
  });

  it("is shared by Azure on the SKU Developer: neither subnet nor address", () => {
    const host = bastion({ sku: "Developer" });
    const written = only(stack, "azurerm_bastion_host");
    expect(written.virtual_network_id).toBe("/subscriptions/s/virtualNetworks/vnet-aml-dev-cc-01");
    expect(written).not.toHaveProperty("ip_configuration");
    expect(stack).not.toHaveResource("azurerm_public_ip");
    expect(host.sessionSource).toBe("168.63.129.16/32");
  });

  it("says where its sessions come from (S0-BAS-04)", () => {
    expect(bastion().sessionSource).toBe("10.1.2.0/26");
  });

  it("has no address as private-only Premium, for which it asks for azurerm 4.81", () => {
    bastion({ sku: "Premium", privateOnly: true });
    expect(only(stack, "azurerm_bastion_host").ip_configuration).toEqual({
      name: "configuration",
      subnet_id: SUBNET,
    });
    expect(stack).not.toHaveResource("azurerm_public_ip");
    expect(JSON.parse(Testing.synth(stack)).terraform.required_providers.azurerm.version).toBe("~> 4.81");
  });

  it("leaves the constraint of azurerm 5 as it is", () => {
    stack = stackFor(5);
    bastion({ sku: "Premium", privateOnly: true });
    expect(JSON.parse(Testing.synth(stack)).terraform.required_providers.azurerm.version).toBe("~> 5.0");
  });

  it("sends its audit log, and the logs of its address", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    bastion({ monitoring });
    expect(monitoring.sent).toEqual([
      [expect.stringMatching(/Bastion\d\/Diagnostics$/), ["BastionAuditLogs"], ["AllMetrics"]],
      [
        expect.stringMatching(/Bastion\d\/PublicIpDiagnostics$/),
        ["DDoSProtectionNotifications", "DDoSMitigationFlowLogs", "DDoSMitigationReports"],
        ["AllMetrics"],
      ],
    ]);
  });

  it("sends no logs of an address that it does not have", () => {
    const monitoring = new FakeMonitoring(stack, "Monitoring");
    bastion({ monitoring, sku: "Developer" });
    expect(monitoring.sent).toHaveLength(1);
  });

  it("can be an existing one", () => {
    const existing = BastionHost.fromBastionHostAttributes(stack, "Existing", {
      bastionHostId: "/bastion",
      subnetAddressPrefix: "10.1.2.0/26",
    });
    expect(existing).toMatchObject({
      bastionHostId: "/bastion",
      sessionSource: "10.1.2.0/26",
      tunnelingEnabled: false,
    });
    expect(() =>
      BastionHost.fromBastionHostAttributes(stack, "Wrong", {
        bastionHostId: "/bastion",
        subnetAddressPrefix: "10.1.2.1/26",
      }),
    ).toThrow("stack/Wrong.subnetAddressPrefix");
  });
});

describe("BastionHost fails", () => {
  const features = {
    fileCopyEnabled: "fileCopy",
    ipConnectEnabled: "ipConnect",
    kerberosEnabled: "kerberos",
    shareableLinkEnabled: "shareableLink",
    tunnelingEnabled: "tunneling",
    sessionRecordingEnabled: "sessionRecording",
    privateOnly: "privateOnly",
  } as const;
  const matrix = (Object.keys(BASTION_SKUS) as BastionSku[]).flatMap((sku) =>
    Object.entries(features).map(([prop, fact]) => [sku, prop, BASTION_SKUS[sku][fact]] as const),
  );

  it.each(matrix)("or not, as the SKU %s has %s: %s", (sku, prop, able) => {
    const make = () => bastion({ sku, [prop]: true });
    if (able) make();
    else {
      const ableSkus = matrix.filter(([, other, has]) => other === prop && has).map(([name]) => name);
      expect(make).toThrow(
        `.${prop}: got true; allowed: false on the SKU ${sku}; fix: use the SKU ${ableSkus.join(" or ")}, or leave the prop out`,
      );
    }
  });

  it("on a Basic host with file copy, and says which SKUs have it (S0-BAS-06)", () => {
    expect(() => bastion({ sku: "Basic", fileCopyEnabled: true })).toThrow(
      "fileCopyEnabled: got true; allowed: false on the SKU Basic; fix: use the SKU Standard or Premium, or leave the prop out",
    );
  });

  it.each(["Developer", "Basic"] as const)("on copy and paste switched off on the SKU %s", (sku) => {
    expect(() => bastion({ sku, copyPasteEnabled: false })).toThrow(
      `copyPasteEnabled: got false; allowed: true on the SKU ${sku}; fix: use the SKU Standard or Premium`,
    );
  });

  it.each([1, 51, 2.5])("on %d instances", (scaleUnits) => {
    expect(() => bastion({ scaleUnits })).toThrow(
      `scaleUnits: got ${scaleUnits}; allowed: a whole number from 2 to 50; fix: use 2`,
    );
  });

  it("on more than two instances of a Basic host", () => {
    expect(() => bastion({ sku: "Basic", scaleUnits: 3 })).toThrow("got 3; allowed: 2 on the SKU Basic");
    bastion({ sku: "Basic", scaleUnits: 2 });
  });

  it("on a SKU that Azure does not have", () => {
    expect(() => bastion({ sku: "Free" as BastionSku })).toThrow(
      'sku: got "Free"; allowed: Developer, Basic, Standard, Premium; fix: use Standard',
    );
  });

  it("on a subnet smaller than /26 (S0-NET-05)", () => {
    expect(() => bastion({ subnet: subnetOf(SUBNET, "10.1.2.0/27") })).toThrow(
      'subnet: got "10.1.2.0/27"; allowed: a block from /2 to /26; fix: use 10.1.2.0/26',
    );
  });

  it("on a subnet of another name", () => {
    expect(() => bastion({ subnet: subnetOf("/vnet/subnets/bastion") })).toThrow(
      'subnet: got "/vnet/subnets/bastion"; allowed: a subnet named AzureBastionSubnet',
    );
  });

  it("on a subnet whose block is not known", () => {
    expect(() =>
      bastion({ subnet: PlatformSubnet.fromSubnetAttributes(stack, "Unknown", { subnetId: SUBNET }) }),
    ).toThrow('subnet: got "stack/Unknown"; allowed: a subnet with a known address prefix');
  });

  it("on a missing subnet, and on one that a Developer host can't have", () => {
    expect(() => bastion({ subnet: undefined })).toThrow(
      "subnet: got nothing; allowed: the network's AzureBastionSubnet",
    );
    expect(() => bastion({ sku: "Developer", subnet: subnetOf() })).toThrow("no subnet with the SKU Developer");
  });

  it("on names that Azure refuses", () => {
    expect(() => bastion({ name: "b" })).toThrow('.name: got "b"');
    expect(() => bastion({ publicIpName: "pip." })).toThrow('.publicIpName: got "pip."');
  });

  it("not on what only Terraform knows", () => {
    bastion({ subnet: subnetOf(later(), later()), scaleUnits: later() as never });
  });
});

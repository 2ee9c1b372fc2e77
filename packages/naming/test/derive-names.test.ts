import { describe, expect, it } from "vitest";
import { PlatformNaming, registryOutboundRule } from "../src/index.js";

const naming = new PlatformNaming();
const dev = naming.environment("dev");
const prod = naming.environment("prod");

describe("the names of an environment", () => {
  it.each([
    ["S0-NAM-02", "virtualNetwork", "vnet-aml-dev-cc-01", "vnet-aml-prod-cc-01"],
    ["S0-NAM-03", "workspace", "mlwdevcc01", "mlwprodcc01"],
    ["S0-NAM-04", "storageAccount", "stdevcc01", "stprodcc01"],
    ["S0-NAM-05", "containerRegistry", "crdevcc01", "crprodcc01"],
    ["S0-NAM-06", "keyVault", "kvdevcc01", "kvprodcc01"],
    ["S0-NAM-07", "registry", "mlrdevcc01", "mlrprodcc01"],
    ["S0-NAM-08", "vnetResourceGroup", "rg-aml-vnet-dev-cc-01", "rg-aml-vnet-prod-cc-01"],
    ["S0-NAM-08", "workspaceResourceGroup", "rg-aml-ws-dev-cc-01", "rg-aml-ws-prod-cc-01"],
    ["S0-NAM-08", "registryResourceGroup", "rg-aml-reg-dev-cc-01", "rg-aml-reg-prod-cc-01"],
    ["S0-NAM-09", "workspaceIdentity", "dev-mi-workspace", "prod-mi-workspace"],
    ["S0-NAM-09", "computeIdentity", "dev-mi-compute", "prod-mi-compute"],
    ["S0-NAM-13", "logAnalyticsWorkspace", "log-aml-dev-cc-01", "log-aml-prod-cc-01"],
    ["S0-NAM-13", "applicationInsights", "mlwindevcc01", "mlwinprodcc01"],
    ["S0-NAM-13", "bastionHost", "bas-aml-dev-cc-01", "bas-aml-prod-cc-01"],
    ["S0-NAM-13", "bastionPublicIp", "pip-aml-bastion-dev-cc-01", "pip-aml-bastion-prod-cc-01"],
    ["S0-NAM-13", "jumpbox", "vm-aml-jumpbox-dev-cc-01", "vm-aml-jumpbox-prod-cc-01"],
    ["S0-NAM-13", "jumpboxNetworkInterface", "nic-aml-jumpbox-dev-cc-01", "nic-aml-jumpbox-prod-cc-01"],
    ["S0-BAS-02", "jumpboxComputerName", "jumpboxdev", "jumpboxprod"],
    ["S0-WSP-14", "computeCluster", "amlcc-dev-cc01", "amlcc-prod-cc01"],
    ["S0-WSP-15", "computeInstance", "amli-dev-cc01", "amli-prod-cc01"],
    ["S0-NAM-14", "registryOutboundRule", "AllowDevRegistryAccess", "AllowProdRegistryAccess"],
  ] as const)("%s %s is %s and %s", (_, name, inDev, inProd) => {
    expect(dev[name]).toBe(inDev);
    expect(prod[name]).toBe(inProd);
  });

  it("names subnets and security groups by role, with the dash before the suffix (S0-NAM-13)", () => {
    expect(dev.subnet("pe")).toBe("snet-aml-pe-dev-cc-01");
    expect(dev.networkSecurityGroup("vm")).toBe("nsg-aml-vm-dev-cc-01");
  });

  it("names a private endpoint and its companions after the target (S0-NAM-13, SX-12)", () => {
    expect(dev.privateEndpoint("stdevcc01", "blob")).toEqual({
      name: "pestdevcc01blob",
      networkInterfaceName: "nicpestdevcc01blob",
      connectionName: "pecstdevcc01blob",
      zoneGroupName: "pezgcstdevcc01",
    });
  });

  it("names the links of the central zones after the environment (S0-DNS-07)", () => {
    expect(dev.privateDnsZoneLink("blob")).toBe("dev-shared-blob");
    expect(prod.privateDnsZoneLink("api")).toBe("prod-shared-api");
  });

  it("names the rule of a registry that is known by its environment only (S0-NAM-14)", () => {
    expect(registryOutboundRule("prod")).toBe("AllowProdRegistryAccess");
  });

  it("names the compute of a Kubernetes cluster with the whole environment, in the 16 characters that Azure has", () => {
    expect(naming.environment("developments").kubernetesCompute).toBe("aks-developments");
  });

  it("cuts the jumpbox's own name to the 15 characters that Windows has", () => {
    expect(naming.environment("experiments").jumpboxComputerName).toBe("jumpboxexperime");
  });
});

describe("overrides (S0-NAM-16)", () => {
  const names = new PlatformNaming().environment("dev", {
    storageAccount: "contosodata",
    subnets: { pe: "endpoints" },
    networkSecurityGroups: { vm: "guard" },
    privateEndpoints: { "contosodata/blob": { name: "pe-blob" } },
    privateDnsZoneLinks: { api: "link-api" },
  });

  it("take the place of derived names", () => {
    expect(names.storageAccount).toBe("contosodata");
    expect(names.subnet("pe")).toBe("endpoints");
    expect(names.networkSecurityGroup("vm")).toBe("guard");
    expect(names.privateDnsZoneLink("api")).toBe("link-api");
  });

  it("leave every other name as it was", () => {
    expect(names.keyVault).toBe("kvdevcc01");
    expect(names.subnet("vm")).toBe("snet-aml-vm-dev-cc-01");
    expect(names.privateEndpoint("contosodata", "blob")).toEqual({
      name: "pe-blob",
      networkInterfaceName: "nicpecontosodatablob",
      connectionName: "peccontosodatablob",
      zoneGroupName: "pezgccontosodata",
    });
  });

  it("are validated like derived names", () => {
    expect(() => new PlatformNaming().environment("dev", { storageAccount: "st-dev" })).toThrow(
      'dev.storageAccount: got "st-dev"; allowed: the name of a storage account consists of lower-case letters and digits; "-" is not among them; fix: use stdev, for instance',
    );
  });

  it("are not validated where Terraform fills them in", () => {
    const token = "${TfToken[TOKEN.7]}";
    expect(new PlatformNaming().environment("dev", { keyVault: token }).keyVault).toBe(token);
  });

  it("are refused for what has no such name", () => {
    const overrides = { keyVault: "contosovault", storageAcount: "contosodata" };
    expect(() => new PlatformNaming().environment("dev", overrides)).toThrow(
      /dev\.storageAcount: .*allowed: .*storageAccount/,
    );
  });
});

describe("the arithmetic of a name that does not fit", () => {
  const long = (kind: string, length: number) =>
    new PlatformNaming({ resourcePrefixes: { [kind]: "x".repeat(length) }, dnsResourceGroup: "rg-dns" });

  it("names the parts of a resource group", () => {
    expect(() => long("resourceGroup", 90).environment("dev")).toThrow(
      /dev\.vnetResourceGroup: .*resource prefix "x+" 90 \+ prefix "aml" 3 \+ environment "dev" 3 \+ location code "cc" 2 \+ suffix "01" 2 \+ fixed text 9 = 109, 19 too long; fix: shorten the resource prefix by 19/,
    );
  });

  it("names the parts of a security group", () => {
    expect(() => long("networkSecurityGroup", 80).environment("dev")).toThrow(
      /dev\.networkSecurityGroups\.pe: .*80 \+ prefix "aml" 3 \+ role "pe" 2 \+ environment/,
    );
  });

  it("names the parts of a private endpoint's interface, which has the least room", () => {
    expect(() => dev.privateEndpoint("x".repeat(60), "blob")).toThrow(
      /privateEndpoints\.x+\/blob\.networkInterfaceName: .*target "x+" 60 \+ sub-resource "blob" 4 \+ fixed text 5 = 69, 5 too long/,
    );
  });
});

describe("an environment's name", () => {
  it.each(["", "d", "Dev", "dev-test", "1dev", "developments2", "shared", "${var.environment}"])(
    "%j is refused",
    (environmentName) => {
      expect(() => new PlatformNaming().environment(environmentName)).toThrow(/^environment: got .*allowed: 2 to 12/);
    },
  );

  it.each(["qa", "test", "sandbox", "dev2", "developments"])("%j is accepted", (environmentName) => {
    expect(new PlatformNaming().environment(environmentName).environmentName).toBe(environmentName);
  });
});

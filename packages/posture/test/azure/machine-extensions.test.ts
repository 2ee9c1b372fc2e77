import { describe, expect, it } from "vitest";
import { evaluated, type Resources } from "../support/evaluated.js";

const IDENTITY = { type: "SystemAssigned" };
const SCRIPT = { publisher: "Microsoft.Azure.Extensions", type: "CustomScript" };
const COMMIT = "https://raw.githubusercontent.com/contoso/agents/0f3b9d2c7a1e4f5b6c8d9e0a1b2c3d4e5f6a7b8c/install.sh";
const BRANCH = "https://raw.githubusercontent.com/contoso/agents/main/install.sh";
const variable = { unknown: { type: "string" } };

const machine = (extension: object, more: object = {}): Resources => ({
  azurerm_linux_virtual_machine: { agent: { name: "vm", ...more } },
  azurerm_virtual_machine_extension: {
    install: { name: "install", virtual_machine_id: "${azurerm_linux_virtual_machine.agent.id}", ...extension },
  },
});
const scaleSet = (extension: object, more: object = {}): Resources => ({
  azurerm_linux_virtual_machine_scale_set: {
    agents: { name: "vmss", extension: [{ name: "install", ...extension }], ...more },
  },
});
const separate = (extension: object, more: object = {}): Resources => ({
  azurerm_linux_virtual_machine_scale_set: { agents: { name: "vmss", ...more } },
  azurerm_virtual_machine_scale_set_extension: {
    install: {
      name: "install",
      virtual_machine_scale_set_id: "${azurerm_linux_virtual_machine_scale_set.agents.id}",
      ...extension,
    },
  },
});
const arm = (type: string, properties: object, more: object = {}) => ({
  type: `Microsoft.Compute/${type}@2024-07-01`,
  name: "one",
  parent_id: "/subscriptions/x/resourceGroups/rg",
  body: { properties },
  ...more,
});
const armMachine = (extension: object, more: object = {}): Resources => ({
  azapi_resource: {
    agent: arm("virtualMachines", {}, more),
    install: arm("virtualMachines/extensions", extension, { parent_id: "${azapi_resource.agent.id}" }),
  },
});
const armScaleSet = (extension: object, more: object = {}): Resources => ({
  azapi_resource: {
    agents: arm(
      "virtualMachineScaleSets",
      { virtualMachineProfile: { extensionProfile: { extensions: [{ name: "install", properties: extension }] } } },
      more,
    ),
  },
});

const FORMS: readonly [string, typeof machine][] = [
  ["a machine", machine],
  ["a scale set's block", scaleSet],
  ["a scale set's extension", separate],
  ["a machine of azapi", armMachine],
  ["a scale set of azapi", armScaleSet],
];

/** The states and messages of what a rule finds. */
const found = (rule: string, resource: Resources) =>
  evaluated({ dev: { resource, variable } })
    .findings.filter((finding) => finding.rule === rule)
    .map(({ state, address, message }) => ({ state, address, message }));
const states = (rule: string, resource: Resources) => found(rule, resource).map(({ state }) => state);

describe("a machine that a script sets up", () => {
  const rule = "vm-extension-identity";

  it.each(FORMS)("has a managed identity: %s", (_, form) => {
    expect(states(rule, form(SCRIPT))).toEqual(["violated"]);
    expect(states(rule, form(SCRIPT, { identity: IDENTITY }))).toEqual([]);
    expect(states(rule, form(SCRIPT, { identity: [{ type: "None" }] }))).toEqual(["violated"]);
    expect(states(rule, form(SCRIPT, { identity: { type: "${var.unknown}" } }))).toEqual(["undecided"]);
  });

  it.each(FORMS)("is undecided if the type of its extension is unknown, unless it has an identity: %s", (_, form) => {
    expect(states(rule, form({ ...SCRIPT, type: "${var.unknown}" }))).toEqual(["undecided"]);
    expect(states(rule, form({ ...SCRIPT, type: "${var.unknown}" }, { identity: IDENTITY }))).toEqual([]);
    expect(states(rule, form({ ...SCRIPT, type: "AADSSHLoginForLinux" }))).toEqual([]);
  });

  it("is undecided if no stack creates it", () => {
    const id = "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/other";
    expect(states(rule, machine({ ...SCRIPT, virtual_machine_id: id }))).toEqual(["undecided"]);
  });

  it("is found at the machine, with the extension", () => {
    expect(found(rule, machine(SCRIPT))).toEqual([
      {
        state: "violated",
        address: "azurerm_linux_virtual_machine.agent",
        message: "has no managed identity, and azurerm_virtual_machine_extension.install runs a script on it",
      },
    ]);
  });
});

describe("what a script extension downloads", () => {
  const rule = "vm-extension-script-version";
  const isArmForm = (form: typeof machine) => form === armMachine || form === armScaleSet;
  const given = (form: typeof machine, settings: object) => ({
    ...SCRIPT,
    settings: isArmForm(form) ? settings : JSON.stringify(settings),
  });
  const withSettings = (settings: unknown) => machine({ ...SCRIPT, settings });

  it.each(FORMS)("doesn't come from a branch: %s", (_, form) => {
    expect(states(rule, form(given(form, { fileUris: [COMMIT, BRANCH] })))).toEqual(["violated"]);
    expect(states(rule, form(given(form, { fileUris: [COMMIT] })))).toEqual([]);
    const unknown = COMMIT.replace(/[0-9a-f]{40}/, "$${var.unknown}");
    expect(states(rule, form(given(form, { fileUris: [unknown] })))).toEqual(["undecided"]);
  });

  it("isn't evaluated for other extensions, and is undecided for one of unknown type", () => {
    const settings = JSON.stringify({ fileUris: [BRANCH] });
    expect(states(rule, machine({ type: "DependencyAgentLinux", settings }))).toEqual([]);
    expect(states(rule, machine({ type: "${var.unknown}", settings }))).toEqual(["undecided"]);
  });

  it.each([
    "https://github.com/contoso/agents/raw/master/install.sh",
    "https://github.com/contoso/agents/archive/refs/heads/stable.tar.gz",
    "https://github.com/contoso/agents/archive/main.zip",
    "https://github.com/contoso/agents/releases/latest/download/install.sh",
    "https://gitlab.contoso.com/platform/agents/-/raw/main/install.sh?ref_type=heads",
    "https://stscripts.blob.core.windows.net/scripts/latest/install.sh",
  ])("changes at %s", (url) => {
    expect(states(rule, withSettings(JSON.stringify({ fileUris: [url] })))).toEqual(["violated"]);
    expect(states(rule, withSettings(JSON.stringify({ commandToExecute: `curl -fsSL '${url}' | bash` })))).toEqual([
      "violated",
    ]);
  });

  it.each([
    "https://github.com/contoso/agents/releases/download/v1.2.0/install.sh",
    "https://raw.githubusercontent.com/contoso/main/v1.2.0/main/install.sh",
    "https://stscripts.blob.core.windows.net/main/1.2.0/install.sh?sv=${var.unknown}",
    "https://${var.unknown}.blob.core.windows.net/scripts/1.2.0/install.sh",
    "${azurerm_storage_blob.install.url}",
  ])("isn't known to change at %s", (url) => {
    expect(states(rule, withSettings(JSON.stringify({ fileUris: [url] })))).toEqual([]);
  });

  it("is read in protected settings, and shown without its signature", () => {
    const protected_settings = JSON.stringify({ fileUris: [`${BRANCH}?token=signature`] });
    expect(found(rule, machine({ ...SCRIPT, protected_settings })).map(({ message }) => message)).toEqual([
      `protected_settings downloads ${BRANCH} (fileUris), whose content changes`,
    ]);
  });

  it("is read in what Terraform encodes, beside what isn't known", () => {
    const encoded = (url: string) => `\${jsonencode({"fileUris" = ["${url}"], "token" = var.unknown})}`;
    expect(states(rule, withSettings(encoded(BRANCH)))).toEqual(["violated"]);
    expect(states(rule, withSettings(encoded(COMMIT)))).toEqual([]);
    expect(states(rule, withSettings('${jsonencode({"script" = base64encode(var.unknown)})}'))).toEqual([]);
    expect(states(rule, withSettings('${jsonencode({"commandToExecute" = var.unknown})}'))).toEqual(["undecided"]);
    expect(states(rule, withSettings("${var.unknown}"))).toEqual(["undecided"]);
  });
});

describe("a Linux machine of azapi", () => {
  const rule = "vm-ssh-keys";
  const profile = (disablePasswordAuthentication?: unknown) => ({
    osProfile: { adminUsername: "operator", linuxConfiguration: { disablePasswordAuthentication } },
  });
  const inMachine = (properties: object): Resources => ({
    azapi_resource: { one: arm("virtualMachines", properties) },
  });
  const inScaleSet = (virtualMachineProfile: object): Resources => ({
    azapi_resource: { one: arm("virtualMachineScaleSets", { virtualMachineProfile }) },
  });

  it.each([
    ["a machine", inMachine],
    ["a scale set", inScaleSet],
  ])("accepts only SSH keys: %s", (_, form) => {
    expect(states(rule, form(profile(true)))).toEqual([]);
    expect(states(rule, form(profile(false)))).toEqual(["violated"]);
    expect(states(rule, form(profile("${var.unknown}")))).toEqual(["undecided"]);
    expect(states(rule, form({ osProfile: { linuxConfiguration: {} } }))).toEqual(["violated"]);
    expect(states(rule, form({ osProfile: { linuxConfiguration: "${var.unknown}" } }))).toEqual(["undecided"]);
  });

  it("is one by its image or disk, and none with Windows or without a sign-in", () => {
    const osProfile = { adminUsername: "operator", adminPassword: "${var.unknown}" };
    const image = (publisher: string) => ({ storageProfile: { imageReference: { publisher } } });
    const disk = { storageProfile: { osDisk: { osType: "Linux" } } };
    expect(states(rule, inMachine({ osProfile, ...image("Canonical") }))).toEqual(["violated"]);
    expect(states(rule, inMachine({ osProfile, ...disk }))).toEqual(["violated"]);
    expect(states(rule, inMachine({ osProfile, ...image("MicrosoftWindowsServer") }))).toEqual([]);
    expect(states(rule, inMachine(disk))).toEqual([]);
  });
});

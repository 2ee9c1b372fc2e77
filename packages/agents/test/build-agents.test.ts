import { synthesized, terraformMatchers } from "@org/aml-testing";
import { TerraformVariable, Testing } from "cdktf";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { AGENT_RELEASES } from "../src/index.js";
import { requireService } from "../src/agent-service.js";
import { INSTALL_SCRIPT } from "../src/install-script.js";
import { AgentStack, AZURE_DEVOPS, GITHUB, SSH_KEY } from "./fixture.js";

expect.extend(terraformMatchers);

let stack: AgentStack;

beforeEach(() => {
  stack = new AgentStack(Testing.app(), "stack");
});

interface Extension {
  readonly settings?: string;
  readonly protected_settings?: string;
}

function resources(type: string): readonly Record<string, unknown>[] {
  return synthesized(stack)
    .resources({ type })
    .map(({ attributes }) => attributes as Record<string, unknown>);
}

function extension(): Extension {
  const [scaleSet = {}] = resources("azurerm_linux_virtual_machine_scale_set");
  const [first] = scaleSet["extension"] as [Extension];
  return first;
}

/** The script that the machines run, if Terraform needn't compose it. */
const script = ({ settings = "{}" }: Extension) =>
  Buffer.from(JSON.parse(settings).script ?? "", "base64").toString("utf8");

describe("BuildAgents", () => {
  it("are a scale set without public addresses, in a subnet that denies inbound traffic (S4-AGT-01, S4-AGT-04)", () => {
    stack.agents();
    expect(stack).toHaveResource("azurerm_linux_virtual_machine_scale_set", {
      name: "vmss-aml-agents-dev-cc-01",
      instances: 2,
      sku: "Standard_D4s_v5",
      disable_password_authentication: true,
      secure_boot_enabled: true,
      vtpm_enabled: true,
      network_interface: [
        {
          name: "primary",
          primary: true,
          ip_configuration: [
            { name: "internal", primary: true, subnet_id: expect.stringMatching(/azurerm_subnet\.Network_Agents_/) },
          ],
        },
      ],
    });
    expect(stack).toHaveResource("azurerm_network_security_group", {
      security_rule: [expect.objectContaining({ direction: "Inbound", access: "Deny", source_address_prefix: "*" })],
    });
    expect(stack).toHaveResource("azurerm_subnet_nat_gateway_association", {});
    expect(stack).not.toHaveResource("azurerm_public_ip", { name: expect.stringContaining("agent") });
  });

  it("are as many virtual machines as wanted, two by default, each with the extension (S4-AGT-01, S4-AGT-02)", () => {
    stack.agents({ type: "VirtualMachines" });
    expect(resources("azurerm_linux_virtual_machine").map(({ name }) => name)).toEqual([
      "vm-aml-agent-dev-cc-01-1",
      "vm-aml-agent-dev-cc-01-2",
    ]);
    const extensions = resources("azurerm_virtual_machine_extension");
    expect(extensions).toHaveLength(2);
    for (const one of extensions) {
      expect(one).toMatchObject({
        publisher: "Microsoft.Azure.Extensions",
        type: "CustomScript",
        type_handler_version: "2.1",
      });
    }
    expect(stack).not.toHaveResource("azurerm_monitor_autoscale_setting");
  });

  it("register with the identity of their machines, so the script has no secret (S4-AGT-02)", () => {
    stack.agents();
    expect(extension().protected_settings).toBeUndefined();
    expect(script(extension())).toBe(
      [
        "#!/usr/bin/env bash",
        "export AGENT_SERVICE='azure-devops'",
        "export AGENT_URL='https://dev.azure.com/contoso'",
        "export AGENT_POOL='aml-dev'",
        `export AGENT_VERSION='${AGENT_RELEASES.AzureDevOps.version}'`,
        `export AGENT_SHA256='${AGENT_RELEASES.AzureDevOps.sha256}'`,
        "export AGENT_TOOLS='azure-cli'",
        INSTALL_SCRIPT,
      ].join("\n"),
    );
    expect(stack).toHaveResource("azurerm_linux_virtual_machine_scale_set", {
      identity: { type: "UserAssigned", identity_ids: [expect.stringMatching(/azurerm_user_assigned_identity/)] },
    });
  });

  it("pass a token in protected settings only, from a sensitive variable (S4-AGT-02)", () => {
    stack.agents({ service: { ...AZURE_DEVOPS, token: stack.secret() } });
    const { settings, protected_settings } = extension();
    expect(settings).toBeUndefined();
    expect(protected_settings).toMatch(/^\$\{jsonencode\(\{"script" = base64encode\(join\(/);
    expect(protected_settings).toContain("base64encode(var.agent_token)");
  });

  it("run runners of GitHub, registered by an app whose key stays in Key Vault (S4-AGT-06)", () => {
    stack.agents({ service: GITHUB });
    const text = script(extension());
    expect(text).toContain("export AGENT_SERVICE='github'\n");
    expect(text).toContain("export AGENT_LABELS='aml-dev'\n");
    expect(text).toContain("export AGENT_APP_KEY='https://kv-keys.vault.azure.net/keys/github-app'\n");
    expect(text).not.toContain("AGENT_POOL=");
    expect(stack).toHaveResource("azurerm_role_assignment", {
      role_definition_id: expect.stringContaining("12338af0-0e69-4776-bea7-57ae8d297424"),
      scope: GITHUB.app.keyVaultId,
    });
  });

  it("leave idle machines: a scale set removes them, and the agent finishes its job first (S4-AGT-04)", () => {
    stack.agents({ count: 5, minimumCount: 2, idleMinutes: 45 });
    expect(stack).toHaveResource("azurerm_monitor_autoscale_setting", {
      profile: [
        expect.objectContaining({
          capacity: { default: 2, maximum: 5, minimum: 2 },
          rule: [
            {
              metric_trigger: expect.objectContaining({
                metric_name: "Percentage CPU",
                operator: "LessThan",
                threshold: 5,
                time_window: "PT45M",
              }),
              scale_action: { direction: "Decrease", type: "ChangeCount", value: 1, cooldown: "PT5M" },
            },
            {
              metric_trigger: expect.objectContaining({
                metric_name: "Percentage CPU",
                operator: "GreaterThan",
                threshold: 60,
                time_window: "PT5M",
              }),
              scale_action: { direction: "Increase", type: "ChangeCount", value: 1, cooldown: "PT5M" },
            },
          ],
        }),
      ],
    });
    expect(stack).toHaveResource("azurerm_linux_virtual_machine_scale_set", {
      termination_notification: { enabled: true, timeout: "PT15M" },
      lifecycle: { ignore_changes: ["instances"] },
    });
  });

  it("quote what is part of the script, whatever it contains", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }).filter((text) => text.trim() !== "" && !text.includes("${")),
        (pool) => {
          stack = new AgentStack(Testing.app(), "stack");
          stack.agents({ service: { ...AZURE_DEVOPS, pool } });
          const [, quoted = ""] = /^export AGENT_POOL='((?:[^']|'\\'')*)'$/m.exec(script(extension())) ?? [];
          expect(quoted.replaceAll(`'\\''`, "'")).toBe(pool);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("take values that only Terraform knows", () => {
    const pool = new TerraformVariable(stack, "pool", { type: "string" }).stringValue;
    stack.agents({ service: { ...AZURE_DEVOPS, pool } });
    expect(extension().settings).toContain("base64encode(var.pool)");
  });

  it("warn in a network without outbound access", () => {
    stack = new AgentStack(Testing.app(), "stack", 4, { natGateway: false });
    expect(stack.agents().node.metadata).toContainEqual(
      expect.objectContaining({ data: expect.stringContaining("has no outbound access") }),
    );
  });

  it("reach the internet through the network's firewall", () => {
    stack = new AgentStack(Testing.app(), "stack", 4, { natGateway: false, firewall: { agents: true } });
    stack.agents();
    expect(stack).toHaveResource("azurerm_subnet_route_table_association", {
      subnet_id: expect.stringMatching(/azurerm_subnet\.Network_Agents_/),
    });
  });

  it.each([
    ["a pool of no agents", { count: 0 }, "Agents.count: got 0; allowed: a whole number from 1 to 1000"],
    ["a pool of 1001 agents", { count: 1001 }, "Agents.count: got 1001; allowed: a whole number from 1 to 1000"],
    ["more idle agents than agents", { minimumCount: 3 }, "a whole number from 1 to 2"],
    ["idle minutes that Azure can't measure", { idleMinutes: 1 }, "a whole number from 5 to 720"],
    ["idle minutes of virtual machines", { type: "VirtualMachines", idleMinutes: 30 }, "only with a scale set"],
    ["another type", { type: "Containers" as never }, 'type: got "Containers"'],
    ["a token in plain text", { service: { ...AZURE_DEVOPS, token: "abc123" } }, 'got "a literal, not shown"'],
    ["a private SSH key", { adminSshPublicKey: "-----BEGIN PRIVATE KEY-----" }, "a private key, not shown"],
    [
      "a URL of another service",
      { service: { ...AZURE_DEVOPS, organizationUrl: "https://example.com" } },
      "dev.azure.com",
    ],
    ["no pool", { service: { ...AZURE_DEVOPS, pool: " " } }, "service.pool"],
    ["a label with a comma", { service: { ...GITHUB, labels: ["a,b"] } }, "service.labels"],
    ["neither app nor token", { service: { ...GITHUB, app: undefined } }, "either app or token"],
    [
      "the secret of an app",
      { service: { ...GITHUB, app: { ...GITHUB.app, keyIdentifier: "MIIE" } } },
      "keyIdentifier",
    ],
    [
      "a release without a digest",
      { service: { ...AZURE_DEVOPS, release: { version: "4.270.0", sha256: "latest" } } },
      "service.release.sha256",
    ],
    ["the digest of no release", { service: { ...AZURE_DEVOPS, release: { version: "4.270.0" } } }, "release.sha256"],
    ["a repository with .git", { service: { ...GITHUB, url: "https://github.com/contoso/models.git" } }, "service.url"],
    ["the runner group of a repository", { service: { ...GITHUB, runnerGroup: "private" } }, "repositories have none"],
    [
      "a key in another vault",
      { service: { ...GITHUB, app: { ...GITHUB.app, keyIdentifier: "https://kv-other.vault.azure.net/keys/app" } } },
      "allowed: the vault of the key, kv-other.vault.azure.net",
    ],
    [
      "an installation that isn't a number",
      { service: { ...GITHUB, app: { ...GITHUB.app, installationId: 12 } } },
      "service.app.installationId: got 12",
    ],
    [
      "an app without client id",
      { service: { ...GITHUB, app: { ...GITHUB.app, clientId: undefined } } },
      "service.app.clientId: got nothing",
    ],
    ["a service in other letters", { service: { ...GITHUB, type: "github" } }, "fix: use GitHub"],
    ["a truncated SSH key", { adminSshPublicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5" }, "a complete public key"],
    ["an SSH key that isn't a text", { adminSshPublicKey: 5 }, "a complete public key"],
    ["a zone that doesn't exist", { zones: ["4"] }, 'zones: got "4"; allowed: 1, 2, 3'],
    ["a disk that is too small", { osDiskSizeInGb: 1 }, "osDiskSizeInGb: got 1; allowed: a whole number from 30"],
    ["a disk that is too large", { osDiskSizeInGb: 4096 }, "a whole number from 30 to 4095"],
    ["the name of an image", { imageId: "Ubuntu2404" }, "the ARM id of an image, or that of one in"],
    ["ARM processors", { size: "Standard_D4ps_v5" }, "a size with x64 processors"],
    ["a number as text", { count: "3" }, 'Agents.count: got "3"'],
    ["no number", { count: Number.NaN }, "Agents.count: got NaN"],
    [
      "a subnet without room for all",
      { subnet: "10.1.4.0/29", count: 10 },
      "it has 3; fix: use a /28, or fewer agents",
    ],
    ["the id of another resource", { diskEncryptionSetId: GITHUB.app.keyVaultId }, "diskEncryptionSetId"],
  ])("fail on %s", (_, props, message) => {
    expect(() => stack.agents(props as never)).toThrow(message);
  });

  it("take the content of a public key's file, with its line break", () => {
    const { adminSshKeyInput } = stack.agents({ adminSshPublicKey: `${SSH_KEY}\n` }).scaleSet ?? {};
    expect(adminSshKeyInput).toEqual([{ username: "agentadmin", publicKey: SSH_KEY }]);
  });

  it("take a number that only Terraform knows, except of virtual machines, each of which is a resource", () => {
    const count = new TerraformVariable(stack, "agents", { type: "number" }).numberValue;
    expect(() => stack.agents({ count })).not.toThrow();
    expect(() => new AgentStack(Testing.app(), "other").agents({ count, type: "VirtualMachines" })).toThrow(
      'Agents.count: got "a number that only Terraform knows"; allowed: a literal number with virtual machines',
    );
  });

  it("fail on a token that isn't secret: of a variable that plans show, has a default, or after a literal", () => {
    const variable = (id: string, options: object) =>
      new TerraformVariable(stack, id, { type: "string", ...options }).stringValue;
    const withToken = (token: string) => () => requireService(stack, { ...AZURE_DEVOPS, token });
    expect(withToken(variable("shown", {}))).toThrow('got "the variable shown, which is not sensitive"');
    expect(withToken(variable("known", { sensitive: true, default: "abc" }))).toThrow(
      "fix: remove the default, and set TF_VAR_known",
    );
    expect(withToken(`ghp_${stack.secret("half")}`)).toThrow("a literal, not shown");
  });

  it("have one new subnet in a network: further agents get theirs as a construct", () => {
    stack.agents();
    expect(() => stack.agents({ subnet: "10.1.5.0/27" }, "Others")).toThrow(
      'stack/Others.subnet: got "10.1.5.0/27"; allowed: one new subnet for agents in a network; stack/Network has one',
    );
  });

  it("don't print a token that they reject", () => {
    expect(() => stack.agents({ service: { ...GITHUB, app: undefined, token: "ghp_0123" } })).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining("ghp_0123") }),
    );
  });
});

import type { ArmResourceOptions, IOutboundRules, PrivateEndpointOutboundRuleProps } from "@org/aml-core";
import {
  azapiOptions,
  BaseConstruct,
  dependOn,
  isUnresolved,
  refuse,
  requireProps,
  UniqueRegistry,
  WriteChain,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { API_VERSIONS } from "@org/azure-catalog";
import { ResourceAction } from "@org/provider-azapi/lib/resource-action/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { parseBlock } from "./cidr.js";
import type {
  FqdnOutboundRuleProps,
  OutboundRuleBody,
  OutboundRuleProps,
  ServiceTagOutboundRuleProps,
} from "./outbound-rule.js";
import { acceptSubResource } from "./private-link-sub-resource.js";

const HOST_NAME = /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const SERVICE_TAG = /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/;
const PORTS = /^(\d+)(?:-(\d+))?$/;
const LAST_PORT = 65_535;

/** Props of {@link OutboundRules}. */
export interface OutboundRulesProps extends ArmResourceOptions {
  /** ARM id of the workspace whose managed network the rules are for. */
  readonly workspaceId: string;
  /**
   * Whether the workspace has a managed network. Without one, rules are rejected.
   * @default true
   */
  readonly managedNetwork?: boolean | undefined;
  /**
   * What has to exist before the first rule, beyond the workspace itself.
   * @default - nothing
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
  /**
   * Initial rules, in the order in which they are written.
   * @default - none; the `add` methods add more
   */
  readonly rules?: readonly OutboundRuleProps[] | undefined;
}

/**
 * Owner of all outbound rules of a workspace.
 *
 * Each rule is a separate resource and is written after the previous one, because Azure rewrites the whole managed
 * network with each rule, so that concurrent writes lose rules. The order is that of the calls. Other writes to the
 * workspace after its creation join the same chain.
 *
 * Serverless Spark uses only rules that are marked for it, in a managed network that is provisioned for it, so the first
 * such rule also provisions the network again.
 *
 * The rules are written with azapi, because azurerm's resource rejects registries. Creating, changing and deleting a
 * rule can take up to 60 minutes, because the managed network and, with the first FQDN rule, its firewall may have to
 * be created.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export class OutboundRules extends BaseConstruct implements IOutboundRules {
  public readonly chain = new WriteChain();
  /** The rules (L1), by name. */
  public readonly rules: ReadonlyMap<string, Resource>;

  readonly #props: OutboundRulesProps;
  readonly #rules = new Map<string, Resource>();
  /** The destinations that the rules allow, by rule name. */
  readonly #destinations = new UniqueRegistry();
  /** The sub-resources that the rules allow. */
  readonly #reached = new Set<string>();
  /** Rules for `dfs`, by name, and the keys of their targets. */
  readonly #lakes = new Map<string, readonly string[]>();

  constructor(scope: Construct, id: string, props: OutboundRulesProps) {
    super(scope, id);
    requireProps(this, props, "workspaceId");
    this.#props = props;
    this.rules = this.#rules;
    this.node.addValidation({ validate: () => this.#dfsWithoutBlob() });
    for (const rule of props.rules ?? []) this.addRule(rule);
  }

  /**
   * Adds a rule of any kind.
   * @returns the rule (L1)
   * @throws InvalidInputError under the same conditions as the method for its kind
   */
  public addRule(rule: OutboundRuleProps): Resource {
    requireProps(this, rule, "name", "type");
    switch (rule.type) {
      case "FQDN":
        return this.addFqdnRule(rule);
      case "PrivateEndpoint":
        return this.addPrivateEndpointRule(rule);
      case "ServiceTag":
        return this.addServiceTagRule(rule);
    }
  }

  /**
   * Adds a rule for a resource, which is reached through a managed private endpoint.
   * @returns the rule (L1)
   * @throws InvalidInputError for a name or target that is already in use in the workspace, or a sub-resource that the
   * target does not offer; at synth, for `dfs` without a rule for `blob` of the same account
   */
  public addPrivateEndpointRule(props: PrivateEndpointOutboundRuleProps): Resource {
    requireProps(this, props, "name", "target");
    this.#requireManagedNetwork(props.name, "PrivateEndpoint");
    const { target, subresourceTarget } = props;
    acceptSubResource(this, `${props.name}.subresourceTarget`, target, subresourceTarget);
    for (const fqdn of props.fqdns ?? []) this.#requireHost(props.name, "fqdns", fqdn);
    const keys = [`construct ${target.construct.node.path}`, `resource ${target.resourceId.toLowerCase()}`];
    this.#reserve(
      props.name,
      "target",
      keys.map((key) => `${key} ${subresourceTarget}`),
      `${target.construct.node.path} (${subresourceTarget})`,
    );
    for (const key of keys) this.#reached.add(`${key} ${subresourceTarget}`);
    if (subresourceTarget === "dfs") this.#lakes.set(props.name, keys);
    const rule = this.#write(props.name, props.dependsOn, {
      type: "PrivateEndpoint",
      category: "UserDefined",
      destination: {
        serviceResourceId: target.resourceId,
        subresourceTarget,
        sparkEnabled: props.sparkEnabled,
      },
      fqdns: props.fqdns && [...props.fqdns],
    });
    if (props.sparkEnabled) this.#provisionSpark();
    return rule;
  }

  /**
   * Adds a rule for a public host.
   * @returns the rule (L1)
   * @throws InvalidInputError for a name or host that is already in use in the workspace, or a host with a scheme, a
   * port or a path
   */
  public addFqdnRule(props: FqdnOutboundRuleProps): Resource {
    requireProps(this, props, "name", "destination");
    this.#requireManagedNetwork(props.name, "FQDN");
    const { name, destination } = props;
    this.#requireHost(name, "destination", destination);
    if (!isUnresolved(destination)) {
      this.#reserve(name, "destination", [`host ${destination.toLowerCase()}`], destination);
    }
    return this.#write(name, props.dependsOn, { type: "FQDN", category: "UserDefined", destination });
  }

  /**
   * Adds a rule for the addresses of an Azure service.
   * @returns the rule (L1)
   * @throws InvalidInputError for a name or destination that is already in use in the workspace, a malformed tag, no
   * ports or ports outside 1 to 65535
   */
  public addServiceTagRule(props: ServiceTagOutboundRuleProps): Resource {
    requireProps(this, props, "name", "serviceTag", "protocol");
    this.#requireManagedNetwork(props.name, "ServiceTag");
    const { name, serviceTag, protocol } = props;
    if (!isUnresolved(serviceTag) && !SERVICE_TAG.test(serviceTag)) {
      refuse(this, `${name}.serviceTag`, {
        value: serviceTag,
        allowed: "a service tag, AzureMachineLearning, or one of a region, Storage.CanadaCentral",
        fix: "take the name from `az network list-service-tags --location <region>`",
      });
    }
    for (const prefix of props.addressPrefixes ?? []) {
      parseBlock(this, `${name}.addressPrefixes`, prefix);
    }
    const portRanges = this.#portRanges(props);
    this.#reserve(
      name,
      "serviceTag",
      [`tag ${serviceTag.toLowerCase()} ${protocol} ${portRanges} ${(props.addressPrefixes ?? []).join()}`],
      `${serviceTag} ${protocol} ${portRanges}`,
    );
    return this.#write(name, props.dependsOn, {
      type: "ServiceTag",
      category: "UserDefined",
      destination: {
        serviceTag,
        protocol,
        portRanges,
        action: props.action ?? "Allow",
        addressPrefixes: props.addressPrefixes && [...props.addressPrefixes],
      },
    });
  }

  #requireManagedNetwork(name: string, type: OutboundRuleProps["type"]): void {
    if (this.#props.managedNetwork !== false) return;
    refuse(this, name, {
      value: type,
      allowed: "outbound rules in a workspace with a managed network; this one uses your own virtual network",
      fix: "create a private endpoint in that network, or allow the destination in its security groups and firewall",
    });
  }

  #requireHost(name: string, prop: string, host: string): void {
    if (isUnresolved(host) || HOST_NAME.test(host)) return;
    refuse(this, `${name}.${prop}`, {
      value: host,
      allowed: "a host name, pypi.org, or all names below one, *.pythonhosted.org, without scheme, port and path",
      fix: `use ${hostOf(host) ?? "the name alone; the rule opens ports 80 and 443"}`,
    });
  }

  #portRanges({ name, ports }: ServiceTagOutboundRuleProps): string {
    const wrong = ports.find((port) => !isUnresolved(port) && !isPortRange(String(port)));
    if (ports.length === 0 || wrong !== undefined) {
      refuse(this, `${name}.ports`, {
        value: wrong ?? ports,
        allowed: `ports from 1 to ${LAST_PORT} and ranges of them, such as 443 and "5000-5010"`,
        fix: "add at least one; HTTPS is 443",
      });
    }
    return ports.join(",");
  }

  #reserve(name: string, prop: string, keys: readonly string[], destination: string): void {
    this.#destinations.reserve(keys, name, (first) =>
      refuse(this, `${name}.${prop}`, {
        value: destination,
        allowed: `a destination that is unique in the workspace; the rule ${first} already allows this one`,
        fix: `remove ${name}: one rule is enough`,
      }),
    );
  }

  /**
   * Clients of a data lake use `blob` as well, so a rule for `dfs` alone fails in jobs. The other rule can follow, so
   * this is validated at the end.
   */
  #dfsWithoutBlob(): string[] {
    return [...this.#lakes]
      .filter(([, keys]) => !keys.some((key) => this.#reached.has(`${key} blob`)))
      .map(
        ([name]) =>
          `${this.node.path}.${name}.subresourceTarget: got "dfs"; allowed: dfs together with a rule for blob of the same ` +
          "account, which clients of a data lake also use; fix: add a rule for blob, or a DataLake with workspace.addDatastore",
      );
  }

  #provisionSpark(): void {
    // A rule's name, which is its id, has no dot.
    const id = "Spark.Network";
    if (this.node.tryFindChild(id)) return;
    const { workspaceId, apiVersion = API_VERSIONS.machineLearning } = this.#props;
    const provision = new ResourceAction(this, id, {
      type: `Microsoft.MachineLearningServices/workspaces@${apiVersion}`,
      resourceId: workspaceId,
      action: "provisionManagedNetwork",
      method: "POST",
      body: { includeSpark: true },
      locks: [workspaceId],
      responseExportValues: [],
      ...azapiOptions(this.#props, { create: "60m", update: "60m" }),
    });
    this.chain.append(provision);
  }

  #write(name: string, dependsOn: readonly ITerraformDependable[] = [], body: OutboundRuleBody): Resource {
    if (isUnresolved(name)) {
      refuse(this, "name", {
        value: "a value that only Terraform knows",
        allowed: "a literal name: it is part of the rule's Terraform address",
        fix: "use a literal name such as AllowDevRegistryAccess",
      });
    }
    assertName("outboundRule", name, `${this.node.path}.name`);
    if ([...this.#rules.keys()].some((other) => other.toLowerCase() === name.toLowerCase())) {
      refuse(this, "name", {
        value: name,
        allowed: "a name that no other rule of the workspace has",
        fix: "rename one of the two rules",
      });
    }
    const { workspaceId, apiVersion = API_VERSIONS.machineLearning } = this.#props;
    const rule = new Resource(this, name, {
      type: `Microsoft.MachineLearningServices/workspaces/outboundRules@${apiVersion}`,
      parentId: workspaceId,
      name,
      body: { properties: body },
      locks: [workspaceId],
      ...azapiOptions(this.#props, { create: "60m", update: "60m", delete: "60m" }),
    });
    dependOn(rule, this.#props.dependsOn ?? []);
    dependOn(rule, dependsOn);
    this.chain.append(rule);
    this.#rules.set(name, rule);
    return rule;
  }
}

function hostOf(destination: string): string | undefined {
  const host = destination.replace(/^[a-z]+:\/\//i, "").replace(/[:/].*$/, "");
  return HOST_NAME.test(host) ? host : undefined;
}

function isPortRange(text: string): boolean {
  const [, first, last = first] = PORTS.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return from >= 1 && from <= to && to <= LAST_PORT;
}

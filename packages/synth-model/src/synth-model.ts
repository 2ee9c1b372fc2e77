import { posix } from "node:path";
import { buildStacks } from "./builder.js";
import { deploymentOf, isDeployment, type Deployment } from "./deployment/deployments.js";
import type { Diagnostic } from "./diagnostic.js";
import { Evaluator } from "./evaluator.js";
import { ExpressionCache } from "./expression/cache.js";
import { Graph } from "./graph.js";
import { groupBy } from "./group-by.js";
import { blocksOf, type Json } from "./json.js";
import { Linker } from "./linker.js";
import { orderByDependency } from "./order.js";
import {
  isRepeated,
  isResource,
  type Element,
  type Node,
  type Repeated,
  type Resource,
  type Stack,
  type Target,
} from "./model.js";
import { stackFromPlan } from "./plan-builder.js";
import type { ResourceNode } from "./resource.js";
import { readDirectory, readModuleFolder } from "./source/directory.js";
import { textOfPlan } from "./source/plan-text.js";
import { readPlans, type Plan, type PlanInput } from "./source/plan.js";
import { planOfState, type StackState } from "./source/state.js";
import type { ModuleReader, StackSource } from "./source/stack-source.js";
import type { TerraformStack } from "./stack.js";
import { stateKey } from "./state-key.js";
import { SynthModelError } from "./synth-model-error.js";

/** A query for resources; all given criteria have to match. */
export interface ResourceQuery {
  /** The Terraform type, such as `azurerm_subnet`. */
  readonly type?: string;
  /** For azapi, the ARM type, such as `Microsoft.MachineLearningServices/workspaces`, case-insensitive. */
  readonly armType?: string;
  /** The stack's name. */
  readonly stack?: string;
  /** The last label of the address. */
  readonly name?: string;
}

/** Stacks of synthesized Terraform as one graph. */
export class SynthModel {
  /**
   * Reads a `cdktf.out`, or all folders with `*.tf.json` in a folder.
   * @throws SynthModelError if the folder doesn't exist, or contains no stack that can be read
   */
  public static fromDirectory(directory: string): SynthModel {
    const diagnostics: Diagnostic[] = [];
    const sources = readDirectory(directory, (diagnostic) => diagnostics.push(diagnostic));
    if (sources.length === 0) {
      throw new SynthModelError(
        `${directory}: no stack in it could be read; a stack is a folder with *.tf.json, as in cdktf.out`,
        diagnostics,
      );
    }
    return new SynthModel(sources, diagnostics, (folder, report) => readModuleFolder(directory, folder, report));
  }

  /**
   * Reads plans, as printed by `terraform show -json FILE` (Terraform 1.11 or newer) or `tofu show -json FILE`. Values
   * are those that Terraform evaluated; those that are known only after the apply are unknown.
   * @param plans one plan per stack
   * @param directory the folder of their configuration, such as `cdktf.out`. A plan contains no `lifecycle`, no dynamic
   * blocks, and only the references of HCL expressions; these are then read from the stack with the plan's name. Stacks
   * without a plan are read from the folder
   * @throws SynthModelError for a plan that can't be read or is incomplete, and for two plans of one stack
   */
  public static fromPlans(plans: readonly PlanInput[], directory?: string): SynthModel {
    return SynthModel.#ofPlans(readPlans(plans), directory);
  }

  /**
   * Reads stacks from what is deployed: states from {@link readStates}, possibly with other values, such as those that
   * Azure has now.
   * @param states one state per stack
   * @param directory the folder of their configuration, such as `cdktf.out`. A state contains no `lifecycle` and no
   * references; these are read from the stack with the state's name. Stacks without a state are not part of the model
   * @throws SynthModelError for a folder that can't be read
   */
  public static fromStates(states: readonly StackState[], directory?: string): SynthModel {
    return SynthModel.#ofPlans(states.map(planOfState), directory, new Set(states.map(({ name }) => name)));
  }

  static #ofPlans(read: readonly Plan[], directory: string | undefined, only?: ReadonlySet<string>): SynthModel {
    const diagnostics: Diagnostic[] = [];
    const planned = new Set(read.map(({ name }) => name));
    const sources =
      directory === undefined ? [] : readDirectory(directory, (diagnostic) => diagnostics.push(diagnostic));
    if (read.length + sources.length === 0) throw new SynthModelError("no plan was given");
    const readModule: ModuleReader = (folder, report) =>
      directory === undefined ? undefined : readModuleFolder(directory, folder, report);
    const written = new Set(sources.map(({ name }) => name));
    const texts = read.filter(({ name }) => !written.has(name)).flatMap((plan) => textOfPlan(plan) ?? []);
    const known = [...sources, ...texts];
    const configuration = known.length === 0 ? undefined : new SynthModel(known, [], readModule);
    const rest = sources.filter(({ name }) => !planned.has(name) && (only === undefined || only.has(name)));
    const partial = new Set(texts.map(({ name }) => name));
    return new SynthModel(rest, diagnostics, readModule, read, configuration, partial);
  }

  /**
   * Reads stacks from memory.
   * @param stacks Terraform JSON of each stack by name, as an object or text. Don't change the objects afterwards
   * @throws SynthModelError if none can be read
   */
  public static fromStacks(stacks: Readonly<Record<string, string | object>>): SynthModel {
    const diagnostics: Diagnostic[] = [];
    const sources: StackSource[] = [];
    for (const [name, stack] of Object.entries(stacks)) {
      const json = typeof stack === "string" ? parse(name, stack, diagnostics) : stack;
      if (json === undefined) continue;
      const files = [{ path: undefined, json, override: false }];
      sources.push({ name, workingDirectory: posix.join("/stacks", name), files, constructPath: name, after: [] });
    }
    if (sources.length === 0) throw new SynthModelError("no stack was given that could be read", diagnostics);
    return new SynthModel(sources, diagnostics, () => undefined);
  }

  /** The stacks, sorted by name. */
  public readonly stacks: readonly Stack[];
  /** The deployments of ARM templates that can be read. */
  public readonly deployments: readonly Deployment[];
  /** All problems of the stacks, in the order in which they were found. */
  public readonly diagnostics: readonly Diagnostic[];
  readonly #byName: ReadonlyMap<string, Stack>;
  /** The stack that writes each remote state in the model. */
  readonly #owners = new Map<Element, Stack>();
  readonly #graph: Graph;
  #byType: ReadonlyMap<string, readonly Resource[]> | undefined;
  #byArmType: ReadonlyMap<string | undefined, readonly Resource[]> | undefined;

  private constructor(
    sources: readonly StackSource[],
    diagnostics: Diagnostic[],
    readModule: ModuleReader,
    plans: readonly Plan[] = [],
    configuration?: SynthModel,
    partial: ReadonlySet<string> = new Set(),
  ) {
    const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic);
    this.diagnostics = diagnostics;
    const expressions = new ExpressionCache();
    const evaluator = new Evaluator(expressions, this.#owners);
    this.#graph = new Graph(evaluator);
    const links = { graph: this.#graph, evaluator };
    const stacks = [
      ...buildStacks(sources, links, report, readModule),
      ...plans.map((plan) => {
        const stack = configuration?.stacks.find(({ name }) => name === plan.name);
        const whole = !partial.has(plan.name);
        const counterpart = (element: Element): Node | undefined => this.#counterpart(element);
        return stackFromPlan(plan, links, stack && { stack, whole, counterpart });
      }),
    ].sort((a, b) => (a.name < b.name ? -1 : 1));
    this.stacks = stacks;
    this.#byName = new Map(stacks.map((stack) => [stack.name, stack]));
    const byState = stacksByState(stacks, configuration, report);
    // Instances and modules may depend on outputs of other stacks, and may contain remote states.
    for (const stack of stacks) this.#findOwners(stack, stack.scope.declared, byState);
    for (const stack of stacks) stack.expand();
    evaluator.forget();
    for (const stack of stacks) this.#findOwners(stack, stack.elements, byState, report);
    if (configuration) this.#adoptOwners(configuration.#owners);
    evaluator.forget();

    const linker = new Linker(expressions, evaluator, report);
    for (const stack of stacks) {
      for (const element of stack.elements) this.#graph.add(element, linker.referencesOf(element));
    }
    this.deployments = this.#readDeployments(evaluator);
    for (const { deployed } of this.deployments) {
      for (const resource of deployed) this.#graph.add(resource, linker.referencesOf(resource as unknown as Node));
    }
    this.#findCycles(report);
    const byName = new Map(stacks.map((stack) => [stack.name, stack]));
    for (const diagnostic of diagnostics) byName.get(diagnostic.stack ?? "")?.addDiagnostic(diagnostic);
  }

  /**
   * The stack with a name.
   * @throws SynthModelError if there is none
   */
  public stack(name: string): Stack {
    const stack = this.#byName.get(name);
    if (stack) return stack;
    throw new SynthModelError(
      `there is no stack ${name}; there are ${this.stacks.map((other) => other.name).join(", ")}`,
    );
  }

  /** The matching resources, stack by stack, in source order. For data sources, use `dataSources`. */
  public resources(query: ResourceQuery = {}): readonly Resource[] {
    return this.#candidates(query).filter((resource) => resource.kind === "resource" && fits(resource, query));
  }

  /** The matching data sources. */
  public dataSources(query: ResourceQuery = {}): readonly Resource[] {
    return this.#candidates(query).filter((resource) => resource.kind === "data" && fits(resource, query));
  }

  /**
   * The only matching resource.
   * @param query a query, or an address with or without the stack, such as `azurerm_subnet.pe` or
   * `aml-dev/azurerm_subnet.pe`
   * @throws SynthModelError if none or several match
   */
  public resource(query: ResourceQuery | string): Resource {
    const found = typeof query === "string" ? this.#withAddress(query) : this.resources(query);
    const [only] = found;
    if (only && found.length === 1) return only;
    const asked = typeof query === "string" ? query : JSON.stringify(query);
    throw new SynthModelError(
      only
        ? `${found.length} resources match ${asked}: ${found.map(({ id }) => id).join(", ")}; specify more, such as the stack or the name`
        : `no resource fits ${asked}; ${this.#inventory()}`,
    );
  }

  /** The stack whose state a `terraform_remote_state` reads; undefined if no stack in the model writes it. */
  public stateOwner(dataSource: Resource): Stack | undefined {
    return this.#owners.get(dataSource);
  }

  /** The target of an expression in the named stack: see `Stack.resolve`. */
  public resolve(stack: string, expression: string): Target | undefined {
    return this.stack(stack).resolve(expression);
  }

  /**
   * The stacks, each after its dependencies.
   * @throws SynthModelError for a cycle
   */
  public stacksInOrder(): readonly Stack[] {
    return ordered(
      this.stacks,
      (stack) => stack.dependencies(),
      (stack) => stack.name,
    );
  }

  /**
   * Resources and data sources of one stack or all, each after its dependencies: the order of an apply.
   * @throws SynthModelError for a cycle
   */
  public resourcesInOrder(stack?: Stack | string): readonly Resource[] {
    const within = typeof stack === "string" ? this.stack(stack) : stack;
    const stacks = within ? [within] : this.stacksInOrder();
    return stacks.flatMap((one) => {
      const needs = (element: Element): Element[] =>
        [...this.#graph.successorsOf(element)].filter((other) => other.stack === one);
      return ordered([...one.elements], needs, (element) => element.id).filter(isResource);
    });
  }

  #readDeployments(evaluator: Evaluator): readonly Deployment[] {
    return this.#candidates({})
      .filter(isDeployment)
      .flatMap((resource) => deploymentOf(resource as unknown as ResourceNode, evaluator) ?? []);
  }

  #candidates({ type, armType }: ResourceQuery): readonly Resource[] {
    if (type !== undefined) {
      this.#byType ??= groupBy(this.#candidates({}), (resource) => resource.type);
      return this.#byType.get(type) ?? [];
    }
    if (armType !== undefined) {
      this.#byArmType ??= groupBy(this.#candidates({}), (resource) => resource.armType?.toLowerCase());
      return this.#byArmType.get(armType.toLowerCase()) ?? [];
    }
    return this.stacks.flatMap((stack) => [...stack.elements].filter(isResource));
  }

  #withAddress(address: string): readonly Resource[] {
    return this.stacks
      .flatMap((stack) => {
        const prefix = `${stack.name}/`;
        return stack.instances(address.startsWith(prefix) ? address.slice(prefix.length) : address);
      })
      .filter(isResource);
  }

  #inventory(): string {
    this.#byType ??= groupBy(this.#candidates({}), (resource) => resource.type);
    const types = [...this.#byType].map(([type, group]) => `${type} (${group.length})`);
    return types.length === 0 ? "there are no resources" : `there are ${types.sort().join(", ")}`;
  }

  /** Records which stack writes the remote states among `declared`. */
  #findOwners(
    stack: TerraformStack,
    declared: Iterable<Node | Repeated>,
    byState: ReadonlyMap<string, TerraformStack>,
    report?: (diagnostic: Diagnostic) => void,
  ): void {
    for (const element of declared) {
      if (isRepeated(element) || element.kind !== "data" || this.#owners.has(element)) continue;
      if (!isResource(element) || element.type !== "terraform_remote_state" || stack.source === "plan") continue;
      const [config = {}] = blocksOf(element.value("config")?.value);
      const key = stateKey(String(element.value("backend")?.value), config, stack.workingDirectory);
      const owner = key === undefined ? undefined : byState.get(key);
      if (owner) {
        this.#owners.set(element, owner);
        stack.addDependency(owner);
      } else {
        report?.({
          code: "unknown-state",
          severity: "warning",
          stack: stack.name,
          address: element.address,
          message: `${element.address}: none of the stacks at hand writes this state, so what is read from it is not known`,
          file: element.file,
        });
      }
    }
  }

  /** The element of this model that corresponds to one of the configuration's model. */
  #counterpart(element: Element): Node | undefined {
    return this.#byName.get(element.stack.name)?.get(element.address) as Node | undefined;
  }

  /** Takes the owners of remote states from the configuration, because a plan doesn't contain the backend. */
  #adoptOwners(owners: ReadonlyMap<Element, Stack>): void {
    for (const [element, owner] of owners) {
      const [own, stack] = [this.#counterpart(element), this.#byName.get(owner.name)];
      if (!own || !stack || this.#owners.has(own)) continue;
      this.#owners.set(own, stack);
      (own.stack as TerraformStack).addDependency(stack as TerraformStack);
    }
  }

  #findCycles(report: (diagnostic: Diagnostic) => void): void {
    const elements = this.stacks.flatMap((stack) => [...stack.elements]);
    for (const members of orderByDependency(elements, (element) => this.#graph.successorsOf(element)).cycles) {
      const [first] = members;
      // Terraform orders the resources of a module individually, so a cycle through an unread module may not be one.
      if (!first || members.some(({ unread }) => unread)) continue;
      report({
        code: "cycle",
        severity: "error",
        stack: first.stack.name,
        address: first.address,
        message: `${members.map(({ id }) => id).join(", ")} ${members.length === 1 ? "needs itself" : "need each other"}`,
        file: first.file,
      });
    }
    for (const members of orderByDependency(this.stacks, (stack) => stack.dependencies()).cycles) {
      const names = members.map(({ name }) => name);
      report({
        code: "stack-cycle",
        severity: "error",
        stack: names[0] ?? "",
        message: `the stacks ${names.join(", ")} need each other's state, so none can be applied first`,
      });
    }
  }
}

function parse(name: string, text: string, diagnostics: Diagnostic[]): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    diagnostics.push({
      code: "invalid-json",
      severity: "error",
      stack: name,
      message: `is not JSON (${error.message})`,
    });
    return undefined;
  }
}

function fits(resource: Resource, { armType, stack, name }: ResourceQuery): boolean {
  return (
    (armType === undefined || resource.armType?.toLowerCase() === armType.toLowerCase()) &&
    (stack === undefined || resource.stack.name === stack) &&
    (name === undefined || resource.name === name)
  );
}

function ordered<T>(nodes: readonly T[], needs: (node: T) => Iterable<T>, label: (node: T) => string): readonly T[] {
  const { order, cycles } = orderByDependency(nodes, needs);
  const [ring] = cycles;
  if (ring) throw new SynthModelError(`there is no order: ${ring.map(label).join(", ")} need each other`);
  return order;
}

/**
 * The stacks by the place of their state. Two stacks with the same place are reported.
 * @param configuration model with the backends of planned stacks, because a plan doesn't contain them
 */
function stacksByState(
  stacks: readonly TerraformStack[],
  configuration: SynthModel | undefined,
  report: (diagnostic: Diagnostic) => void,
): Map<string, TerraformStack> {
  const byState = new Map<string, TerraformStack>();
  for (const stack of stacks) {
    const written = stack.source === "plan" ? configuration?.stacks.find(({ name }) => name === stack.name) : stack;
    if (!written) continue;
    const { type, config } = written.backend;
    const key = stateKey(type, config, written.workingDirectory);
    if (key === undefined) continue;
    const other = byState.get(key);
    if (other) {
      const message = `keeps its state in the same place as stack ${other.name}; each would destroy what the other created`;
      report({ code: "shared-state", severity: "error", stack: stack.name, message: `stack ${stack.name} ${message}` });
    } else {
      byState.set(key, stack);
    }
  }
  return byState;
}

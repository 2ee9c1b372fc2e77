import { check, type CheckOptions, type Report, type Rule } from "@org/aml-posture";
import { groupBy, type Stack, type StackState, type StateResource, SynthModel } from "@org/aml-synth-model";
import type { AzureClient, Failure } from "@org/azure-client";
import { LiveAzure } from "./live-azure.js";
import { liveModel } from "./live-model.js";
import { LIVE_RULES, type LiveRuleId, type Observation } from "./observation.js";
import { type Machine, type Place, reachability, THIS_MACHINE } from "./reachability.js";
import { Expected } from "./expected.js";
import { relationsOf, wantRelations } from "./relations.js";
import { compare, type ComparedSubject } from "./settings.js";
import { type Subject, subjectsOf } from "./subject.js";
import { textAt } from "./values.js";

/** Input with which nothing can be verified: what is wrong, where, and what to do. */
export class VerifyInputError extends Error {
  /**
   * @param value what was given
   * @param fix what to do
   */
  constructor(
    public readonly path: string,
    public readonly value: string,
    public readonly allowed: string,
    public readonly fix: string,
  ) {
    super(`${path}: ${value}; allowed: ${allowed}; ${fix}`);
    this.name = "VerifyInputError";
  }
}

/** Options of {@link verify}, and of the security checks that run over what Azure has. */
export interface VerifyOptions extends CheckOptions {
  /** The states of all stacks of the platform, also of those that aren't verified: they say what is expected there. */
  readonly states: readonly StackState[];
  /** Folder of the synthesized stacks, such as `cdktf.out`. The security checks need it for references and lifecycles. */
  readonly directory: string;
  /**
   * Names of the stacks to verify.
   * @default - all
   */
  readonly stacks?: readonly string[] | undefined;
  /** Reads Azure. */
  readonly client: AzureClient;
  /**
   * Where this machine is, to resolve the names of the verified stacks' private endpoints and to connect to them: in
   * their virtual network, where that must work, or outside, where it must not.
   * @default - nothing is resolved
   */
  readonly from?: Place | undefined;
  /**
   * The machine.
   * @default - this one
   */
  readonly machine?: Machine | undefined;
  /** Called after each list, with the number of lists read so far and in all. */
  readonly onProgress?: ((progress: { readonly read: number; readonly all: number }) => void) | undefined;
}

/** Result of {@link verify}. */
export interface Verification {
  /** Findings about Azure, and those of the security checks over what Azure has. */
  readonly report: Report;
  /** Number of requests to Azure. */
  readonly requests: number;
  /** Number of resources that were compared. */
  readonly compared: number;
}

/**
 * Compares deployed stacks with Azure, and runs the security checks over what Azure has. It only reads.
 * @throws VerifyInputError if nothing can be verified: no sign-in, another tenant, a subscription that isn't there,
 * states of other stacks, or stacks that weren't applied
 * @throws PostureInputError if options of the checks are wrong
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const { states, directory, stacks, client, from, machine = THIS_MACHINE, onProgress, ...checks } = options;
  const all = subjectsOf(states);
  const subjects = stacks === undefined ? all : all.filter(({ stack }) => stacks.includes(stack));
  const configured = SynthModel.fromDirectory(directory);
  const selected = configured.stacks.filter(({ name }) => stacks === undefined || stacks.includes(name));
  requireOneStateEach(states);
  requireApplied(states, selected);
  const before = client.requests;
  await requireSubscriptions(subjects, client);

  const azure = new LiveAzure();
  for (const subject of subjects) azure.want(subject);
  wantRelations(subjects, azure);
  let read = 0;
  await azure.read(client, () => {
    read += 1;
    onProgress?.({ read, all: azure.size });
  });
  requireSignIn(azure.failures);

  const compared = subjects.map((subject) => compare(subject, azure));
  const observations = [
    ...together(compared),
    ...relationsOf(compared, new Expected(all), azure),
    ...notApplied(states, selected),
    ...(from === undefined ? [] : await reachability(subjects, from, machine)),
  ];
  const model = liveModel(states, compared, configured, directory);
  const report = check(model, {
    ...checks,
    baseline: withoutNotRead(checks.baseline),
    ownRules: [...liveRules(observations), ...(checks.ownRules ?? [])],
  });
  return { report, requests: client.requests - before, compared: compared.length };
}

/** A baseline without what could not be read when it was written, because that isn't known for later runs. */
function withoutNotRead(baseline: Report | undefined): Report | undefined {
  const rule: LiveRuleId = "verify/not-read";
  return baseline && { ...baseline, findings: baseline.findings.filter((finding) => finding.rule !== rule) };
}

/** Observations of the resources. What one failed list leaves unknown is one observation. */
function together(compared: readonly ComparedSubject[]): readonly Observation[] {
  const all = compared.flatMap(({ observations }) => observations);
  const failed = groupBy(
    all.filter(({ failure }) => failure),
    ({ failure }) => failure?.url ?? "",
  );
  return [
    ...all.filter(({ failure }) => !failure),
    ...[...failed.values()].flatMap(([first, ...others]) => {
      if (!first || others.length === 0) return first ?? [];
      return { ...first, message: `${first.message}; neither are ${others.length} other resources of this list` };
    }),
  ];
}

/** The observations as rules of the security checks, so that exemptions, baselines and reports work for them. */
function liveRules(observations: readonly Observation[]): readonly Rule[] {
  return (Object.keys(LIVE_RULES) as LiveRuleId[]).map((id) => ({
    ...LIVE_RULES[id],
    id,
    sameAs: {},
    *check({ model }) {
      for (const { rule, stack, address, ...observation } of observations) {
        if (rule !== id) continue;
        const owner = model.stack(stack);
        yield { ...observation, resource: owner.get(address) ?? owner };
      }
    },
  }));
}

/** @throws VerifyInputError for stacks that were never applied, and states that aren't of these stacks */
function requireApplied(states: readonly StackState[], stacks: readonly Stack[]): void {
  for (const stack of stacks) {
    const state = states.find(({ name }) => name === stack.name);
    const managed = state?.resources.filter(({ mode }) => mode === "managed") ?? [];
    if (managed.length === 0) {
      throw new VerifyInputError(
        stack.name,
        state ? "its state has no resources: it was never applied, or it was destroyed" : "it has no state",
        "a deployed stack",
        `deploy ${stack.name} first, or select the stacks that are deployed`,
      );
    }
    if (managed.some(({ address }) => stack.get(withoutIndex(address)) ?? stack.get(address))) {
      requireNames(stack, managed, state?.file);
      continue;
    }
    throw new VerifyInputError(
      stack.name,
      `its state${state?.file === undefined ? "" : ` ${state.file}`} has none of its resources, but ${managed[0]?.address ?? ""}`,
      `the state that ${stack.name} writes`,
      "use the configuration, the folder and the backend with which the stack was deployed",
    );
  }
}

/** @throws VerifyInputError for two states of one stack */
function requireOneStateEach(states: readonly StackState[]): void {
  for (const [name, [first, second]] of groupBy(states, (state) => state.name)) {
    if (!second) continue;
    throw new VerifyInputError(
      name,
      `it has two states${first?.file === undefined ? "" : `, ${first.file} and ${second.file ?? ""}`}`,
      "one state for each stack",
      "give the one that its last deployment wrote",
    );
  }
}

/** @throws VerifyInputError for the state of another environment, in which no resource has the configured name */
function requireNames(stack: Stack, managed: readonly StateResource[], file: string | undefined): void {
  const names = managed.flatMap(({ address, values }) => {
    const configured = stack.get(address)?.attributes["name"];
    // Names of resources without a region, such as rules and diagnostic settings, are the same in all environments.
    const known = typeof configured === "string" && !configured.includes("${") && textAt(values, "location") !== "";
    return known ? [{ address, configured, deployed: textAt(values, "name") }] : [];
  });
  const [first] = names;
  if (!first || names.some(({ configured, deployed }) => configured.toLowerCase() === deployed.toLowerCase())) return;
  throw new VerifyInputError(
    stack.name,
    `its state${file === undefined ? "" : ` ${file}`} has other names, such as ${first.deployed} for ${first.address}`,
    `the state that ${stack.name} writes, with names such as ${first.configured}`,
    "use the configuration, the folder and the backend with which the stack was deployed",
  );
}

/** Resources of the configuration that a state doesn't have. */
function notApplied(states: readonly StackState[], stacks: readonly Stack[]): readonly Observation[] {
  return states.flatMap(({ name, resources }): readonly Observation[] => {
    const stack = stacks.find((one) => one.name === name);
    if (!stack) return [];
    const applied = new Set(resources.flatMap(({ address }) => [address, withoutIndex(address)]));
    const missing = stack.resources
      .map(({ address }) => address)
      .filter((address) => !applied.has(address) && !applied.has(withoutIndex(address)));
    if (missing.length === 0) return [];
    const [first = ""] = missing;
    const count = missing.length === 1 ? first : `${first} and ${missing.length - 1} more`;
    return [
      { rule: "verify/not-applied", stack: name, address: "", message: `${count} of the configuration wasn't applied` },
    ];
  });
}

/** The address of the declaration of a resource with `count` or `for_each`. */
function withoutIndex(address: string): string {
  return address.replace(/\[[^[]*\]$/, "");
}

/** @throws VerifyInputError if a subscription of the states isn't there, or belongs to another tenant than the vaults */
async function requireSubscriptions(subjects: readonly Subject[], client: AzureClient): Promise<void> {
  const ids = [...new Set(subjects.flatMap(({ id }) => id.subscriptionId?.toLowerCase() ?? []))];
  const answers = await Promise.all(ids.map((id) => client.get(`/subscriptions/${id}`, "2022-12-01")));
  for (const [index, answer] of answers.entries()) {
    const id = ids[index] ?? "";
    if (!answer.ok) {
      requireSignIn([answer.failure]);
      if (answer.failure.kind === "not-found") {
        throw new VerifyInputError(
          `subscription ${id}`,
          "the signed-in principal doesn't find it",
          "a sign-in of the tenant in which the stacks were deployed, with a role in this subscription",
          `sign in with \`az login --tenant TENANT\` and \`az account set --subscription ${id}\`, and check that the states are those of this platform`,
        );
      }
      continue;
    }
    const tenant = textAt(answer.value, "tenantId").toLowerCase();
    const other = subjects.find(
      (subject) =>
        subject.id.subscriptionId?.toLowerCase() === id &&
        tenant !== "" &&
        !["", tenant].includes(textAt(subject.resource.values, "tenant_id").toLowerCase()),
    );
    if (!other) continue;
    throw new VerifyInputError(
      `subscription ${id}`,
      `it belongs to the tenant ${tenant}, and ${other.stack}/${other.resource.address} was deployed in ${textAt(other.resource.values, "tenant_id")}`,
      "the tenant in which the stacks were deployed",
      "sign in there, or use the states of this platform",
    );
  }
}

/** @throws VerifyInputError if there is no sign-in, or Azure rejects it */
function requireSignIn(failures: readonly Failure[]): void {
  const rejected = failures.find(({ kind }) => kind === "unauthorized");
  if (!rejected) return;
  throw new VerifyInputError(
    "sign-in",
    rejected.message.split("\n", 1)[0] ?? "rejected",
    "a sign-in with the Azure CLI, a managed identity, or the variables of Terraform's providers (ARM_CLIENT_ID, …)",
    "run `az login`, with --tenant if you have several",
  );
}

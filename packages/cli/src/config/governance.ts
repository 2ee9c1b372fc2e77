import { MOST_ANOMALY_ADDRESSES, MOST_BUDGET_THRESHOLDS } from "@org/aml-governance";
import { BUILT_IN_POLICIES, type BuiltInPolicy } from "@org/azure-catalog";
import { type Problem, repeatedProblems } from "./problem.js";
import type { Configuration, EnvironmentConfiguration } from "./schema.js";
import type { ConfiguredWorkspace } from "./workspaces.js";

type EnvironmentGovernance = NonNullable<EnvironmentConfiguration["governance"]>;
type PlatformGovernance = NonNullable<Configuration["governance"]>;
type SubscriptionGovernance = PlatformGovernance["subscriptions"][string];
type Limit = NonNullable<PlatformGovernance["budget"]>;
type Policies = Pick<EnvironmentGovernance, "policies" | "policyExemptions">;

/** Somebody is notified, nothing is listed twice, and policies have the effects and parameters that they are given. */
export function governanceProblems(configuration: Configuration): Problem[] {
  const { governance, environments } = configuration;
  return [
    ...contactProblems(configuration),
    ...(governance ? platformProblems("governance", governance) : []),
    ...Object.entries(governance?.subscriptions ?? {}).flatMap(([name, own]) =>
      subscriptionProblems(`governance.subscriptions.${name}`, own),
    ),
    ...sameSubscriptionProblems(configuration),
    ...activityLogProblems(environments),
    ...Object.entries(environments).flatMap(([name, { governance: own }]) =>
      own ? environmentProblems(`environments.${name}.governance`, own) : [],
    ),
  ];
}

function platformProblems(path: string, governance: PlatformGovernance): Problem[] {
  const { contactEmails, costAnomalyAlert, subscriptions } = governance;
  const isAlerted = [costAnomalyAlert, ...Object.values(subscriptions).map((own) => own.costAnomalyAlert)].includes(
    true,
  );
  return [
    ...twiceProblems(`${path}.contactEmails`, contactEmails),
    ...(isAlerted && contactEmails.length > MOST_ANOMALY_ADDRESSES
      ? [
          {
            path: `${path}.contactEmails`,
            value: `${contactEmails.length} addresses`,
            allowed: `at most ${MOST_ANOMALY_ADDRESSES} with costAnomalyAlert`,
            fix: "use the address of a team",
          },
        ]
      : []),
    ...subscriptionProblems(path, governance),
  ];
}

function subscriptionProblems(path: string, governance: SubscriptionGovernance): Problem[] {
  const { defenderPlans, budget, policies } = governance;
  return [
    ...twiceProblems(`${path}.defenderPlans`, defenderPlans),
    ...(budget ? limitProblems(`${path}.budget`, budget) : []),
    ...policyProblems(path, governance),
    ...policies.flatMap(({ policy }, index): Problem[] => {
      const { roles = [] }: BuiltInPolicy = BUILT_IN_POLICIES[policy];
      if (roles.length === 0) return [];
      return [
        {
          path: `${path}.policies.${index}.policy`,
          value: JSON.stringify(policy),
          allowed: `a policy that changes nothing: this one has an identity, which would be ${roles.map(({ name }) => name).join(" and ")} on the whole subscription`,
          fix: "assign it in the governance of the environments, where the identity has its role only on their groups",
        },
      ];
    }),
  ];
}

/** A budget or plan that one subscription would have twice, because two of its names have governance. */
function sameSubscriptionProblems({ governance, subscriptions }: Configuration): Problem[] {
  const names = Object.keys(governance?.subscriptions ?? {});
  return names.flatMap((name, index) => {
    const id = subscriptions[name];
    const same = names.slice(0, index).find((other) => subscriptions[other]?.toLowerCase() === id?.toLowerCase());
    if (id === undefined || same === undefined) return [];
    return {
      path: `governance.subscriptions.${name}`,
      value: JSON.stringify(id),
      allowed: `each subscription once; governance.subscriptions.${same} is the same`,
      fix: "move its fields there",
    };
  });
}

/** Azure's limit for the settings that export the activity log of a subscription. */
const MOST_EXPORTS = 5;

/** Exports of one activity log: Azure takes five of them, each with another destination. */
function activityLogProblems(environments: Configuration["environments"]): Problem[] {
  const exports = Object.entries(environments).filter(([, { governance }]) => governance?.activityLog === true);
  return exports.flatMap(([name, { subscription, logAnalyticsWorkspaceId: log }], index): Problem[] => {
    const earlier = exports.slice(0, index).filter(([, other]) => other.subscription === subscription);
    const same = earlier.find(([, other]) => log?.toLowerCase() === other.logAnalyticsWorkspaceId?.toLowerCase());
    const problem = { path: `environments.${name}.governance.activityLog`, value: "true" };
    if (log !== undefined && same) {
      return [
        {
          ...problem,
          allowed: `one export of a subscription's activity log to a Log Analytics workspace; that of ${same[0]} has the same`,
          fix: 'use "existing"',
        },
      ];
    }
    if (earlier.length < MOST_EXPORTS) return [];
    return [
      {
        ...problem,
        allowed: `true for at most ${MOST_EXPORTS} environments of one subscription, Azure's limit for exports of an activity log`,
        fix: 'share a Log Analytics workspace (logAnalyticsWorkspaceId), and use "existing" in all but one environment, or use false',
      },
    ];
  });
}

function environmentProblems(path: string, governance: EnvironmentGovernance): Problem[] {
  const { contactEmails = [], actionGroupIds = [], alerts, budgets } = governance;
  const { only = [], workingHours } = typeof alerts === "object" ? alerts : {};
  return [
    ...twiceProblems(`${path}.contactEmails`, contactEmails),
    ...twiceProblems(`${path}.actionGroupIds`, actionGroupIds),
    ...twiceProblems(`${path}.alerts.only`, only),
    ...(workingHours && workingHours.from >= workingHours.to
      ? [
          {
            path: `${path}.alerts.workingHours.to`,
            value: JSON.stringify(workingHours.to),
            allowed: `an hour after from, which is ${workingHours.from}, and at most 24`,
            fix: "swap from and to, or correct one of them",
          },
        ]
      : []),
    ...Object.entries(budgets).flatMap(([kind, limit]) => limitProblems(`${path}.budgets.${kind}`, limit)),
    ...policyProblems(path, governance),
  ];
}

function twiceProblems(path: string, values: readonly (string | number)[]): Problem[] {
  return repeatedProblems(path, values, { allowed: "each value once", fix: "remove one of the two" });
}

function limitProblems(path: string, { thresholds = [], forecastThresholds = [] }: Limit): Problem[] {
  const problems = [
    ...twiceProblems(`${path}.thresholds`, thresholds),
    ...twiceProblems(`${path}.forecastThresholds`, forecastThresholds),
  ];
  const left = MOST_BUDGET_THRESHOLDS - (thresholds.length || 2);
  if (forecastThresholds.length <= left) return problems;
  problems.push({
    path: `${path}.forecastThresholds`,
    value: JSON.stringify(forecastThresholds),
    allowed: `at most ${left}: a budget has ${MOST_BUDGET_THRESHOLDS} percentages, those of thresholds included`,
    fix: "remove some of either list",
  });
  return problems;
}

function policyProblems(path: string, { policies, policyExemptions }: Policies): Problem[] {
  const assigned = policies.map(({ policy }) => policy);
  const exempted = policyExemptions.map(({ policy }) => policy);
  const once = { field: "policy", allowed: "each policy once", fix: "remove one of the two" };
  return [
    ...repeatedProblems(`${path}.policies`, assigned, once),
    ...repeatedProblems(`${path}.policyExemptions`, exempted, once),
    ...policies.flatMap((policy, index) => assignmentProblems(`${path}.policies.${index}`, policy)),
    ...exempted.flatMap((policy, index) =>
      assigned.includes(policy)
        ? []
        : {
            path: `${path}.policyExemptions.${index}.policy`,
            value: JSON.stringify(policy),
            allowed: `a policy in ${path}.policies: ${assigned.join(", ") || "there is none"}`,
            fix: "add the policy there, or remove the exemption",
          },
    ),
  ];
}

function assignmentProblems(
  path: string,
  { policy, effect, parameters = {} }: Policies["policies"][number],
): Problem[] {
  const { effects, parameters: known = {} }: BuiltInPolicy = BUILT_IN_POLICIES[policy];
  const names = Object.keys(known).join(", ");
  const problems = Object.keys(parameters)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => ({
      path: `${path}.parameters.${name}`,
      value: JSON.stringify(parameters[name]),
      allowed: names === "" ? `nothing: ${policy} has no parameters` : `parameters of ${policy}: ${names}`,
      fix: "correct the name, or remove it",
    }));
  for (const [name, { required, allowed }] of Object.entries(known)) {
    if (!required || parameters[name] !== undefined) continue;
    problems.push({
      path: `${path}.parameters.${name}`,
      value: "nothing",
      allowed: allowed?.join(", ") ?? "a value, without which the policy has no effect",
      fix: `add "${name}" to parameters`,
    });
  }
  if (effect === undefined || effects.includes(effect)) return problems;
  return [
    {
      path: `${path}.effect`,
      value: JSON.stringify(effect),
      allowed: `effects of ${policy}: ${effects.join(", ")}`,
      fix: `use ${effects[0]}`,
    },
    ...problems,
  ];
}

/** Alerts and budgets notify somebody. */
function contactProblems({ governance, environments }: Configuration): Problem[] {
  const { contactEmails = [], subscriptions = {} } = governance ?? {};
  const watched = [governance, ...Object.values(subscriptions)];
  const watchesCost = watched.some((one) => one?.budget !== undefined || one?.costAnomalyAlert === true);
  const nobody = (path: string, what: string, fix: string): Problem => ({
    path,
    value: "nothing",
    allowed: `an e-mail address to notify of ${what}`,
    fix,
  });
  const shared =
    contactEmails.length === 0 && watchesCost
      ? [nobody("governance.contactEmails", "cost", 'add "contactEmails": ["ops@example.com"]')]
      : [];
  return Object.entries(environments).reduce<Problem[]>((problems, [name, { governance: own }]) => {
    if (!own || (own.alerts === false && Object.keys(own.budgets).length === 0)) return problems;
    if ((own.contactEmails ?? contactEmails).length + (own.actionGroupIds ?? []).length > 0) return problems;
    const path = `environments.${name}.governance.contactEmails`;
    const fix = "add contactEmails or actionGroupIds here, or contactEmails to the governance of the platform";
    return [...problems, nobody(path, "alerts and budgets", fix)];
  }, shared);
}

/** The budget of a workspace notifies somebody, at amounts that Azure takes. */
export function budgetProblems({ path, workspace: { budget } }: ConfiguredWorkspace): Problem[] {
  const { actionGroupIds = [], contactEmails = [] } = budget ?? {};
  if (!budget) return [];
  const problems = limitProblems(`${path}.budget`, budget);
  if (actionGroupIds.length + contactEmails.length > 0) return problems;
  return [
    ...problems,
    {
      path: `${path}.budget.actionGroupIds`,
      value: "nothing",
      allowed: "an action group or an e-mail address to notify",
      fix: "add actionGroupIds or contactEmails",
    },
  ];
}

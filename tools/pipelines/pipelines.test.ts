import { describe, expect, it } from "vitest";
import { readText } from "../docs/files.mjs";
import { AZURE_PIPELINES, USERS_WORKFLOWS, WORKFLOWS, textOf, yamlOf } from "./files.mjs";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Job {
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": string };
  readonly needs?: string;
  readonly "timeout-minutes"?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const workflow = (file: string) => yamlOf(file) as Workflow;
const jobsOf = (file: string) => Object.entries(workflow(file).jobs);
const jobsOfUsers = USERS_WORKFLOWS.flatMap((file) => jobsOf(file).map(([name, job]) => ({ file, name, job })));
const runsOf = (job: Job) => job.steps.flatMap(({ run }) => run ?? []);

const SCRIPTS = Object.keys((JSON.parse(readText("package.json")) as { scripts: object }).scripts);
const ALL = [...WORKFLOWS, ...AZURE_PIPELINES];

/** The only secret there may be: what the platform itself asks for. */
const SECRETS = ["JUMPBOX_ADMIN_PASSWORD"];

describe.each(ALL)("%s", (file) => {
  it("calls npm scripts that exist", () => {
    const called = [...textOf(file).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script]) => script);
    expect(called.filter((script) => !SCRIPTS.includes(script ?? ""))).toEqual([]);
  });

  it("calls the platform's commands with options that they have", () => {
    const usage = readText("packages/cli/src/commands.ts");
    const options = [...textOf(file).matchAll(/npm run (?:plan|deploy) -- .*/g)].flatMap(([line]) =>
      [...line.matchAll(/ (--[a-z][\w-]*)/g)].map(([, option = ""]) => option),
    );
    expect(options.filter((option) => !usage.includes(`  ${option} `))).toEqual([]);
  });

  it("holds no long-lived secret", () => {
    const text = textOf(file);
    expect([...text.matchAll(/secrets\.(\w+)/g)].filter(([, name = ""]) => !SECRETS.includes(name))).toEqual([]);
    expect(text).not.toMatch(/CLIENT_SECRET|NPM_TOKEN|NODE_AUTH_TOKEN|azurePassword|client-secret/);
  });
});

describe.each(WORKFLOWS)("%s", (file) => {
  it("pins every action by its full commit hash, with the version beside it", () => {
    const uses = [...textOf(file).matchAll(/uses: (.*)/g)].map(([, used]) => used);
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((used) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(used ?? ""))).toEqual([]);
  });

  it("gives no job a right that it isn't given by name", () => {
    const given = workflow(file).permissions;
    expect(given === undefined ? undefined : Object.values(given).filter((right) => right !== "read")).toEqual([]);
    expect(jobsOf(file).filter(([, job]) => job.permissions === undefined)).toEqual([]);
  });

  it("ends every job that hangs", () => {
    expect(jobsOf(file).filter(([, job]) => !(Number(job["timeout-minutes"]) > 0))).toEqual([]);
  });

  it("leaves no token in the checkout", () => {
    const checkouts = jobsOf(file).flatMap(([, job]) =>
      job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@")),
    );
    expect(checkouts.filter((step) => step.with?.["persist-credentials"] !== "false")).toEqual([]);
  });

  it("puts nothing that somebody else writes into a script", () => {
    expect(jobsOf(file).flatMap(([, job]) => runsOf(job).filter((run) => run.includes("${{")))).toEqual([]);
  });

  it("never runs code of a fork with this repository's rights", () => {
    expect(Object.keys(workflow(file).on)).not.toContain("pull_request_target");
  });
});

describe("the workflows for users", () => {
  it("call nothing but npm scripts, as a person does", () => {
    const runs = jobsOfUsers.flatMap(({ job }) => runsOf(job));
    expect(runs.filter((run) => !/^npm /.test(run))).toEqual(['cat plans/plan.md >> "$GITHUB_STEP_SUMMARY"']);
  });

  it("lint, test, check with findings uploaded, plan with a comment, apply", () => {
    const runs = (file: string) => jobsOf(`pipelines/github-actions/${file}.yml`).flatMap(([, job]) => runsOf(job));
    const checks = ["npm run lint", "npm test", "npm run check -- --sarif posture.sarif"];
    expect(runs("pull-request")).toEqual(
      expect.arrayContaining([...checks, "npm run plan -- --save plans", "npm run plan:comment"]),
    );
    expect(runs("deploy")).toEqual(expect.arrayContaining(checks));
    expect(runs("drift")).toContain("npm run plan -- --expect-no-changes");
  });

  it("sign in by federation only in jobs of an environment, and no other job may", () => {
    for (const { job } of jobsOfUsers) {
      expect(job.permissions?.["id-token"] === "write").toBe(job.environment !== undefined);
    }
  });

  it("give no job more than it needs", () => {
    const rights = jobsOfUsers.map(({ file, name, job }) => {
      const writes = Object.entries(job.permissions ?? {}).filter(([, right]) => right === "write");
      return `${file.replace(/.*\//, "")} ${name}: ${writes.map(([right]) => right).join(", ")}`;
    });
    expect(rights).toEqual([
      "deploy.yml checks: security-events",
      "deploy.yml dev: id-token",
      "deploy.yml plan-prod: id-token",
      "deploy.yml prod: id-token",
      "drift.yml plan: id-token",
      "promotion.yml share: id-token",
      "promotion.yml apply: id-token",
      "pull-request.yml checks: ",
      "pull-request.yml posture: security-events",
      "pull-request.yml plan: id-token, pull-requests",
      "verify.yml verify: id-token, security-events",
    ]);
  });

  it("apply a new plan to dev, and the reviewed plan to prod behind its environment", () => {
    const { dev, "plan-prod": plan, prod } = workflow("pipelines/github-actions/deploy.yml").jobs;
    expect(dev).toMatchObject({ environment: "dev", needs: "checks" });
    expect(dev && runsOf(dev)).toContain("npm run deploy -- dns-shared dev --auto-approve");
    expect(plan).toMatchObject({ environment: "plan", needs: "dev" });
    expect(plan && runsOf(plan)).toContain("npm run plan -- prod --save plans");
    expect(prod).toMatchObject({ environment: "prod", needs: "plan-prod" });
    expect(prod && runsOf(prod)).toContain("npm run deploy -- prod --reviewed plans");
  });

  it("share before, and bring to production after the approval of its environment", () => {
    const { share, apply } = workflow("pipelines/github-actions/promotion.yml").jobs;
    expect(share).toMatchObject({ environment: "dev", concurrency: { "cancel-in-progress": "false" } });
    expect(apply).toMatchObject({
      environment: "prod",
      needs: "share",
      concurrency: { "cancel-in-progress": "false" },
    });
    expect(apply && runsOf(apply)).toEqual([
      "npm ci --ignore-scripts",
      'npm run promote:reviews -- "$FILE" "$REVIEWS"',
      'npm run promote -- apply "$FILE" --job --record records',
    ]);
  });

  it("never run two applies of one stack at once, and never end one half-way", () => {
    const applies = jobsOfUsers.filter(({ job }) => runsOf(job).some((run) => run.includes("npm run deploy")));
    expect(applies.map(({ job }) => job.concurrency)).toEqual([
      { group: "apply-dev", "cancel-in-progress": "false" },
      { group: "apply-prod", "cancel-in-progress": "false" },
    ]);
  });

  it("plan with a principal that only reads: without locking the state", () => {
    for (const { job } of jobsOfUsers) {
      const plans = runsOf(job).some((run) => run.includes("npm run plan -- "));
      expect((job as { env?: Record<string, string> }).env?.["TF_CLI_ARGS_plan"]).toBe(
        plans ? "-lock=false" : undefined,
      );
    }
  });
});

describe("the pipelines of Azure Pipelines", () => {
  interface Stage {
    readonly stage: string;
    readonly dependsOn?: unknown;
    readonly condition?: string;
    readonly lockBehavior?: string;
    readonly jobs: readonly { readonly deployment?: string; readonly environment?: string }[];
  }
  const { stages } = yamlOf("pipelines/azure-pipelines/platform.yml") as { stages: Stage[] };
  const stage = (name: string) => stages.find((one) => one.stage === name);

  it("apply dev and prod as deployments to their environments, one run after the other", () => {
    for (const name of ["dev", "prod"]) {
      expect(stage(name)).toMatchObject({
        lockBehavior: "sequential",
        jobs: [{ deployment: name, environment: name }],
      });
    }
  });

  it("plan on pull requests only, apply from main only", () => {
    expect(stage("plan")?.condition).toBe("eq(variables['Build.Reason'], 'PullRequest')");
    expect(stage("dev")?.condition).toBe("and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))");
    expect([stage("plan_prod")?.dependsOn, stage("prod")?.dependsOn]).toEqual(["dev", "plan_prod"]);
  });

  it("apply prod as reviewed", () => {
    const text = textOf("pipelines/azure-pipelines/platform.yml");
    expect(text).toContain("npm run plan -- prod --save plans");
    expect(text).toContain("npm run deploy -- prod --reviewed $(Pipeline.Workspace)/plans");
  });

  it("bring to production after the approval of its environment", () => {
    const { stages: steps } = yamlOf("pipelines/azure-pipelines/promotion.yml") as { stages: Stage[] };
    expect(steps).toMatchObject([
      { stage: "share", lockBehavior: "sequential", jobs: [{ environment: "dev" }] },
      { stage: "apply", dependsOn: "share", lockBehavior: "sequential", jobs: [{ environment: "prod" }] },
    ]);
  });

  it("take Terraform by its checksum, and sign in by federation", () => {
    const text = textOf("pipelines/azure-pipelines/steps/terraform.yml");
    expect(text).toMatch(/[0-9a-f]{64} {2}terraform_1\.11\.4_linux_amd64\.zip/);
    expect(text).toContain("ARM_USE_OIDC=true");
    expect(text).not.toContain("addSpnToEnvironment");
  });
});

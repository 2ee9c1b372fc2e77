import util from "node:util";
import { App, TerraformResource, TerraformStack } from "cdktf";
import type { Configuration } from "./config/schema.js";
import type { LoadedExtension } from "./extension/calls.js";
import { buildPlatform } from "./platform.js";
import { baseStackName, environmentOfStack } from "./stacks/names.js";
import { type DeployedStack, RemovedStack } from "./stacks/removed-stack.js";
import { joinEmptyLines, writeAside } from "./output-directory.js";
import { Summary } from "./summary.js";

/** Options of a synth, in addition to the configuration. */
export interface SynthesizeOptions {
  /**
   * Whether Terraform may destroy protected resources, for a teardown.
   * @default false
   */
  readonly liftPreventDestroy?: boolean;
  /**
   * Protected resources that Terraform may destroy nevertheless, by addresses with their stacks, such as
   * `aml-prod/azurerm_key_vault.Vault`.
   * @default - none
   */
  readonly liftPreventDestroyOf?: ReadonlySet<string>;
  /**
   * Stacks to destroy, if the platform no longer has them.
   * @default - none
   */
  readonly removedStacks?: readonly DeployedStack[];
  /**
   * Code that adds to the platform.
   * @default - none
   */
  readonly extension?: LoadedExtension | undefined;
}

/**
 * Writes the platform's stacks.
 * @param outdir receives `manifest.json` and `stacks/<stack>/cdk.tf.json`; unchanged if anything fails
 */
export function synthesize(configuration: Configuration, outdir: string, options: SynthesizeOptions = {}): Summary {
  // CDKTF 0.21 calls util.isArray, for which Node 22 and newer print a deprecation warning (DEP0044).
  Object.assign(util, { isArray: Array.isArray });
  let summary: Summary | undefined;
  writeAside(outdir, (folder) => {
    const app = new App({ outdir: folder, stackTraces: false });
    buildPlatform(app, configuration, options.extension);
    const removed = (options.removedStacks ?? []).filter(({ name }) => !app.node.tryFindChild(name));
    addRemovedStacks(app, removed, configuration);
    liftPreventDestroy(app, options);
    app.synth();
    joinEmptyLines(folder);
    summary = new Summary(
      app.node.children.filter(TerraformStack.isStack),
      outdir,
      removed.map(({ name }) => name),
    );
  });
  if (!summary) throw new Error("nothing was synthesized");
  return summary;
}

/** What is left of an environment is destroyed before its base. */
function addRemovedStacks(app: App, removed: readonly DeployedStack[], configuration: Configuration): void {
  const stacks = removed.map((stack) => new RemovedStack(app, stack.name, { configuration, deployed: stack }));
  for (const stack of stacks) {
    const base = baseStackName(configuration.prefix, environmentOfStack(configuration.prefix, stack.node.id));
    const needed = stacks.find((other) => other !== stack && other.node.id === base);
    if (needed) stack.addDependency(needed);
  }
}

function liftPreventDestroy(
  app: App,
  { liftPreventDestroy: all, liftPreventDestroyOf: some }: SynthesizeOptions,
): void {
  if (!all && !some?.size) return;
  for (const construct of app.node.findAll()) {
    if (!TerraformResource.isTerraformResource(construct) || !construct.lifecycle?.preventDestroy) continue;
    const { terraformResourceType: type, friendlyUniqueId: name } = construct;
    if (!all && !some?.has(`${TerraformStack.of(construct).node.id}/${type}.${name}`)) continue;
    construct.lifecycle = { ...construct.lifecycle, preventDestroy: false };
  }
}

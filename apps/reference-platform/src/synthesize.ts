import { App, TerraformStack } from "cdktf";
import type { Configuration } from "./config/schema.js";
import { buildPlatform } from "./platform.js";
import { writeAside } from "./output-directory.js";
import { Summary } from "./summary.js";

/**
 * Writes the platform's stacks.
 * @param outdir receives `manifest.json` and `stacks/<stack>/cdk.tf.json`; left as it was if anything fails
 */
export function synthesize(configuration: Configuration, outdir: string): Summary {
  let summary: Summary | undefined;
  writeAside(outdir, (folder) => {
    const app = new App({ outdir: folder, stackTraces: false });
    buildPlatform(app, configuration);
    app.synth();
    summary = new Summary(app.node.children.filter(TerraformStack.isStack), outdir);
  });
  if (!summary) throw new Error("nothing was synthesized");
  return summary;
}

/**
 * What reading synthesized stacks costs: node read-stacks.mjs MODE FOLDER [MODULE]
 *   parse   the floor: the files read and parsed as JSON
 *   model   the model made, with all references resolved and cycles sought
 *   all     in addition every argument's value, every direct dependency both ways, and the order of the apply
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [mode = "", folder = "", module = ""] = process.argv.slice(2);

if (mode === "parse") {
  const kept = readdirSync(join(folder, "stacks")).map((name) =>
    JSON.parse(readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8")),
  );
  if (kept.length === 0) throw new Error("no stacks");
} else {
  const { SynthModel } = await import(pathToFileURL(module).href);
  const model = SynthModel.fromDirectory(folder);
  if (model.diagnostics.length > 0) throw new Error(model.diagnostics[0].message);
  if (mode === "all") {
    for (const resource of model.resources()) {
      for (const name of Object.keys(resource.attributes)) resource.value(name);
      resource.dependents();
    }
    if (model.resourcesInOrder().length === 0) throw new Error("no resources");
  }
}

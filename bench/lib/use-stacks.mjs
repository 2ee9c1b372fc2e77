/**
 * node use-stacks.mjs MODE FOLDER MODULE
 *   parse    reads the files and parses them as JSON
 *   model    creates the model, and resolves references
 *   values   also reads all values and dependencies, and the order of the apply
 *   check    creates the model, evaluates all rules and checks, and writes the report as JSON
 *   html     also writes the HTML report
 *   parse-plans, check-plans   the same for plans
 */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [mode = "", folder = "", module = ""] = process.argv.slice(2);
if (mode === "parse") {
  for (const name of readdirSync(join(folder, "stacks")))
    JSON.parse(readFileSync(join(folder, "stacks", name, "cdk.tf.json"), "utf8"));
} else if (mode === "parse-plans") {
  for (const { json } of plansIn(folder)) JSON.parse(json);
} else {
  const { SynthModel, check, toHtml, toJson } = await import(pathToFileURL(module).href);
  const model = mode === "check-plans" ? SynthModel.fromPlans(plansIn(folder)) : SynthModel.fromDirectory(folder);
  if (mode === "values") {
    for (const resource of model.resources()) {
      for (const name of Object.keys(resource.attributes)) resource.value(name);
      resource.dependents();
    }
    model.resourcesInOrder();
  }
  if (mode === "check" || mode === "check-plans" || mode === "html") {
    const report = check(model, { today: "2026-01-01" });
    toJson(report);
    if (mode === "html") await toHtml(report);
  }
}

/** @param {string} folder */
function plansIn(folder) {
  return readdirSync(folder).map((name) => ({ name, json: readFileSync(join(folder, name), "utf8") }));
}

/**
 * What checking synthesized stacks costs: node check-stacks.mjs MODE FOLDER MODULE
 *   model   the floor: the model made
 *   check   in addition every rule and check, and the report as JSON
 *   html    in addition the page
 */
import { pathToFileURL } from "node:url";

const [mode = "", folder = "", module = ""] = process.argv.slice(2);
const { SynthModel, check, toHtml, toJson } = await import(pathToFileURL(module).href);
const model = SynthModel.fromDirectory(folder);
if (mode !== "model") {
  const report = check(model, { today: "2026-01-01" });
  if (report.checks.length === 0) throw new Error("nothing was checked");
  if (toJson(report).length === 0 || (mode === "html" && (await toHtml(report)).length === 0)) {
    throw new Error("nothing was written");
  }
}

/** The published schema of Azure Pipelines (schema/NOTICE.md). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "schema/azure-pipelines.json"), "utf8"));
// It has keywords of its own, for editors.
const validate = new Ajv({ strict: false, unicodeRegExp: false }).compile(schema);

/**
 * What the schema refuses of a pipeline or template.
 * @param {unknown} pipeline its YAML, every scalar a text
 * @returns {string[]} each beginning with where it is
 */
export function schemaProblems(pipeline) {
  if (validate(pipeline)) return [];
  const errors = (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    depth: instancePath.split("/").length,
    // Of every task that the schema knows it says that the step isn't that one.
    ofTask: instancePath.endsWith("/task"),
    text: instancePath.endsWith("/task")
      ? `${instancePath}: no task that the schema knows`
      : `${instancePath}: ${message} ${JSON.stringify(params)}`,
  }));
  // The deepest are the cause of the others.
  const deepest = Math.max(...errors.map(({ depth }) => depth));
  const causes = errors.filter(({ depth }) => depth === deepest);
  const inTasks = causes.filter(({ ofTask }) => !ofTask);
  return [...new Set((inTasks.length > 0 ? inTasks : causes).map(({ text }) => text))];
}

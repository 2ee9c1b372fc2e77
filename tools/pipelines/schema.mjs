/** The published schema of Azure Pipelines (schema/NOTICE.md). */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";

const schema = JSON.parse(readFileSync(join(import.meta.dirname, "schema/azure-pipelines.json"), "utf8"));
// The schema has additional keywords for editors.
const validate = new Ajv({ strict: false, unicodeRegExp: false, code: { optimize: false } }).compile(schema);

/**
 * Validates a pipeline or template with the schema.
 * @param {unknown} pipeline the YAML, in which every scalar is text
 * @returns {string[]} problems, each beginning with its path
 */
export function schemaProblems(pipeline) {
  if (validate(pipeline)) return [];
  const errors = (validate.errors ?? []).map(({ instancePath, message, params }) => ({
    depth: instancePath.split("/").length,
    // For an unknown task, the schema reports that it differs from each known task.
    ofTask: instancePath.endsWith("/task"),
    text: instancePath.endsWith("/task")
      ? `${instancePath}: no task that the schema knows`
      : `${instancePath}: ${message} ${JSON.stringify(params)}`,
  }));
  // The deepest errors cause the others.
  const deepest = Math.max(...errors.map(({ depth }) => depth));
  const causes = errors.filter(({ depth }) => depth === deepest);
  const inTasks = causes.filter(({ ofTask }) => !ofTask);
  return [...new Set((inTasks.length > 0 ? inTasks : causes).map(({ text }) => text))];
}

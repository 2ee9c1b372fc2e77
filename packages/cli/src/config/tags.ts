import { mergeTags, type Tags, validateTags } from "@org/aml-naming";
import { PLATFORM_TAGS } from "@org/aml-platform";
import type { Problem } from "./problem.js";
import type { Configuration } from "./schema.js";

/** Types with lower limits, of which every environment has resources. */
const LIMITED = ["Microsoft.Network/privateDnsZones/virtualNetworkLinks", "Microsoft.Storage/storageAccounts"];
const ADDED = Object.fromEntries(PLATFORM_TAGS.map((tag) => [tag, ""]));

/** The tags of an environment: those of the platform, and its own, which take precedence. */
export function environmentTags({ tags, environments }: Configuration, name: string): Tags {
  return mergeTags(tags, environments[name]?.tags);
}

/** Tags that exceed Azure's limits together with those of the platform, and tags that would replace those. */
export function tagProblems({ tags, environments }: Configuration): Problem[] {
  const problems = problemsOf(tags, {}, "");
  if (problems.length > 0) return problems;
  return Object.entries(environments).flatMap(([name, { tags: own }]) =>
    problemsOf(own, tags, `environments.${name}.`),
  );
}

function problemsOf(own: Tags, inherited: Tags, path: string): Problem[] {
  const overwritten = Object.keys(own).filter((name) => Object.hasOwn(ADDED, name.toLowerCase()));
  if (overwritten.length > 0) {
    return overwritten.map((name) => ({
      path: `${path}tags.${name}`,
      value: JSON.stringify(own[name]),
      allowed: `tags other than ${PLATFORM_TAGS.join(", ")}, which the platform sets; Azure compares names case-insensitively`,
      fix: "remove it or use another name",
    }));
  }
  const wrong = validateTags(own, LIMITED);
  // Names that differ only in case are one tag, so tags are counted only if there are no such names.
  const all = wrong.length > 0 ? {} : mergeTags(inherited, own, ADDED);
  return [...wrong, ...validateTags(all, LIMITED)].map((problem) => ({
    path: `${path}${problem.path}`,
    value: String(problem.value),
    allowed:
      problem.path === "tags" ? `${problem.allowed}; the platform adds ${PLATFORM_TAGS.join(", ")}` : problem.allowed,
    fix: problem.fix,
  }));
}

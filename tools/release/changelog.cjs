/**
 * How a changeset reads in a changelog: what it says, without commits and names. What changes in Terraform is added by
 * version.mjs, because changesets doesn't tell this file which package a line is for.
 * @type {import("@changesets/types").ChangelogFunctions}
 */
module.exports = {
  getReleaseLine: async ({ summary }) => {
    const [first, ...rest] = summary.trim().split("\n");
    return [`- ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
  },
  getDependencyReleaseLine: async (_, dependencies) => {
    if (dependencies.length === 0) return "";
    return `- Stands on ${dependencies.map(({ name, newVersion }) => `${name} ${newVersion}`).join(", ")}.`;
  },
};

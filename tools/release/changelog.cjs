/**
 * How a changeset reads in a changelog: what it says, without commits and names.
 * @type {import("@changesets/types").ChangelogFunctions}
 */
module.exports = {
  getReleaseLine: async ({ summary }) => {
    const [first, ...rest] = summary.trim().split("\n");
    return [`- ${first}`, ...rest.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
  },
  getDependencyReleaseLine: async (_, dependencies) => {
    if (dependencies.length === 0) return "";
    return `- Depends on ${dependencies.map(({ name, newVersion }) => `${name} ${newVersion}`).join(", ")}.`;
  },
};

/**
 * `npm run check:pipelines`: checks the workflows of GitHub Actions with actionlint, and those of Azure Pipelines with
 * their published schema. The tests in this folder check their content. The exit code is 1 if something is wrong or, in
 * CI, not checked.
 */
import { join } from "node:path";
import { obtain } from "../terraform/builds.mjs";
import { cacheFolder, WORKSPACE } from "../lib/folders.mjs";
import { runCommand, scriptArguments } from "../lib/command.mjs";
import { executableName } from "../terraform/programs.mjs";
import { isMissingProgram, run } from "../lib/run.mjs";
import { AZURE_PIPELINES, WORKFLOWS, yamlOf } from "./files.mjs";
import { schemaProblems } from "./schema.mjs";

const VERSION = "1.7.12";

/** @type {import("../terraform/programs.mjs").Program} */
const ACTIONLINT = {
  title: `actionlint ${VERSION}`,
  executable: executableName("actionlint"),
  from: `github.com/rhysd/actionlint/cmd/actionlint@v${VERSION}`,
  linkerFlags: "-s -w",
};

scriptArguments({}, "usage: npm run check:pipelines");
await runCommand(async () => {
  const wrong = [azurePipelines(), await actionlint()];
  return wrong.includes(true) ? 1 : 0;
});

/** @returns {Promise<boolean>} whether something is wrong */
async function actionlint() {
  const built = await obtain(ACTIONLINT, { cache: cacheFolder(), log: console.log });
  if ("answer" in built) {
    console.log(`SKIPPED: actionlint, which could not be built: ${built.answer}`);
    return Boolean(process.env["CI"]);
  }
  const files = WORKFLOWS.map((file) => join(WORKSPACE, file));
  const { code, stdout, stderr } = await run(join(built.folder, ACTIONLINT.executable), ["-no-color", ...files], {
    cwd: WORKSPACE,
  });
  process.stdout.write(stdout);
  process.stderr.write(stderr);
  const shell = (await hasShellcheck()) ? "with shellcheck" : "without shellcheck, which is not on PATH";
  console.log(`actionlint ${VERSION}: ${WORKFLOWS.length} workflows, ${shell}: ${code === 0 ? "passed" : "refused"}`);
  return code !== 0;
}

/** @returns {boolean} whether something is wrong */
function azurePipelines() {
  const problems = AZURE_PIPELINES.flatMap((file) =>
    schemaProblems(yamlOf(file)).map((problem) => `${file}${problem}`),
  );
  for (const problem of problems) console.log(problem);
  const outcome = problems.length === 0 ? "passed" : "refused";
  console.log(`schema of Azure Pipelines: ${AZURE_PIPELINES.length} files: ${outcome}`);
  return problems.length > 0;
}

/** @returns {Promise<boolean>} */
async function hasShellcheck() {
  try {
    return (await run("shellcheck", ["--version"])).code === 0;
  } catch (error) {
    if (!isMissingProgram(error)) throw error;
    return false;
  }
}

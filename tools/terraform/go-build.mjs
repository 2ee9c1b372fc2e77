import { copyFileSync, readFileSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { CLOCK_SCALE_VARIABLE, writeClockOverlay } from "./clock-overlay.mjs";
import { STUB_SCHEMA, executableName } from "./programs.mjs";
import { UnavailableError } from "../lib/command.mjs";
import { isMissingProgram, run } from "../lib/run.mjs";

/** @typedef {import("./programs.mjs").Program} Program */

const PROGRESS_EVERY_MS = 20_000;

/**
 * Builds a program.
 * @param {Program} program
 * @param {string} target an empty folder for the executable
 * @param {(line: string) => void} log
 * @returns {Promise<string | undefined>} undefined if it was built, otherwise the error
 * @throws {UnavailableError} if there is no Go
 */
export async function goBuild(program, target, log) {
  const started = Date.now();
  let packages = 0;
  /** @type {string | undefined} */
  let overlay;
  const progress = setInterval(() => {
    log(`  ${program.title}: ${Math.round((Date.now() - started) / 1000)} s, ${packages} packages compiled`);
  }, PROGRESS_EVERY_MS);
  try {
    if (program.clockScaled) overlay = writeClockOverlay((await run("go", ["env", "GOROOT"])).stdout.trim());
    const { code, stderr } = await run("go", goArguments(program, target, overlay), {
      env: { CGO_ENABLED: "0", ...(program.folder ? {} : { GOBIN: target }) },
      onErrorLine: (line) => {
        if (!line.startsWith("go: ")) packages += 1;
      },
    });
    if (code !== 0) return goAnswer(stderr);
  } catch (error) {
    if (!isMissingProgram(error)) throw error;
    throw new UnavailableError(
      `${program.title} has to be built here, and there is no \`go\` on PATH: install Go 1.26.6 or newer (https://go.dev/doc/install)`,
    );
  } finally {
    clearInterval(progress);
    if (overlay) rmSync(dirname(overlay), { recursive: true });
  }
  if (!program.folder) renameSync(join(target, installedName(program.from)), join(target, program.executable));
  if (program.clockScaled && !readFileSync(join(target, program.executable)).includes(CLOCK_SCALE_VARIABLE)) {
    return "it was built with another Go toolchain than the installed one, so its clock isn't scaled";
  }
  if (program.schema) copyFileSync(program.schema, join(target, STUB_SCHEMA));
  return undefined;
}

/** @param {Program} program @param {string} target @param {string | undefined} overlay @returns {string[]} */
function goArguments({ folder, from, linkerFlags, executable }, target, overlay) {
  const scaled = overlay ? ["-overlay", overlay] : [];
  if (!folder) return ["install", "-v", ...scaled, "-ldflags", linkerFlags, from];
  return ["build", "-C", folder, "-v", "-o", join(target, executable), "-ldflags", linkerFlags, from];
}

/** @param {string} from MODULE@QUERY @returns {string} the name that `go install` gives the executable */
function installedName(from) {
  return executableName(from.slice(from.lastIndexOf("/") + 1, from.lastIndexOf("@")));
}

/**
 * The last error of the Go proxy or the compiler.
 * @param {string} stderr standard error of a failed `go` command
 * @returns {string} one line
 */
export function goAnswer(stderr) {
  const lines = stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("go: downloading "));
  const status = lines.map((line) => /: (\d{3} [A-Z][^:]*)$/.exec(line)?.[1]).find((found) => found !== undefined);
  if (status === undefined) return lines.slice(-3).join("; ");
  const response = lines.find((line) => line.startsWith("server response: "));
  return response ? `${status}, ${response}` : status;
}

/**
 * Whether the proxy refused the module permanently.
 * @param {string} answer result of {@link goAnswer}
 * @returns {boolean}
 */
export function isRefusal(answer) {
  return /^4\d\d /.test(answer);
}

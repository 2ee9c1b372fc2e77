/** What was given can't be worked with: exit code 1. */
export class BadInputError extends Error {}

/** Terraform or a provider can't be had on this machine: exit code 2. */
export class UnavailableError extends Error {}

/**
 * Runs a command of these tools: ends the process with the exit code, says what was wrong in one line where it's known.
 * @param {() => Promise<number>} command returns the exit code
 * @returns {Promise<void>}
 */
export async function runCommand(command) {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof BadInputError || error instanceof UnavailableError)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof BadInputError ? 1 : 2;
  }
}

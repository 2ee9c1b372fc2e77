import { stripVTControlCharacters } from "node:util";

/** What a failing assertion says, without colours. */
export function failure(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  throw new Error("the assertion did not fail");
}

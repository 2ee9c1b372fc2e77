import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Every app that a test makes gets a folder; they all lie in one that is gone after the run. */
export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), "private-aml-tests-"));
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PREFIX = "aml-rehearsal-";
const OWNER = "owner";

/** A temporary folder that belongs to this process and that is gone when it's done. */
export class WorkFolder {
  public readonly path: string;

  constructor(parent = tmpdir()) {
    this.path = mkdtempSync(join(parent, PREFIX));
    writeFileSync(join(this.path, OWNER), String(process.pid));
  }

  /** A folder in it. */
  public folder(name: string): string {
    const path = join(this.path, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/**
 * Removes what runs left behind whose process was killed.
 * @returns how many
 */
export function removeLeftovers(parent = tmpdir()): number {
  const left = readdirSync(parent)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(folder, OWNER)) && !isAlive(Number(readFileSync(join(folder, OWNER), "utf8"))));
  for (const folder of left) rmSync(folder, { recursive: true, force: true });
  return left.length;
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's process has that number, so there is one.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

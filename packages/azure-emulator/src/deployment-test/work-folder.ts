import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";

const PREFIX = "azure-emulator-";
const OWNER = "owner";

/** A temporary folder of this process, which is removed at the end. */
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
 * Cleans up after killed runs: removes their folders, and stops Terraform and providers that still run in them.
 * @returns the number of folders
 */
export function removeLeftovers(parent = tmpdir()): number {
  const left = readdirSync(parent)
    .filter((name) => name.startsWith(PREFIX))
    .map((name) => join(parent, name))
    .filter((folder) => existsSync(join(folder, OWNER)) && !isAlive(Number(readFileSync(join(folder, OWNER), "utf8"))));
  for (const folder of left) {
    processesIn(realpathSync(folder)).forEach(kill);
    rmSync(folder, { recursive: true, force: true });
  }
  return left.length;
}

/** The processes whose working directory is inside a folder, from Linux's `/proc`. */
function processesIn(folder: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && workingDirectoryOf(name)?.startsWith(folder + sep))
    .map(Number);
}

function workingDirectoryOf(process_: string): string | undefined {
  try {
    return readlinkSync(`/proc/${process_}/cwd`);
  } catch {
    // It has ended, or belongs to another user.
    return undefined;
  }
}

function isAlive(process_: number): boolean {
  try {
    process.kill(process_, 0);
    return true;
  } catch (error) {
    // EPERM: a process of another user has this id.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Kills a process, unless it has already ended.
 * @param pid negative for a group of processes
 */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

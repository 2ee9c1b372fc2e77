import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const STACKS = "stacks";
export const STACK_FILE = "cdk.tf.json";
/** The last JSON of a stack that was removed, under a name that Terraform doesn't read. */
export const REMOVED_STACK_FILE = `${STACK_FILE}.removed`;

/**
 * Runs `write` with a temporary folder and then moves its files into `outdir`, so that a failure doesn't change
 * `outdir`. Terraform's own files in the stacks' folders (`.terraform`, lock files) remain; the JSON of removed stacks
 * is renamed, because it says where their states are.
 */
export function writeAside(outdir: string, write: (folder: string) => void): void {
  const target = resolve(outdir);
  mkdirSync(dirname(target), { recursive: true });
  const aside = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    write(aside);
    move(aside, target);
    const written = new Set(
      readdirSync(join(target, STACKS)).filter((stack) => existsSync(join(aside, STACKS, stack))),
    );
    for (const stack of readdirSync(join(target, STACKS))) {
      const file = join(target, STACKS, stack, STACK_FILE);
      const removed = join(target, STACKS, stack, REMOVED_STACK_FILE);
      if (written.has(stack)) rmSync(removed, { force: true });
      else if (existsSync(file)) renameSync(file, removed);
    }
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * Writes empty lists and objects of the stacks in one line, as CDK Terrain does and CDKTF doesn't, so that both write
 * the same bytes but for their version.
 */
export function joinEmptyLines(folder: string): void {
  for (const stack of readdirSync(join(folder, STACKS))) {
    const file = join(folder, STACKS, stack, STACK_FILE);
    const text = readFileSync(file, "utf8");
    // A text in JSON contains no line breaks, so these are outside of texts.
    const joined = text.replace(/([[{])\n *(?=[\]}])/g, "$1");
    if (joined !== text) writeFileSync(file, joined);
  }
}

/** Moves files, because `rename` replaces a file atomically. Empty folders remain. */
function move(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from)) {
    const source = join(from, entry);
    if (statSync(source).isDirectory()) move(source, join(to, entry));
    else renameSync(source, join(to, entry));
  }
}

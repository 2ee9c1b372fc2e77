import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A new folder with the given files. */
export function folderWith(files: Record<string, string> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "terraform-tools-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** An executable that runs the given JavaScript, in which `args` are its arguments. */
export function fakeProgram(name: string, script: string): string {
  const file = join(
    folderWith({ [name]: `#!${process.execPath}\nconst args = process.argv.slice(2);\n${script}\n` }),
    name,
  );
  chmodSync(file, 0o755);
  return file;
}

/** A folder in the form of a synth's output. */
export function synthesized(stacks: Record<string, object>): string {
  const names = Object.keys(stacks);
  return folderWith({
    "manifest.json": JSON.stringify({
      version: "0.21.0",
      stacks: Object.fromEntries(
        names.map((name) => [name, { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
      ),
    }),
    ...Object.fromEntries(
      Object.entries(stacks).map(([name, json]) => [`stacks/${name}/cdk.tf.json`, JSON.stringify(json, null, 2)]),
    ),
  });
}

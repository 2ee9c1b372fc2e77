import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import { appOf, isApp, isStack, type AppLike, type StackLike } from "./cdktf.js";

/**
 * Synthesizes like `cdktf synth`, including aspects, validations, error annotations, cross-stack references and
 * backends, and reads the result. The app's output folder isn't changed.
 * @param subject an App for all of its stacks, or a single stack, for which values from other stacks are unknown
 * @throws whatever synthesizing throws
 */
export function synthesized(subject: AppLike | StackLike): SynthModel {
  const app = isApp(subject) ? subject : appOf(subject);
  const wanted = isApp(subject) ? app.node.findAll().filter(isStack) : [subject];
  const folder = mkdtempSync(join(tmpdir(), "aml-testing-"));
  try {
    write(app, wanted, folder);
    return SynthModel.fromDirectory(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function write(app: AppLike, stacks: readonly StackLike[], folder: string): void {
  // Stacks that read from the requested one add outputs to it when they are prepared. A single stack has no such readers,
  // so its preparation, a third of the time, is left out.
  const all = app.node.findAll().filter(isStack);
  for (const stack of all) {
    if (all.length > 1) stack.prepareStack();
    else addBackend(stack);
  }

  mkdirSync(join(folder, "stacks"));
  const session = { outdir: folder, skipValidation: app.skipValidation, manifest: app.manifest };
  for (const stack of stacks) stack.synthesizer.synthesize(session as never);
  if (!app.skipValidation) {
    const wrong = app.node.validate();
    if (wrong.length > 0) throw new Error(`the app is not valid:\n  ${wrong.join("\n  ")}`);
  }

  const manifest = app.manifest.buildManifest() as { readonly stacks: Readonly<Record<string, unknown>> };
  const names = new Set(stacks.map((stack) => stack.node.id));
  const written = Object.entries(manifest.stacks).filter(([name]) => names.has(name));
  writeFileSync(join(folder, "manifest.json"), JSON.stringify({ stacks: Object.fromEntries(written) }));
}

/** What preparing a stack does beside resolving its references. CDKTF's types hide the method. */
function addBackend(stack: StackLike): void {
  (stack as unknown as { ensureBackendExists(): void }).ensureBackendExists();
}

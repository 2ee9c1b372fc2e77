/**
 * What the tests with real Terraform (`npm run test:rehearsal`) need, provided once for all of them: Terraform with its
 * providers, and the reference platform as synthesized.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepareTerraform, synthesizePlatform } from "./prepare.mjs";

/** @param {{ provide: (name: "terraform" | "platform", value: string) => void }} project @returns {Promise<() => void>} */
export default async function setup(project) {
  const { command, azurermMajors } = await prepareTerraform(() => undefined);
  const folder = mkdtempSync(join(tmpdir(), "rehearsed-platform-"));
  await synthesizePlatform(Math.max(...azurermMajors), folder);
  project.provide("terraform", command);
  project.provide("platform", folder);
  return () => rmSync(folder, { recursive: true });
}

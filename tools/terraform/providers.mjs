import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const version = z.string().regex(/^\d+\.\d+\.\d+$/, "must be a version such as 5.2.0");

const WantedVersion = z.strictObject({
  /** The version in the mirror's layout, which Terraform sees. */
  version,
  /** The module version or commit that is requested from the Go proxy. */
  query: z.string().min(1),
  /** Description of the query. */
  is: z.string().min(1),
});

const WantedProvider = z.strictObject({
  source: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must be <namespace>/<name>, such as hashicorp/azurerm"),
  module: z.string().min(1),
  versions: z.array(WantedVersion).min(1),
  /** Whether it is built so that deployment tests can shorten its waits. */
  clockScaled: z.boolean().optional(),
  /** The stub that serves the provider's schema if none of the versions is available. */
  stub: z.strictObject({ version, program: z.string(), schema: z.string() }).optional(),
});

const WantedCli = z.strictObject({ minimum: version, version, program: z.string(), package: z.string() });

const Wanted = z.strictObject({
  terraform: WantedCli,
  opentofu: WantedCli,
  providers: z.array(WantedProvider).min(1),
});

/** @typedef {z.infer<typeof WantedVersion>} WantedVersion */
/** @typedef {z.infer<typeof WantedProvider>} WantedProvider */
/** @typedef {z.infer<typeof WantedCli>} WantedCli */
/** @typedef {z.infer<typeof Wanted>} Wanted */

/**
 * Reads the programs that are built to validate with Terraform.
 * @param {string} [text] the JSON; without it, providers.json of this folder
 * @returns {Wanted}
 * @throws {Error} with each wrong value and its path
 */
export function readWanted(text = readFileSync(join(import.meta.dirname, "providers.json"), "utf8")) {
  const parsed = Wanted.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new Error(`providers.json is wrong:\n${z.prettifyError(parsed.error)}`);
}

/**
 * @param {string} source as in `hashicorp/azurerm`
 * @returns {string} the part after the namespace
 */
export function providerName(source) {
  return source.slice(source.indexOf("/") + 1);
}

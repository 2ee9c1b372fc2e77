import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { provideMirror } from "./provide-mirror.mjs";
import { providerName } from "./providers.mjs";

/** @typedef {import("./builds.mjs").BuildOptions} BuildOptions */
/** @typedef {import("./provide-mirror.mjs").Mirror} Mirror */

/**
 * The source of Terraform's providers.
 * @typedef {object} ProviderSource
 * @property {NodeJS.ProcessEnv} env environment for Terraform
 * @property {boolean} oneAtATime whether only one `terraform init` may run at once
 * @property {readonly number[]} azurermMajors the major versions of azurerm that are available
 * @property {readonly string[]} stubs the providers that are stubs, a line each
 * @property {readonly string[]} present the available providers, a line each
 * @property {readonly string[]} absent the unavailable providers, a line each
 */

const AZURERM = "hashicorp/azurerm";
const REGISTRY = "https://registry.terraform.io/.well-known/terraform.json";
const TIME_LIMIT_MS = 2_000;

/**
 * Whether this machine can reach the Terraform registry, so that it needs no mirror.
 * @param {string} [url]
 * @returns {Promise<boolean>}
 */
export async function reachesRegistry(url = REGISTRY) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIME_LIMIT_MS) });
    return response.ok;
  } catch {
    // The name can't be resolved, or the registry doesn't respond in time.
    return false;
  }
}

/**
 * The source of providers that a command asks for.
 * @param {"registry" | "mirror" | undefined} from by default, the registry if this machine reaches it, else the mirror
 * @param {readonly import("./providers.mjs").WantedProvider[]} wanted
 * @param {BuildOptions} options
 * @returns {Promise<ProviderSource>}
 */
export async function provideProviders(from, wanted, options) {
  const registry = from === undefined ? await reachesRegistry() : from === "registry";
  return registry ? fromRegistry(options.cache) : fromMirror(wanted, options);
}

/**
 * The mirror: providers that were built from the Go proxy, and stubs.
 * @param {readonly import("./providers.mjs").WantedProvider[]} wanted
 * @param {BuildOptions} options
 * @returns {Promise<ProviderSource>}
 */
export async function fromMirror(wanted, options) {
  const mirror = await provideMirror(wanted, options);
  const azurerm = mirror.present.filter(({ source }) => source === AZURERM);
  const majors = azurerm.map(({ version }) => Number.parseInt(version, 10));
  return {
    env: { TF_CLI_CONFIG_FILE: mirror.configFile, TF_PLUGIN_CACHE_DIR: undefined },
    oneAtATime: false,
    azurermMajors: [...new Set(majors)],
    ...describeMirror(mirror),
  };
}

/**
 * Terraform's usual source of providers: the registry, or the source in its CLI configuration.
 * @param {string} cache
 * @returns {ProviderSource}
 */
export function fromRegistry(cache) {
  const plugins = join(cache, "plugins");
  mkdirSync(plugins, { recursive: true });
  return {
    env: { TF_PLUGIN_CACHE_DIR: plugins },
    // Terraform's plugin cache doesn't support concurrent use.
    oneAtATime: true,
    azurermMajors: [4, 5],
    stubs: [],
    present: [
      "providers: the released ones, installed by Terraform as it is configured to; in deployment tests they wait in full. With Go, `npm run rehearse -- --mirror` builds azurerm with a scaled clock",
    ],
    absent: [],
  };
}

/**
 * Describes the available and unavailable providers of a mirror.
 * @param {Pick<Mirror, "present" | "absent">} mirror
 * @returns {Pick<ProviderSource, "stubs" | "present" | "absent">}
 */
export function describeMirror({ present, absent }) {
  const stubs = present.filter(({ real }) => !real);
  return {
    stubs: stubs.map(({ source, version }) => {
      const name = providerName(source);
      const answers = absent.filter((one) => one.source === source).map(({ answer }) => answer);
      return `${name} is a stub here, not the real provider (${[...new Set(answers)].join("; ")}): it checks arguments by the schema of ${name} ${version} and nothing else`;
    }),
    present: present.map(({ source, version, real, clockScaled, is }) => {
      const what = real ? `the real provider, ${is}` : is;
      return `${providerName(source)} ${version}: ${what}${clockScaled ? ", built with a scaled clock" : ""}`;
    }),
    absent: absent.map(
      ({ source, version, asked, answer }) =>
        `NOT CHECKED by the real ${providerName(source)} ${version}: \`go install ${asked}\` was answered: ${answer}`,
    ),
  };
}

const REGISTRY = "https://registry.terraform.io/.well-known/terraform.json";
const PATIENCE_MS = 2_000;

/**
 * Whether this machine reaches the Terraform registry; it then needs no mirror.
 * @param {string} [url]
 * @returns {Promise<boolean>}
 */
export async function reachesRegistry(url = REGISTRY) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok;
  } catch {
    // No name, no route, no answer in time: each of them means no.
    return false;
  }
}

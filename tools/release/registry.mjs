import { BadInputError } from "../lib/command.mjs";

/**
 * @param {string} registry its URL
 * @param {string} name
 * @param {string} version
 * @returns {Promise<string | undefined>} the integrity of what is published by this name and version, undefined if nothing is
 * @throws {BadInputError} if the registry doesn't answer
 */
export async function publishedIntegrity(registry, name, version) {
  const url = new URL(name.replace("/", "%2f"), registry.endsWith("/") ? registry : `${registry}/`);
  const response = await fetch(url).catch((error) => {
    throw new BadInputError(`${registry} doesn't answer, so nobody knows what is published: ${error.cause?.message ?? error.message}`); // prettier-ignore
  });
  if (response.status === 404) return undefined;
  if (!response.ok) throw new BadInputError(`${url} answers ${response.status} ${response.statusText}`);
  const { versions = {} } = /** @type {{ versions?: Record<string, { dist?: { integrity?: string } }> }} */ (
    await response.json()
  );
  const standing = versions[version];
  return standing && (standing.dist?.integrity ?? "");
}

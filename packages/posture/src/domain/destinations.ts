/** Service tags that include resources of any customer. */
const WIDE_TAGS = /^(\*|any|internet|azurecloud(\..*)?|storage|azurefrontdoor\.frontend)$/i;

/** Whether a destination, such as a service tag, a block or an address, includes what anybody may run. */
export function isWideDestination(destination: string): boolean {
  const [, length] = /^[\d.]+\/(\d+)$/.exec(destination) ?? [];
  return WIDE_TAGS.test(destination) || (length !== undefined && Number(length) < 8);
}

/** Whether a host name stands for any host, such as `*` or `*.com`. */
export function isWideHost(host: string): boolean {
  return /^\*(\.[a-z]+)?$/i.test(host);
}

/** An account as it is compared: neither GitHub nor Azure DevOps distinguishes letter case. */
export function accountKey(account: string): string {
  return account.trim().toLowerCase();
}

/** Who may approve: each account once, without those whose approval doesn't count. */
export function ableApprovers(approvers: readonly string[], notBy: readonly string[]): string[] {
  const barred = new Set(notBy.map(accountKey));
  const accounts = new Map(approvers.toReversed().map((one) => [accountKey(one), one]));
  return [...accounts]
    .filter(([key]) => !barred.has(key))
    .map(([, one]) => one)
    .toReversed();
}

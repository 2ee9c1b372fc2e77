import type { Changes, Report } from "./report.js";

/** What changed from one report to the next. */
export function changesBetween(before: Report, after: Report): Changes {
  const held = new Map(before.proofs.map(({ id, holds }) => [id, holds]));
  return {
    proofs: after.proofs.flatMap(({ id, title, holds }) => {
      const was = held.get(id);
      if (was === undefined || was === holds) return [];
      return [`${title}: ${holds ? "holds now" : "no longer holds"}`];
    }),
    findings: difference(before, after, ({ findings }) =>
      findings
        .filter(({ waiver }) => !waiver)
        .map(({ rule, stack, address, message }) => `${rule}: ${place(stack, address)} ${message}`),
    ),
    waivers: difference(before, after, ({ waivers }) => waivers.map(({ rule, address }) => `${rule} at ${address}`)),
    roles: difference(before, after, ({ roles }) =>
      roles.map(({ principal, role, scope }) => `${principal}: ${role} on ${scope}`),
    ),
    names: difference(before, after, ({ names }) =>
      names.map(({ environment, type, name }) => `${environment}: ${type} ${name}`),
    ),
  };
}

function place(stack: string, address: string): string {
  return [stack, address].filter(Boolean).join("/");
}

function difference(
  before: Report,
  after: Report,
  lines: (report: Report) => readonly string[],
): { readonly added: string[]; readonly removed: string[] } {
  const [old, now] = [new Set(lines(before)), new Set(lines(after))];
  return { added: [...now].filter((line) => !old.has(line)), removed: [...old].filter((line) => !now.has(line)) };
}

import type { Changes, Report } from "./report.js";

/** Changes between two reports. */
export function changesBetween(before: Report, after: Report): Changes {
  const outcomes = new Map(before.checks.map(({ id, outcome }) => [id, outcome]));
  return {
    checks: after.checks.flatMap(({ id, title, outcome }) => {
      const was = outcomes.get(id);
      return was === undefined || was === outcome ? [] : [`${title}: was ${was}, is ${outcome}`];
    }),
    findings: difference(before, after, ({ findings }) =>
      findings
        .filter(({ exemption }) => !exemption)
        .map(
          ({ rule, state, stack, address, message }) =>
            `${rule}${state === "undecided" ? " undecided" : ""}: ${place(stack, address)} ${message}`,
        ),
    ),
    exemptions: difference(before, after, ({ exemptions }) =>
      exemptions.map(({ rule, address }) => `${rule} at ${address}`),
    ),
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

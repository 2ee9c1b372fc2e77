const UNITS = { h: 3600, m: 60, s: 1, ms: 0.001, us: 0.000_001, µs: 0.000_001, ns: 0.000_000_001 } as const;
const PART = /(\d+(?:\.\d+)?)(h|ms|m|s|us|µs|ns)/g;
const DURATION = /^(\d+(\.\d+)?(h|ms|m|s|us|µs|ns))+$/;

/**
 * Reads a duration as Go and Terraform's providers write it: `90s`, `1h30m`, `1500ms`.
 * @returns seconds; undefined for any other text
 */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(PART)) seconds += Number(amount) * UNITS[unit as keyof typeof UNITS];
  return seconds;
}

/** Writes a duration, to the millisecond. */
export function formatDuration(seconds: number): string {
  return `${Math.round(seconds * 1000)}ms`;
}

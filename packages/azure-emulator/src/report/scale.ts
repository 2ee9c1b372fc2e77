const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];
const MOST_TICKS = 8;

/** Time axis of a chart. */
export interface Scale {
  /** Seconds between two ticks. */
  readonly step: number;
  /** Seconds. */
  readonly ticks: readonly number[];
  /** Position of a time in SVG, such as `12.34%`. */
  percent(seconds: number): string;
}

/** @param length length of the axis in seconds */
export function scaleFor(length: number): Scale {
  const step = STEPS.find((one) => length / one <= MOST_TICKS) ?? Math.ceil(length / MOST_TICKS);
  const end = Math.max(length, step);
  const ticks = Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => index * step);
  return { step, ticks, percent: (seconds) => `${((seconds / end) * 100).toFixed(2)}%` };
}

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

/**
 * @typedef {object} Variant
 * @property {string} name
 * @property {string[]} args arguments of node
 * @property {string} [cwd]
 *
 * @typedef {object} Measurement
 * @property {string} name
 * @property {number} wall median, seconds
 * @property {number} min
 * @property {number} max
 * @property {number} memory median of the peak, MB
 * @property {number[]} processor processor time of each round, seconds
 *
 * @typedef {{ wall: number, memory: number, processor: number }} Run
 */

const preload = join(import.meta.dirname, "rss.cjs");

/**
 * Runs each variant in its own process, interleaved, so that load on the machine affects all of them.
 * @param {Variant[]} variants
 * @param {number} repetitions
 * @returns {Measurement[]}
 */
export function measure(variants, repetitions) {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const usageFile = join(folder, "usage");
  const runs = new Map(variants.map(({ name }) => [name, /** @type {Run[]} */ ([])]));
  try {
    for (let round = 0; round <= repetitions; round++) {
      for (const { name, args, cwd } of variants) {
        const from = performance.now();
        const { status, stderr } = spawnSync(process.execPath, ["--require", preload, ...args], {
          cwd,
          encoding: "utf8",
          env: { ...process.env, BENCH_RSS_FILE: usageFile },
        });
        const wall = (performance.now() - from) / 1000;
        if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
        // The first round warms the file cache.
        if (round === 0) continue;
        const [kilobytes = NaN, microseconds = NaN] = readFileSync(usageFile, "utf8").split(" ").map(Number);
        runs.get(name)?.push({ wall, memory: kilobytes / 1024, processor: microseconds / 1e6 });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return variants.map(({ name }) => {
    const walls = (runs.get(name) ?? []).map(({ wall }) => wall);
    return {
      name,
      wall: median(walls),
      min: Math.min(...walls),
      max: Math.max(...walls),
      memory: median((runs.get(name) ?? []).map(({ memory }) => memory)),
      processor: (runs.get(name) ?? []).map(({ processor }) => processor),
    };
  });
}

/** @param {number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(middle)] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/**
 * A Markdown table of measurements, as ratios to one of them. The ratio of processor times is the median of those of
 * the rounds, in which the variants ran one after the other: on a busy machine it says more than that of the times.
 * @param {string} title @param {Measurement[]} measurements @param {string} base name of the measurement that is 1
 */
export function table(title, measurements, base) {
  const one = measurements.find(({ name }) => name === base);
  /** @param {Measurement} measurement */
  const ratio = ({ processor }) => median(processor.map((seconds, round) => seconds / (one?.processor[round] ?? NaN)));
  return [
    `### ${title}`,
    "",
    `| variant | median s | min | max | x ${base} | processor s | x ${base} | peak MB |`,
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ...measurements.map((measurement) => {
      const { name, wall, min, max, memory, processor } = measurement;
      const times = [wall, min, max].map((seconds) => seconds.toFixed(3)).join(" | ");
      const ratios = `${(wall / (one?.wall ?? NaN)).toFixed(2)} | ${median(processor).toFixed(3)} | ${ratio(measurement).toFixed(2)}`;
      return `| ${name} | ${times} | ${ratios} | ${memory.toFixed(0)} |`;
    }),
    "",
  ].join("\n");
}

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
  const memoryFile = join(folder, "rss");
  const runs = new Map(variants.map(({ name }) => [name, /** @type {{ wall: number, memory: number }[]} */ ([])]));
  try {
    for (let round = 0; round <= repetitions; round++) {
      for (const { name, args, cwd } of variants) {
        const from = performance.now();
        const { status, stderr } = spawnSync(process.execPath, ["--require", preload, ...args], {
          cwd,
          encoding: "utf8",
          env: { ...process.env, BENCH_RSS_FILE: memoryFile },
        });
        const wall = (performance.now() - from) / 1000;
        if (status !== 0) throw new Error(`${name} failed: ${stderr}`);
        // The first round warms the file cache.
        if (round > 0)
          runs.get(name)?.push({ wall, memory: Number.parseInt(readFileSync(memoryFile, "utf8"), 10) / 1024 });
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
 * A Markdown table of measurements, as ratios to one of them.
 * @param {string} title @param {Measurement[]} measurements @param {string} base name of the measurement that is 1
 */
export function table(title, measurements, base) {
  const one = measurements.find(({ name }) => name === base)?.wall ?? NaN;
  return [
    `### ${title}`,
    "",
    `| variant | median s | min | max | peak MB | x ${base} |`,
    "| --- | ---: | ---: | ---: | ---: | ---: |",
    ...measurements.map(
      ({ name, wall, min, max, memory }) =>
        `| ${name} | ${wall.toFixed(3)} | ${min.toFixed(3)} | ${max.toFixed(3)} | ${memory.toFixed(0)} | ${(wall / one).toFixed(2)} |`,
    ),
    "",
  ].join("\n");
}

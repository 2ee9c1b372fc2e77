import { minutes } from "../report/minutes.js";
import type { DeploymentTestEvent } from "../deployment-test/events.js";

/** Stream to which progress is written. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const REDRAW_MS = 200;
const MOST_ROWS = 8;
const ALL_STACKS = "all stacks";
const DEFAULT_COLUMNS = 80;
const UP_AND_CLEAR = (rows: number): string => `\u001b[${rows}A\u001b[J`;

/** Shows the progress of a deployment test. */
export interface Progress {
  onEvent(event: DeploymentTestEvent): void;
  /** Restores the terminal. */
  end(): void;
}

/** Writes lines; on a terminal also the current work, which is redrawn in place. */
export function progressOn(output: Output, verbose: boolean): Progress {
  return output.isTTY === true ? new Live(output, verbose) : new Lines(output, verbose);
}

/** The text of an event; undefined if it isn't shown. */
function lineOf(event: DeploymentTestEvent, verbose: boolean): string | undefined {
  switch (event.type) {
    case "note":
      return event.text;
    case "step ended": {
      const { stack, step, seconds, failed, outcome } = event;
      const result = failed ? "FAILED" : (outcome ?? "ok");
      return `${(stack || ALL_STACKS).padEnd(16)} ${step.padEnd(11)} ${minutes(seconds).padStart(10)}  ${result}`;
    }
    case "resource ended": {
      if (!verbose && !event.failed) return undefined;
      const { stack, address, action, seconds, failed } = event;
      return `  ${stack} ${action} ${address} ${minutes(seconds)}${failed ? " FAILED" : ""}`;
    }
    case "problem": {
      const { stack, step, address, message } = event.problem;
      const where = [stack || ALL_STACKS, step, address].filter((part) => part !== undefined).join(" ");
      return `!! ${where}: ${message.replaceAll("\n", "\n   ")}`;
    }
    default:
      return undefined;
  }
}

/** Writes a line for each finished step and resource. */
class Lines implements Progress {
  constructor(
    private readonly output: Output,
    private readonly verbose: boolean,
  ) {}

  public onEvent(event: DeploymentTestEvent): void {
    const line = lineOf(event, this.verbose);
    if (line !== undefined) this.output.write(`${line}\n`);
  }

  public end(): void {
    // Every line is complete.
  }
}

/** A step or resource in progress. */
interface Underway {
  readonly stack: string;
  readonly text: string;
  readonly started: number;
}

/** Writes lines, and below them the current work with its duration so far. */
class Live implements Progress {
  readonly #steps = new Map<string, Underway>();
  readonly #resources = new Map<string, Underway>();
  readonly #timer: NodeJS.Timeout;
  #drawn = 0;

  constructor(
    private readonly output: Output,
    private readonly verbose: boolean,
  ) {
    this.#timer = setInterval(() => this.#redraw(), REDRAW_MS);
    this.#timer.unref();
  }

  public onEvent(event: DeploymentTestEvent): void {
    this.#remember(event);
    const line = lineOf(event, this.verbose);
    this.#redraw(line === undefined ? "" : `${line}\n`);
  }

  public end(): void {
    clearInterval(this.#timer);
    this.#steps.clear();
    this.#redraw();
  }

  #remember(event: DeploymentTestEvent): void {
    const started = performance.now();
    if (event.type === "step started") {
      const { stack, step } = event;
      this.#steps.set(`${stack} ${step}`, { stack, text: `${stack || ALL_STACKS} ${step}`, started });
    } else if (event.type === "step ended") {
      this.#steps.delete(`${event.stack} ${event.step}`);
      // Resources that started and never finished failed with the step.
      for (const [key, { stack }] of this.#resources) if (stack === event.stack) this.#resources.delete(key);
    } else if (event.type === "resource started") {
      const { stack, action, address } = event;
      this.#resources.set(keyOf(event), { stack, text: `${stack} ${action} ${address}`, started });
    } else if (event.type === "resource ended") {
      this.#resources.delete(keyOf(event));
    }
  }

  #redraw(above = ""): void {
    const rows = this.#steps.size === 0 ? [] : this.#rows();
    // Some terminals report 0 columns.
    const width = (this.output.columns || DEFAULT_COLUMNS) - 1;
    const text = `${above}${rows.map((row) => `${row.slice(0, width)}\n`).join("")}`;
    const erase = this.#drawn > 0 ? UP_AND_CLEAR(this.#drawn) : "";
    if (erase + text !== "") this.output.write(erase + text);
    this.#drawn = rows.length;
  }

  #rows(): string[] {
    const now = performance.now();
    const since = ({ started }: Underway): string => minutes((now - started) / 1000);
    const longest = [...this.#resources.values()].slice(0, MOST_ROWS);
    const more = this.#resources.size - longest.length;
    return [
      ...[...this.#steps.values()].map((step) => `${step.text} ${since(step)}`),
      ...longest.map((resource) => `  ${since(resource).padStart(10)}  ${resource.text}`),
      ...(more > 0 ? [`              and ${more} more`] : []),
    ];
  }
}

function keyOf({ stack, action, address }: { stack: string; action: string; address: string }): string {
  return `${stack} ${action} ${address}`;
}

import type { RehearsalEvent } from "../runner/events.js";
import { minutes } from "../report/timeline-html.js";

/** Where progress is written. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

const REDRAW_MS = 200;
const MOST_ROWS = 8;

/** Shows how a rehearsal goes on. */
export interface Progress {
  onEvent(event: RehearsalEvent): void;
  /** Leaves the terminal as it should be. */
  end(): void;
}

/** Plain lines, or on a terminal also what is being worked on, redrawn in place. */
export function progressOn(output: Output, verbose: boolean): Progress {
  const lines = new Lines(output, verbose);
  return output.isTTY === true ? new Live(output, lines) : lines;
}

/** A line for everything that has ended. */
class Lines implements Progress {
  constructor(
    private readonly output: Output,
    private readonly verbose: boolean,
  ) {}

  public onEvent(event: RehearsalEvent): void {
    const text = this.textOf(event);
    if (text !== undefined) this.output.write(`${text}\n`);
  }

  public textOf(event: RehearsalEvent): string | undefined {
    switch (event.type) {
      case "note":
        return event.text;
      case "step ended": {
        const { stack, step, seconds, failed, outcome } = event;
        const result = failed ? "FAILED" : (outcome ?? "ok");
        return `${(stack || "all stacks").padEnd(16)} ${step.padEnd(11)} ${minutes(seconds).padStart(10)}  ${result}`;
      }
      case "resource ended": {
        if (!this.verbose && !event.failed) return undefined;
        const { stack, address, action, seconds, failed } = event;
        return `  ${stack} ${action} ${address} ${minutes(seconds)}${failed ? " FAILED" : ""}`;
      }
      case "problem": {
        const { stack, step, address, message } = event.problem;
        const where = [stack, step, address].filter((part) => part).join(" ");
        return `!! ${where}: ${message.replaceAll("\n", "\n   ")}`;
      }
      default:
        return undefined;
    }
  }

  public end(): void {
    // Every line is complete.
  }
}

/** Lines, and below them what is being worked on with the time it has taken so far. */
class Live implements Progress {
  readonly #underway = new Map<string, number>();
  #step: { readonly text: string; readonly started: number } | undefined;
  #drawn = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly output: Output,
    private readonly lines: Lines,
  ) {
    this.#timer = setInterval(() => this.#draw(), REDRAW_MS);
    this.#timer.unref();
  }

  public onEvent(event: RehearsalEvent): void {
    if (event.type === "step started")
      this.#step = { text: `${event.stack || "all stacks"} ${event.step}`, started: performance.now() };
    if (event.type === "step ended") this.#step = undefined;
    if (event.type === "resource started") this.#underway.set(`${event.action} ${event.address}`, performance.now());
    if (event.type === "resource ended") this.#underway.delete(`${event.action} ${event.address}`);
    const text = this.lines.textOf(event);
    if (text !== undefined) {
      this.#erase();
      this.output.write(`${text}\n`);
    }
    this.#draw();
  }

  public end(): void {
    clearInterval(this.#timer);
    this.#erase();
  }

  #draw(): void {
    this.#erase();
    if (!this.#step) return;
    const now = performance.now();
    const longest = [...this.#underway].sort(([, one], [, other]) => one - other).slice(0, MOST_ROWS);
    const more = this.#underway.size - longest.length;
    const rows = [
      `${this.#step.text} ${minutes((now - this.#step.started) / 1000)}`,
      ...longest.map(([text, started]) => `  ${minutes((now - started) / 1000).padStart(10)}  ${text}`),
      ...(more > 0 ? [`              and ${more} more`] : []),
    ];
    const width = (this.output.columns ?? 80) - 1;
    this.output.write(rows.map((row) => `${row.slice(0, width)}\n`).join(""));
    this.#drawn = rows.length;
  }

  #erase(): void {
    if (this.#drawn > 0) this.output.write(`\u001b[${this.#drawn}A\u001b[J`);
    this.#drawn = 0;
  }
}

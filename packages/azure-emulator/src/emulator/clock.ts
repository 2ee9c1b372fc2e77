/**
 * Maximum virtual seconds that an operation takes in a deployment test, unless an option requires more. It exceeds all
 * delays of the failure modes, so longer operations would have no other effect.
 */
const LONGEST_OPERATION_SECONDS = 300;

/** Clock of the Azure emulator. */
export interface Clock {
  /** Virtual seconds per real second. */
  readonly speed: number;
  /** Maximum virtual seconds of an operation. */
  readonly longestOperation: number;
  /** Virtual seconds since the start. */
  now(): number;
  /** The date of {@link now}. */
  date(): Date;
  /** Calls back after virtual seconds, unless the clock is stopped first. */
  after(seconds: number, callback: () => void): void;
  /** Cancels all pending calls. */
  stop(): void;
}

abstract class ClockBase implements Clock {
  readonly #start = new Date();
  public abstract readonly speed: number;
  public abstract readonly longestOperation: number;
  public abstract now(): number;
  public abstract after(seconds: number, callback: () => void): void;
  public abstract stop(): void;

  public date(): Date {
    return new Date(this.#start.getTime() + this.now() * 1000);
  }
}

/** A clock that runs faster than real time. */
export class VirtualClock extends ClockBase {
  public readonly speed: number;
  public readonly longestOperation: number;
  readonly #started = performance.now();
  readonly #timers = new Set<NodeJS.Timeout>();

  /** @param askedFor delays from the options in virtual seconds, which operations may last in full */
  constructor(speed: number, askedFor: readonly number[] = []) {
    super();
    this.speed = speed;
    this.longestOperation = Math.max(LONGEST_OPERATION_SECONDS, ...askedFor);
  }

  public now(): number {
    return ((performance.now() - this.#started) / 1000) * this.speed;
  }

  public after(seconds: number, callback: () => void): void {
    this.#at(this.now() + seconds, callback);
  }

  #at(due: number, callback: () => void): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        // Timers may be early by a fraction of a millisecond, which is long on a fast clock.
        if (this.now() < due) this.#at(due, callback);
        else callback();
      },
      ((due - this.now()) * 1000) / this.speed,
    );
    this.#timers.add(timer);
  }

  public stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

/** A callback that is due at a time. */
interface Due {
  /** Virtual seconds. */
  readonly at: number;
  readonly callback: () => void;
}

/** A clock for tests, which advances only on request. */
export class ManualClock extends ClockBase {
  public readonly speed = 1;
  public readonly longestOperation = Infinity;
  #now = 0;
  #waiting: Due[] = [];

  public now(): number {
    return this.#now;
  }

  public after(seconds: number, callback: () => void): void {
    this.#waiting.push({ at: this.#now + seconds, callback });
  }

  /** Advances the clock, and runs due calls in order. */
  public advance(seconds: number): void {
    const end = this.#now + seconds;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#waiting.splice(this.#waiting.indexOf(next), 1);
      this.#now = next.at;
      next.callback();
    }
    this.#now = end;
  }

  public stop(): void {
    this.#waiting = [];
  }

  #next(until: number): Due | undefined {
    const due = this.#waiting.filter(({ at }) => at <= until);
    return due.length === 0 ? undefined : due.reduce((first, other) => (other.at < first.at ? other : first));
  }
}

/**
 * Longest that an operation keeps a deployment test waiting, in virtual seconds, unless somebody asks for more. Half an hour of
 * a network's provisioning shows nothing that five minutes of it don't: they are longer than every delay of the failure modes.
 */
const LONGEST_OPERATION_SECONDS = 300;

/** Time as the Azure emulator counts it. */
export interface Clock {
  /** How many virtual seconds pass in a real one. */
  readonly speed: number;
  /** The virtual seconds after which an operation ends that would take longer. */
  readonly longestOperation: number;
  /** Virtual seconds since the start. */
  now(): number;
  /** The date of {@link now}. */
  date(): Date;
  /** Calls back after virtual seconds, unless the clock is stopped before. */
  after(seconds: number, callback: () => void): void;
  /** Drops all that is still to be called. */
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

/** A clock that runs faster than the one on the wall. */
export class VirtualClock extends ClockBase {
  public readonly speed: number;
  public readonly longestOperation: number;
  readonly #started = performance.now();
  readonly #timers = new Set<NodeJS.Timeout>();

  /** @param askedFor delays in virtual seconds that an operation may be meant to last in full */
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
        // Timers may be early by a fraction of a millisecond, which is much on a fast clock.
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

/** Something that is to be called at a time. */
interface Due {
  /** Virtual seconds. */
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that stands still until it is told how much time has passed: for tests. */
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

  /** Lets virtual seconds pass, and calls what is due in its order. */
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

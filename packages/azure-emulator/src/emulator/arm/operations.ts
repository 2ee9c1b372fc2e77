import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.js";
import { ArmError } from "./arm-error.js";
import type { ArmId } from "@org/azure-catalog";

/** A long-running operation. */
export interface Operation {
  readonly name: string;
  readonly kind: "create" | "update" | "delete" | "action";
  readonly target: ArmId;
  /** Virtual seconds. */
  readonly startedAt: number;
  status: "InProgress" | "Succeeded" | "Failed";
  error?: ArmError;
  /** Result of the operation. */
  result?: unknown;
  /** Resolves when the operation has ended; never rejects. */
  readonly done: Promise<void>;
}

/** Completes the operation and returns its result; an {@link ArmError} makes it fail. */
export type Completion = () => unknown;

/** A new operation. */
export interface Beginning {
  readonly kind: Operation["kind"];
  readonly target: ArmId;
  /** Virtual seconds that it takes. */
  readonly seconds: number;
  /** Keys that no other operation may hold at the same time. */
  readonly locks: readonly string[];
  readonly complete: Completion;
  /** Work that begins with the operation, which lasts at least as long; an {@link ArmError} makes it fail. */
  readonly work?: (() => Promise<unknown>) | undefined;
  readonly failed?: (error: ArmError) => void;
}

/** A period in real milliseconds of this process, on the scale of `performance.now()`. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

/** Virtual seconds of an operation, and its start in real milliseconds. */
interface Spent {
  readonly at: number;
  readonly seconds: number;
}

/** The long-running operations. */
export class Operations {
  readonly #clock: Clock;
  readonly #operations = new Map<string, Operation>();
  readonly #locks = new Map<string, Operation>();
  readonly #spent = new Map<string, Spent[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  public get(name: string): Operation | undefined {
    return this.#operations.get(name);
  }

  /** Virtual seconds of the operations on a resource that started within a period, or at any time. */
  public secondsOf(id: string, { start, end }: Period = { start: 0, end: Infinity }): number {
    const begun = (this.#spent.get(id.toLowerCase()) ?? []).filter(({ at }) => at >= start && at <= end);
    return begun.reduce((sum, { seconds }) => sum + seconds, 0);
  }

  /** The operation that holds one of the keys. */
  public holderOf(keys: readonly string[]): Operation | undefined {
    return keys.map((key) => this.#locks.get(key)).find((operation) => operation !== undefined);
  }

  /** Starts an operation. One with a duration of 0 and without work has ended when this method returns. */
  public begin({ kind, target, seconds, locks, complete, work, failed }: Beginning): Operation {
    let settle: () => void = () => undefined;
    const operation: Operation = {
      name: randomUUID(),
      kind,
      target,
      startedAt: this.#clock.now(),
      status: "InProgress",
      done: new Promise((resolve) => (settle = resolve)),
    };
    this.#operations.set(operation.name, operation);
    for (const key of locks) this.#locks.set(key, operation);
    const spent = this.#spent.get(target.key);
    const own = { at: performance.now(), seconds };
    if (spent) spent.push(own);
    else this.#spent.set(target.key, [own]);
    const end = (result: Completion = complete): void => {
      for (const key of locks) this.#locks.delete(key);
      try {
        operation.result = result();
        operation.status = "Succeeded";
      } catch (error) {
        if (!(error instanceof ArmError)) throw error;
        operation.status = "Failed";
        operation.error = error;
        failed?.(error);
      }
      settle();
    };
    const wait = (): void => {
      if (seconds > 0) this.#clock.after(Math.min(seconds, this.#clock.longestOperation), () => end());
      else end();
    };
    if (work) {
      const failure = (error: unknown) =>
        error instanceof ArmError ? error : new ArmError(500, "InternalServerError", String(error));
      void work().then(wait, (error: unknown) =>
        end(() => {
          throw failure(error);
        }),
      );
    } else wait();
    return operation;
  }
}

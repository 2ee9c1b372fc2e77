import { constants } from "node:os";

/** A command that a signal ended: Ctrl-C, or a stop from outside. */
export class InterruptedError extends Error {
  /** As a shell says it: 128 and the signal's number. */
  public readonly exitCode: number;

  public constructor(signal: NodeJS.Signals, message: string) {
    super(message);
    this.name = "InterruptedError";
    this.exitCode = 128 + constants.signals[signal];
  }
}

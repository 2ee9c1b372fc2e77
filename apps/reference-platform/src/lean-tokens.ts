/**
 * CDKTF records a stack trace of unlimited depth for every token, a third of the time of a synth, and nothing shows it.
 * `--stack-traces` leaves them on for debugging. Errors keep their own traces either way: the engine makes these.
 */
if (!process.argv.includes("--stack-traces")) {
  Error.captureStackTrace = () => undefined;
}

/**
 * Ends a process at once, or leaves it be if it has ended by itself meanwhile.
 * @param pid negative for a group of processes
 */
export function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

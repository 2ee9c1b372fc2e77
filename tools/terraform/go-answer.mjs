/**
 * What the Go proxy, or else the compiler, said in the end.
 * @param {string} stderr of a `go` that failed
 * @returns {string} one line
 */
export function goAnswer(stderr) {
  const lines = stderr
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("go: downloading "));
  const status = lines.map((line) => /: (\d{3} [A-Z][^:]*)$/.exec(line)?.[1]).find((found) => found !== undefined);
  if (status === undefined) return lines.slice(-3).join("; ");
  const response = lines.find((line) => line.startsWith("server response: "));
  return response ? `${status}, ${response}` : status;
}

/**
 * Whether the proxy has said no, and will say so again.
 * @param {string} answer of {@link goAnswer}
 * @returns {boolean}
 */
export function isRefusal(answer) {
  return /^4\d\d /.test(answer);
}

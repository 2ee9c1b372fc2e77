/** A release of agent software, for Linux on x64. */
export interface AgentRelease {
  readonly version: string;
  /** SHA-256 digest of its archive, in hexadecimal. The installation stops if the download has another one. */
  readonly sha256: string;
}

/**
 * The releases that are installed by default.
 * @see https://github.com/microsoft/azure-pipelines-agent/releases
 * @see https://github.com/actions/runner/releases
 */
export const AGENT_RELEASES = {
  AzureDevOps: {
    version: "4.269.0",
    sha256: "b7bfdc699857e7e045345494eec7f89c81d870e469e7d6199b37d6bf1601d3cf",
  },
  GitHub: {
    version: "2.337.0",
    sha256: "70920811a4f8ad4328818682bca5c6469c1c942fab52448868071d0063816613",
  },
} as const satisfies Readonly<Record<string, AgentRelease>>;

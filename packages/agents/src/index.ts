export * from "./agent-releases.js";
export type { AgentService, AzureDevOpsService, GitHubApp, GitHubService } from "./agent-service.js";
export * from "./build-agents.js";

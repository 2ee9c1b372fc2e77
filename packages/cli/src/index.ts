export { ConfigurationError, type Problem } from "./config/problem.js";
export { addPlatform } from "./platform.js";
export { run } from "./run.js";

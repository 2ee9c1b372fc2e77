import { delimiter, join } from "node:path";
import { isWithin } from "./reach.mjs";

/** What leads Node, npm, TypeScript or CDKTF somewhere else than a stranger's own would. */
const MISLEADING = /^(npm_|NODE_PATH$|NODE_OPTIONS$|INIT_CWD$|TS_NODE_|CDKTF_|TF_|VITEST|FORCE_COLOR$)/i;

/**
 * The environment of a stranger's processes, as changes of this process's: a home of its own, and nothing that leads to
 * the workspace.
 * @param {object} options
 * @param {string} options.home
 * @param {string} options.workspace
 * @param {NodeJS.ProcessEnv} [options.env]
 * @returns {NodeJS.ProcessEnv} `undefined` takes a variable away
 */
export function strangersEnvironment({ home, workspace, env = process.env }) {
  const taken = Object.keys(env).filter((name) => MISLEADING.test(name));
  const path = (env["PATH"] ?? "").split(delimiter).filter((folder) => !isWithin(workspace, folder));
  return {
    ...Object.fromEntries(taken.map((name) => [name, undefined])),
    HOME: home,
    USERPROFILE: home,
    XDG_CACHE_HOME: join(home, ".cache"),
    XDG_CONFIG_HOME: join(home, ".config"),
    npm_config_globalconfig: join(home, "global.npmrc"),
    PATH: path.join(delimiter),
    NO_COLOR: "1",
  };
}

/**
 * The .npmrc of a stranger's home: one registry, and no conflict of peers is let pass.
 * @param {object} options
 * @param {string} options.registry URL with a slash at its end
 * @param {string} options.cache folder
 * @param {string} [options.token] of who may publish
 * @returns {string}
 */
export function npmrc({ registry, cache, token }) {
  const lines = [
    `registry=${registry}`,
    `cache=${cache}`,
    "strict-peer-deps=true",
    "engine-strict=true",
    "audit=false",
    "fund=false",
    "update-notifier=false",
  ];
  if (token) lines.push(`${registry.replace(/^https?:/, "")}:_authToken=${token}`);
  return `${lines.join("\n")}\n`;
}

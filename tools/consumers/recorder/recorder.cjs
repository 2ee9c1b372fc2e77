/**
 * Required by a consumer's processes before all else: notes every module that Node resolves, ES modules as they come,
 * CommonJS modules at the end. Each process adds a line to the file in RECORDED_MODULES.
 */
/* eslint-disable @typescript-eslint/no-require-imports */
const { appendFileSync } = require("node:fs");
const { register } = require("node:module");
const { pathToFileURL } = require("node:url");
const { isMainThread, MessageChannel, receiveMessageOnPort } = require("node:worker_threads");

// The thread that the hook runs in requires this file as well.
if (isMainThread) record();

function record() {
  const { port1, port2 } = new MessageChannel();
  register("./resolve-hook.mjs", { parentURL: pathToFileURL(__filename), data: port2, transferList: [port2] });
  port1.unref();

  process.on("exit", () => {
    const modules = Object.keys(require.cache);
    for (let sent = receiveMessageOnPort(port1); sent; sent = receiveMessageOnPort(port1)) modules.push(sent.message);
    const line = JSON.stringify({ program: process.argv[1], modules });
    appendFileSync(/** @type {string} */ (process.env["RECORDED_MODULES"]), `${line}\n`);
  });
}

#!/usr/bin/env node
/**
 * A program that behaves like Terraform as far as a rehearsal can tell, and does nothing. Beside the link that it's
 * called by lies `scenario.json`: what differs from the usual, by `STACK COMMAND`, as a list of actions; `calls.jsonl`
 * receives a line when a command begins and when it ends.
 */
import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const home = dirname(process.argv[1]);
const [name, ...args] = process.argv.slice(2);
const stack = basename(process.cwd());
const command = name === "plan" && args.includes("-detailed-exitcode") ? "second plan" : name;
const key = name === "version" ? name : `${stack} ${command}`;
const { env } = process;

const record = (what) =>
  appendFileSync(join(home, "calls.jsonl"), `${JSON.stringify({ what, key, args, pid: process.pid, env })}\n`);
const print = (event) =>
  console.log(JSON.stringify({ "@level": "info", "@message": "", "@timestamp": "2026-01-01T00:00:00Z", ...event }));
const hook = (address, action) => ({ hook: { resource: { addr: address }, action } });

/** Resources of the stack's own text, which are what is made and destroyed. */
function addresses() {
  const { resource = {} } = JSON.parse(readFileSync("main.tf.json", "utf8"));
  return Object.entries(resource).flatMap(([type, blocks]) => Object.keys(blocks).map((one) => `${type}.${one}`));
}

const worked = (action) => [
  ...addresses().map((address) => ({
    say: { type: "planned_change", change: { resource: { addr: address }, action } },
  })),
  { say: { type: "change_summary", changes: { add: addresses().length, change: 0, remove: 0 } } },
  ...addresses().flatMap((address) => [
    { say: { type: "apply_start", ...hook(address, action) } },
    { say: { type: "apply_complete", ...hook(address, action) } },
  ]),
];

const USUAL = {
  version: () => [{ print: '{ "terraform_version": "1.11.4" }' }],
  init: () => [],
  validate: () => [{ print: '{ "valid": true, "diagnostics": [] }' }],
  plan: () => [{ say: { type: "change_summary", changes: { add: addresses().length, change: 0, remove: 0 } } }],
  apply: () => worked("create").slice(addresses().length + 1),
  graph: () => [],
  show: () => [{ print: "{}" }],
  "second plan": () => [],
  destroy: () => worked("delete"),
};

const ACTIONS = {
  print: (text) => console.log(text),
  say: print,
  error: (text) => print({ type: "diagnostic", diagnostic: { severity: "error", ...text } }),
  stderr: (text) => console.error(text),
  /** Does what it usually does up to here. */
  usual: async () => run(USUAL[command]()),
  /** Waits until another command has begun or ended: `began aml-dev apply`. */
  until: async (line) => {
    const [what, ...rest] = line.split(" ");
    const seen = () =>
      readFileSync(join(home, "calls.jsonl"), "utf8")
        .trim()
        .split("\n")
        .map((one) => JSON.parse(one))
        .some((call) => call.what === what && call.key === rest.join(" "));
    while (!seen()) await sleep(5);
  },
  /** Waits until a file is there. */
  file: async (path) => {
    while (!existsSync(path)) await sleep(5);
  },
  /** Starts a program that doesn't end by itself and holds the output open, as a provider does. */
  provider: () => {
    const { pid } = spawn(process.execPath, ["-e", "process.on('SIGINT', () => {}); setInterval(() => {}, 1000)"], {
      stdio: ["ignore", "inherit", "inherit"],
    });
    record(`provider ${pid}`);
  },
  /** Doesn't end; `deaf` not even when it's interrupted. */
  hang: async (how) => {
    process.on("SIGINT", () => {
      record("interrupted");
      if (how !== "deaf") process.exit(1);
    });
    record("hanging");
    await new Promise(() => setInterval(() => undefined, 1000));
  },
  exit: (code) => {
    record("ended");
    process.exit(code);
  },
};

async function run(actions) {
  for (const action of actions) for (const [what, value] of Object.entries(action)) await ACTIONS[what](value);
}

record("began");
const scenario = JSON.parse(readFileSync(join(home, "scenario.json"), "utf8"));
await run(scenario[key] ?? USUAL[command]());
record("ended");

import { describe, expect, it } from "vitest";
import { readCommand, USAGE } from "../../src/cli/arguments.js";

const runOf = (...args: string[]) => {
  const command = readCommand(["test", "cdktf.out", ...args]);
  if (command.name !== "test") throw new Error(command.name);
  return command;
};
const optionsOf = (...args: string[]) => runOf(...args).options;

describe("the command line", () => {
  it("asks for a deployment test of folders, with nothing but defaults", () => {
    expect(readCommand(["test", "network", "workload"])).toEqual({
      name: "test",
      options: { folders: ["network", "workload"], variables: {}, failureModes: {}, latencies: {}, destroy: true },
      existing: [],
      timeline: undefined,
      json: undefined,
      requests: undefined,
      verbose: false,
    });
  });

  it.each([
    [["--speed", "120.5"], { speed: 120.5 }],
    [["--stack", "dev", "--stack", "prod"], { stacks: ["dev", "prod"] }],
    [["--root", "."], { root: "." }],
    [["--terraform", "/opt/terraform"], { terraform: "/opt/terraform" }],
    [["--concurrency", "2"], { concurrency: 2 }],
    [["--parallelism", "10"], { parallelism: 10 }],
    [["--limit", "60"], { limitSeconds: 60 }],
    [["--port", "8443"], { port: 8443 }],
    [["--keep-prevent-destroy"], { keepPreventDestroy: true }],
    [["--no-destroy"], { destroy: false }],
    [["--var-file", "a.tfvars", "--var-file", "b.tfvars"], { variableFiles: ["a.tfvars", "b.tfvars"] }],
    [
      ["--var", "region=westeurope", "--var", "expression=a=b"],
      { variables: { region: "westeurope", expression: "a=b" } },
    ],
    [
      ["--failure-mode", "workspace-name-release=off", "--failure-mode", "role-propagation=300"],
      { failureModes: { "workspace-name-release": false, "role-propagation": 300 } },
    ],
    [["--failure-mode", "outbound-rule-conflict=on"], { failureModes: { "outbound-rule-conflict": true } }],
    [["--latency", "Microsoft.KeyVault/vaults=5"], { latencies: { "Microsoft.KeyVault/vaults": { create: 5 } } }],
  ])("takes %j", (args, options) => {
    expect(optionsOf(...args)).toMatchObject(options);
  });

  it("names the files to write", () => {
    expect(runOf("--timeline", "t.html", "--json", "r.json", "--requests", "q.jsonl", "--verbose")).toMatchObject({
      timeline: "t.html",
      json: "r.json",
      requests: "q.jsonl",
      verbose: true,
    });
  });

  it("may ask for help or for the failure modes", () => {
    expect(readCommand(["--help"])).toEqual({ name: "help" });
    expect(readCommand(["test", "-h"])).toEqual({ name: "help" });
    expect(readCommand(["failure-modes"])).toEqual({ name: "failure-modes" });
  });

  it.each([[[]], [["test"]], [["walk", "cdktf.out"]], [["failure-modes", "cdktf.out"]]])(
    "doesn't understand %j",
    (args) => {
      expect(() => readCommand(args)).toThrow(
        `give a command: azure-emulator test DIR, or azure-emulator failure-modes\n\n${USAGE}`,
      );
    },
  );

  it("doesn't know other options", () => {
    expect(() => optionsOf("--fast")).toThrow(/^Unknown option '--fast'/);
  });

  it.each([
    [["--speed", "0"], "--speed is 0: give a number above 0"],
    [["--speed", "fast"], "--speed is fast: give a number above 0"],
    [["--limit", "Infinity"], "--limit is Infinity: give a number above 0"],
    [["--limit", ""], "--limit is : give a number above 0"],
    [["--concurrency", "0"], "--concurrency is 0: give a number above 0"],
    [["--concurrency", "1.5"], "--concurrency is 1.5: give a whole number"],
    [["--parallelism", "2.5"], "--parallelism is 2.5: give a whole number"],
    [["--port", "80.5"], "--port is 80.5: give a whole number"],
    [["--port", "70000"], "--port is 70000: give a port, 1 to 65535"],
    [["--var", "region"], "--var region is not NAME=VALUE"],
    [["--var", "=westeurope"], "--var =westeurope is not NAME=VALUE"],
    [["--latency", "Microsoft.KeyVault/vaults=soon"], "--latency is soon: give a number above 0"],
    [
      ["--failure-mode", "role-propagation=soon"],
      "--failure-mode role-propagation=soon: allowed are on and off, and for a delay its seconds; see azure-emulator failure-modes",
    ],
    [
      ["--failure-mode", "image-build=5"],
      "--failure-mode image-build=5: allowed are on and off, and for a delay its seconds; see azure-emulator failure-modes",
    ],
  ])("refuses %j", (args, message) => {
    expect(() => optionsOf(...args)).toThrow(message);
  });

  it("says which failure modes there are", () => {
    expect(() => optionsOf("--failure-mode", "luck=on")).toThrow(
      /^--failure-mode luck does not exist; there are role-propagation, .*asset-sharing$/,
    );
  });
});

describe("the usage", () => {
  it.each([
    ["--speed", "60"],
    ["--concurrency", "4"],
    ["--parallelism", "100"],
    ["--limit", "1200"],
    ["--terraform", "terraform"],
  ])("says what %s is if it isn't given", (option, standard) => {
    expect(USAGE).toMatch(new RegExp(`^  ${option} .* \\(${standard}\\)$`, "m"));
  });

  it("fits into a terminal of 110 columns", () => {
    expect(Math.max(...USAGE.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(110);
  });

  it("names every exit code", () => {
    expect(USAGE).toMatch(/Exit code: 0 passed, 1 failed, 2 nothing .*, 130 stopped/s);
  });
});

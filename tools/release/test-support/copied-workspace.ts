import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readPackages } from "../packages.mjs";

const WORKSPACE = join(import.meta.dirname, "../../..");
const IDENTITY = {
  GIT_AUTHOR_NAME: "Release",
  GIT_AUTHOR_EMAIL: "release@example.com",
  GIT_COMMITTER_NAME: "Release",
  GIT_COMMITTER_EMAIL: "release@example.com",
  GITHUB_BASE_REF: "",
  SYSTEM_PULLREQUEST_TARGETBRANCH: "",
};

/** The workspace as it is on disk, as a repository of its own with one commit; commands in it don't touch this one. */
export class CopiedWorkspace {
  public readonly root = mkdtempSync(join(tmpdir(), "workspace-"));

  public constructor() {
    const listed = execFileSync(
      "git",
      ["-C", WORKSPACE, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      {
        encoding: "utf8",
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    for (const file of listed.split("\0").filter((each) => each !== "" && !each.includes("/test/"))) this.copy(file);
    for (const file of listed.split("\0").filter((each) => each.endsWith("test/golden/addresses.json")))
      this.copy(file);
    this.linkModules();
    this.git("init", "--quiet", "--initial-branch=main");
    this.commit("Begin");
  }

  public readonly git = (...args: string[]): string =>
    execFileSync("git", ["-C", this.root, ...args], { encoding: "utf8", env: { ...process.env, ...IDENTITY } }).trim();

  public commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--no-verify", "--message", message);
  }

  /** Tags every package's version, as a release does. */
  public tagReleases(): void {
    const there = new Set(this.git("tag").split("\n"));
    const tags = readPackages(this.root).map(({ name, manifest }) => `${name}@${manifest.version}`);
    for (const tag of tags) if (!there.has(tag)) this.git("tag", tag);
  }

  public run(
    script: string,
    args: readonly string[] = [],
    env: NodeJS.ProcessEnv = {},
  ): { code: number | null; output: string } {
    const { status, stdout, stderr, error } = spawnSync(process.execPath, [join(this.root, script), ...args], {
      cwd: this.root,
      encoding: "utf8",
      env: { ...process.env, ...IDENTITY, ...env },
    });
    if (error) throw error;
    return { code: status, output: stdout + stderr };
  }

  public read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  public json<Content>(path: string): Content {
    return JSON.parse(this.read(path));
  }

  public write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** Changes a text that has to be there. */
  public edit(path: string, from: string, to: string): void {
    const text = this.read(path);
    if (!text.includes(from)) throw new Error(`${path} doesn't hold '${from}'`);
    this.write(
      path,
      text.replace(from, () => to),
    );
  }

  public changeset(id: string, releases: Readonly<Record<string, string>>, text = "Something changes."): void {
    const lines = Object.entries(releases).map(([name, level]) => `"${name}": ${level}`);
    this.write(`.changeset/${id}.md`, `---\n${lines.join("\n")}\n---\n\n${text}\n`);
  }

  public remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  private copy(file: string): void {
    // A file that is listed may have been deleted and not committed yet.
    if (existsSync(join(WORKSPACE, file))) cpSync(join(WORKSPACE, file), join(this.root, file), { recursive: true });
  }

  /** Everybody else's packages are linked, ours are those of the copy. */
  private linkModules(): void {
    const modules = join(this.root, "node_modules");
    mkdirSync(join(modules, "@org"), { recursive: true });
    for (const name of readdirSync(join(WORKSPACE, "node_modules")))
      if (name !== "@org") symlinkSync(join(WORKSPACE, "node_modules", name), join(modules, name));
    for (const { name, folder } of readPackages(this.root)) symlinkSync(join(this.root, folder), join(modules, name));
  }
}

import { appendFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AssetVersion } from "./assets.js";
import type { GateResult } from "./gates.js";
import type { Step } from "./preconditions.js";

/**
 * How an asset got to its target.
 * - `publish`: Azure Resource Manager copied it from the workspace.
 * - `import`: the data plane of the registry copied it from the workspace.
 * - `copied`: this program copied its files.
 * - `created`: it was created from its sources in git.
 * - `referenced`: production refers to it in the dev registry.
 * - `none`: it was there already.
 */
export type Way = "publish" | "import" | "copied" | "created" | "referenced" | "none";

/** What a run did, in the order in which it happened. */
export type RecordEntry =
  | {
      readonly event: "started";
      readonly step: Step;
      readonly who: string;
      readonly file: string;
      /** SHA-256 of the promotion file in hexadecimal. */
      readonly sha256: string;
      readonly reason: string;
      readonly gates: readonly GateResult[];
      /** Why there is no gate on approvals; undefined with one. */
      readonly withoutApproval?: string | undefined;
    }
  | {
      readonly event: "asset";
      readonly asset: AssetVersion;
      readonly way: Way;
      readonly from: string;
      readonly to: string;
      /** Digest of the content that was read at the source, or of the sources in git; undefined if Azure copied it. */
      readonly sha256: string | undefined;
      readonly bytes: number | undefined;
      /** How the copy was compared with its source, as a phrase; undefined if nothing was copied. */
      readonly compared?: string | undefined;
      readonly detail: string;
    }
  | {
      /** The run is a job in the prod workspace, whose entries follow. */
      readonly event: "job";
      /** ARM id. */
      readonly job: string;
      /** `Submitted`, or the status with which it ended. */
      readonly status: string;
      readonly who: string;
    }
  | { readonly event: "failed"; readonly message: string }
  | { readonly event: "finished" };

/** An entry as it is stored. */
export type StoredEntry = RecordEntry & { /** ISO 8601, UTC. */ readonly at: string };

/** The audit record of a promotion: JSON lines that are only appended to, and a Markdown page of all of them. */
export class AuditRecord {
  readonly #lines: string;
  readonly #page: string;
  readonly #now: () => Date;

  private constructor(folder: string, name: string, now: () => Date) {
    this.#lines = join(folder, `${name}.jsonl`);
    this.#page = join(folder, `${name}.md`);
    this.#now = now;
  }

  /**
   * Opens the record of a promotion, whose earlier runs stay in it. A line that a stopped run left unfinished is ended, so
   * that the next entry is on a line of its own.
   */
  public static async open(folder: string, name: string, now: () => Date = () => new Date()): Promise<AuditRecord> {
    await mkdir(folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "EEXIST" && error.code !== "ENOTDIR") throw error;
      throw new Error(
        `the record can't be written to ${folder}, which is not a folder: give another one with --record`,
      );
    });
    const record = new AuditRecord(folder, name, now);
    const text = await record.#text();
    if (text !== "" && !text.endsWith("\n")) await appendFile(record.#lines, "\n");
    return record;
  }

  /** The file with JSON lines. */
  public get file(): string {
    return this.#lines;
  }

  /** Appends an entry, and writes the page again. */
  public async add(entry: RecordEntry): Promise<void> {
    await appendFile(this.#lines, `${JSON.stringify({ at: this.#now().toISOString(), ...entry })}\n`);
    await writeFile(this.#page, markdownOf(await this.#read()));
  }

  /** Appends the lines of another record that aren't there yet, and writes the page again. */
  public async merge(lines: string): Promise<void> {
    const known = new Set((await this.#text()).split("\n"));
    const added = lines.split("\n").filter((line) => line !== "" && !known.has(line));
    await appendFile(this.#lines, added.map((line) => `${line}\n`).join(""));
    await writeFile(this.#page, markdownOf(await this.#read()));
  }

  /** All entries without lines that can't be read, which the page names: a run was stopped while it wrote them. */
  public async entries(): Promise<StoredEntry[]> {
    return (await this.#read()).filter((entry) => typeof entry !== "number");
  }

  /** All entries; the number of the line for one that can't be read. */
  async #read(): Promise<(StoredEntry | number)[]> {
    return (await this.#text()).split("\n").flatMap<StoredEntry | number>((line, index) => {
      if (line === "") return [];
      try {
        return [JSON.parse(line) as StoredEntry];
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        return [index + 1];
      }
    });
  }

  async #text(): Promise<string> {
    try {
      return await readFile(this.#lines, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
      throw error;
    }
  }
}

/** The record as a page. */
function markdownOf(entries: readonly (StoredEntry | number)[]): string {
  const lines = ["# Promotion record", ""];
  for (const entry of entries) {
    lines.push(
      ...(typeof entry === "number"
        ? ["", `**Line ${entry} can't be read**: a run was stopped while it wrote it.`, ""]
        : linesOf(entry)),
    );
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function linesOf(entry: StoredEntry): string[] {
  switch (entry.event) {
    case "started":
      return [
        `## ${entry.at}: ${entry.step} by ${cell(entry.who)}`,
        "",
        `Reason: ${cell(entry.reason)}`,
        "",
        ...(entry.withoutApproval === undefined ? [] : [`Without approval: ${cell(entry.withoutApproval)}`, ""]),
        `Promotion file: \`${entry.file}\`, SHA-256 \`${entry.sha256}\``,
        "",
        ...entry.gates.map(
          ({ type, passed, reason, evidence, sha256 }) =>
            `- gate ${type}: ${passed ? "passed" : "not passed"}: ${cell(reason)} (\`${evidence}\`, SHA-256 \`${sha256 ?? "none"}\`)`,
        ),
        "",
      ];
    case "asset": {
      const { asset, way, from, to, sha256, bytes, compared, detail } = entry;
      return [
        `- ${asset.type} **${asset.name}** version **${asset.version}**: ${way}${detail === "" ? "" : `, ${cell(detail)}`}`,
        `  - at ${entry.at}`,
        `  - from \`${from}\``,
        `  - to \`${to}\``,
        ...(sha256 === undefined ? [] : [`  - SHA-256 \`${sha256}\`${bytes === undefined ? "" : `, ${bytes} bytes`}`]),
        ...(compared === undefined ? [] : [`  - compared: ${cell(compared)}`]),
      ];
    }
    case "job":
      return ["", `Job \`${entry.job}\`: ${cell(entry.status)} at ${entry.at}, followed by ${cell(entry.who)}.`, ""];
    case "failed":
      return ["", `**Failed** at ${entry.at}: ${cell(entry.message)}`, ""];
    case "finished":
      return ["", `Finished at ${entry.at}.`, ""];
  }
}

/** Text in one line of Markdown. */
function cell(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}

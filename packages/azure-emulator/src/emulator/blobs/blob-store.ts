import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Where a blob is. */
export interface BlobPlace {
  /** Name of the storage account. */
  readonly account: string;
  readonly container: string;
  readonly name: string;
}

/** A part of a file. */
export interface Part {
  readonly file: string;
  readonly start: number;
  readonly size: number;
}

/** A block blob. */
export interface Blob {
  readonly parts: readonly Part[];
  readonly size: number;
  /** Base64; absent for a blob that was committed from blocks without it. */
  readonly md5: string | undefined;
  readonly contentType: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly modified: Date;
}

/** What a client sets on a blob. */
export interface BlobSettings {
  readonly contentType?: string | undefined;
  readonly md5?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

/** The block blobs of all storage accounts, in files, so that their size doesn't matter to the memory. */
export class BlobStore {
  readonly #parent: string;
  readonly #containers = new Map<string, Map<string, Blob>>();
  readonly #blocks = new Map<string, Map<string, Part>>();
  #folder: Promise<string> | undefined;
  #files = 0;

  /** @param parent folder for the files, which are removed by {@link remove} */
  constructor(parent = tmpdir()) {
    this.#parent = parent;
  }

  public hasContainer(account: string, container: string): boolean {
    return this.#containers.has(keyOf(account, container));
  }

  public addContainer(account: string, container: string): void {
    const key = keyOf(account, container);
    if (!this.#containers.has(key)) this.#containers.set(key, new Map());
  }

  public removeContainer(account: string, container: string): void {
    this.#containers.delete(keyOf(account, container));
  }

  public get({ account, container, name }: BlobPlace): Blob | undefined {
    return this.#containers.get(keyOf(account, container))?.get(name);
  }

  /** The blobs of a container whose names begin with a prefix, by name. */
  public list(account: string, container: string, prefix = ""): (readonly [string, Blob])[] {
    const blobs = this.#containers.get(keyOf(account, container)) ?? new Map<string, Blob>();
    return [...blobs].filter(([name]) => name.startsWith(prefix)).sort(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Stores a blob from a stream. */
  public async put(place: BlobPlace, source: Readable, settings: BlobSettings = {}): Promise<Blob> {
    const { part, md5 } = await this.#write(source);
    return this.set(place, [part], { md5, ...settings });
  }

  /** Stores a blob whose content is in files already, such as a copy. */
  public set({ account, container, name }: BlobPlace, parts: readonly Part[], settings: BlobSettings = {}): Blob {
    const blob: Blob = {
      parts,
      size: parts.reduce((sum, { size }) => sum + size, 0),
      md5: settings.md5,
      contentType: settings.contentType ?? "application/octet-stream",
      metadata: settings.metadata ?? {},
      etag: `"0x${randomUUID().replaceAll("-", "").slice(0, 15).toUpperCase()}"`,
      modified: new Date(),
    };
    this.addContainer(account, container);
    this.#containers.get(keyOf(account, container))?.set(name, blob);
    return blob;
  }

  public delete({ account, container, name }: BlobPlace): boolean {
    return this.#containers.get(keyOf(account, container))?.delete(name) ?? false;
  }

  /** Stores a block, which isn't part of a blob until it is committed. */
  public async putBlock(place: BlobPlace, id: string, source: Readable): Promise<void> {
    this.setBlock(place, id, (await this.#write(source)).part);
  }

  public setBlock(place: BlobPlace, id: string, part: Part): void {
    const blocks = this.#blocks.get(blobKeyOf(place)) ?? new Map<string, Part>();
    this.#blocks.set(blobKeyOf(place), blocks.set(id, part));
  }

  /** The blocks that are not committed, with their sizes. */
  public blocksOf(place: BlobPlace): (readonly [string, Part])[] {
    return [...(this.#blocks.get(blobKeyOf(place)) ?? [])];
  }

  /**
   * Makes a blob of blocks.
   * @returns undefined if a block is missing
   */
  public commit(place: BlobPlace, ids: readonly string[], settings: BlobSettings = {}): Blob | undefined {
    const blocks = new Map(this.blocksOf(place));
    const parts = ids.flatMap((id) => blocks.get(id) ?? []);
    if (parts.length < ids.length) return undefined;
    this.#blocks.delete(blobKeyOf(place));
    return this.set(place, parts, settings);
  }

  /** The content of a blob from a byte to another, both included. */
  public read({ parts, size }: Blob, first = 0, last = size - 1): Readable {
    return Readable.from(chunksOf(slice(parts, first, last)), { objectMode: false });
  }

  /** Removes all files. */
  public async remove(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }

  async #write(source: Readable): Promise<{ part: Part; md5: string }> {
    this.#folder ??= mkdtemp(join(this.#parent, "azure-emulator-blobs-"));
    const file = join(await this.#folder, String((this.#files += 1)));
    const hash = createHash("md5");
    let size = 0;
    const measure = new Transform({
      transform(chunk: Buffer, _, done) {
        hash.update(chunk);
        size += chunk.length;
        done(undefined, chunk);
      },
    });
    await pipeline(source, measure, createWriteStream(file));
    return { part: { file, start: 0, size }, md5: hash.digest("base64") };
  }
}

/** The parts from a byte to another, both included. */
export function slice(parts: readonly Part[], first: number, last: number): Part[] {
  let at = 0;
  return parts.flatMap(({ file, start, size }) => {
    const [from, to] = [Math.max(first - at, 0), Math.min(last - at, size - 1)];
    at += size;
    return to < from ? [] : [{ file, start: start + from, size: to - from + 1 }];
  });
}

async function* chunksOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const { file, start, size } of parts) {
    for await (const chunk of createReadStream(file, { start, end: start + size - 1, highWaterMark: 256 * 1024 })) {
      yield chunk as Buffer;
    }
  }
}

function keyOf(account: string, container: string): string {
  return `${account.toLowerCase()}/${container}`;
}

function blobKeyOf({ account, container, name }: BlobPlace): string {
  return `${keyOf(account, container)}/${name}`;
}

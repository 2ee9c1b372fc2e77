import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { StorageCRC64Calculator } from "@azure/storage-common";

/** Bytes that are written to a file at once. */
const WRITE_BYTES = 4 * 1024 * 1024;
/** Bytes that are read from a file at once. */
const READ_BYTES = 512 * 1024;
/** Bytes that are added to a checksum at once. */
const CHECKSUM_BYTES = 256 * 1024;

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
  /** Base64; undefined for a part of what was written by one request. */
  readonly crc64?: string;
}

/** A block with its id. */
export type Block = readonly [id: string, part: Part];

/** A block blob. */
export interface Blob {
  readonly parts: readonly Part[];
  /** The blocks of which it was made; empty for a blob that was stored by one request. */
  readonly blocks: readonly Block[];
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

/** What was written to a file. */
export interface Written {
  readonly part: Required<Part>;
  /** Base64; undefined unless it was asked for. */
  readonly md5: string | undefined;
}

/** The block blobs of all storage accounts, in files, so that their size doesn't matter to the memory. */
export class BlobStore {
  readonly #parent: string;
  readonly #containers = new Map<string, Map<string, Blob>>();
  readonly #blocks = new Map<string, Map<string, Part>>();
  readonly #scratch = Buffer.allocUnsafeSlow(CHECKSUM_BYTES);
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

  /** Stores a blob whose content is in files already, such as a copy. */
  public set(
    { account, container, name }: BlobPlace,
    parts: readonly Part[],
    settings: BlobSettings = {},
    blocks: readonly Block[] = [],
  ): Blob {
    const blob: Blob = {
      parts,
      blocks,
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
  public setBlock(place: BlobPlace, id: string, part: Part): void {
    const blocks = this.#blocks.get(blobKeyOf(place)) ?? new Map<string, Part>();
    this.#blocks.set(blobKeyOf(place), blocks.set(id, part));
  }

  /** The blocks that are not committed. */
  public uncommittedOf(place: BlobPlace): Block[] {
    return [...(this.#blocks.get(blobKeyOf(place)) ?? [])];
  }

  /** The names of blobs of a container that have blocks, but were never committed. */
  public uncommittedNames(account: string, container: string, prefix = ""): string[] {
    const key = `${keyOf(account, container)}/`;
    return [...this.#blocks.keys()]
      .flatMap((one) => (one.startsWith(`${key}${prefix}`) ? one.slice(key.length) : []))
      .filter((name) => !this.get({ account, container, name }))
      .sort();
  }

  /**
   * Makes a blob of blocks.
   * @param ids ids of blocks, each with where it is looked for
   * @returns undefined if a block is missing
   */
  public commit(
    place: BlobPlace,
    ids: readonly { readonly id: string; readonly from: "Latest" | "Uncommitted" | "Committed" }[],
    settings: BlobSettings = {},
  ): Blob | undefined {
    const uncommitted = new Map(this.uncommittedOf(place));
    const committed = new Map(this.get(place)?.blocks);
    const blocks = ids.flatMap<Block>(({ id, from }) => {
      const part =
        (from === "Committed" ? undefined : uncommitted.get(id)) ??
        (from === "Uncommitted" ? undefined : committed.get(id));
      return part ? [[id, part]] : [];
    });
    if (blocks.length < ids.length) return undefined;
    this.#blocks.delete(blobKeyOf(place));
    return this.set(
      place,
      blocks.map(([, part]) => part),
      settings,
      blocks,
    );
  }

  /** The content of a blob from a byte to another, both included. */
  public read({ parts, size }: Blob, first = 0, last = size - 1): Readable {
    return Readable.from(chunksOf(slice(parts, first, last)), { objectMode: false });
  }

  /** The CRC64 of parts of files after each other, in Base64. */
  public async crc64Of(parts: readonly Part[]): Promise<string> {
    const [part, ...more] = parts;
    if (part?.crc64 !== undefined && more.length === 0) return part.crc64;
    const crc64 = await newCrc64();
    for await (const chunk of chunksOf(parts)) this.#append(crc64, [chunk]);
    return base64Of(crc64);
  }

  /** Removes all files. */
  public async remove(): Promise<void> {
    if (this.#folder) await rm(await this.#folder, { recursive: true, force: true });
  }

  /**
   * Writes a stream to a new file, and computes its CRC64.
   * @param options.md5 whether to compute the MD5 as well
   */
  public async write(source: Readable, options: { readonly md5?: boolean } = {}): Promise<Written> {
    this.#folder ??= mkdtemp(join(this.#parent, "azure-emulator-blobs-"));
    const file = join(await this.#folder, String((this.#files += 1)));
    const md5 = options.md5 === true ? createHash("md5") : undefined;
    const crc64 = await newCrc64();
    const handle = await open(file, "w");
    let size = 0;
    let batch: Buffer[] = [];
    let pending = 0;
    const flush = async (): Promise<void> => {
      const chunks = batch;
      size += pending;
      batch = [];
      pending = 0;
      this.#append(crc64, chunks);
      if (chunks.length > 0) await handle.writev(chunks);
    };
    try {
      for await (const chunk of source as AsyncIterable<Buffer>) {
        md5?.update(chunk);
        batch.push(chunk);
        pending += chunk.length;
        if (pending >= WRITE_BYTES) await flush();
      }
      await flush();
    } finally {
      await handle.close();
    }
    return { part: { file, start: 0, size, crc64: base64Of(crc64) }, md5: md5?.digest("base64") };
  }

  /** Adds chunks to a checksum by few calls, because each one takes memory. */
  #append(crc64: StorageCRC64Calculator, chunks: readonly Buffer[]): void {
    let filled = 0;
    for (const chunk of chunks) {
      for (let at = 0; at < chunk.length;) {
        const copied = chunk.copy(this.#scratch, filled, at);
        at += copied;
        filled += copied;
        if (filled < this.#scratch.length) continue;
        crc64.append(this.#scratch, filled);
        filled = 0;
      }
    }
    if (filled > 0) crc64.append(this.#scratch.subarray(0, filled), filled);
  }
}

/** A calculator of the CRC64 of the storage service, which is loaded for the first blob: most emulators never get one. */
async function newCrc64(): Promise<StorageCRC64Calculator> {
  const { StorageCRC64Calculator } = await import("@azure/storage-common");
  await StorageCRC64Calculator.init();
  return new StorageCRC64Calculator();
}

function base64Of(crc64: StorageCRC64Calculator): string {
  return Buffer.from(crc64.final(new Uint8Array(), 0)).toString("base64");
}

/** The parts from a byte to another, both included. */
export function slice(parts: readonly Part[], first: number, last: number): Part[] {
  let at = 0;
  return parts.flatMap((part) => {
    const { file, start, size } = part;
    const [from, to] = [Math.max(first - at, 0), Math.min(last - at, size - 1)];
    at += size;
    if (from === 0 && to === size - 1) return [part];
    return to < from ? [] : [{ file, start: start + from, size: to - from + 1 }];
  });
}

async function* chunksOf(parts: readonly Part[]): AsyncGenerator<Buffer> {
  for (const { file, start, size } of parts) {
    for await (const chunk of createReadStream(file, { start, end: start + size - 1, highWaterMark: READ_BYTES })) {
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

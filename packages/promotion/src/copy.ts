import crypto, { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { BlockBlobClient, ContainerClient } from "@azure/storage-blob";
import pLimit from "p-limit";
import { type AssetFile, type AssetFiles, blobError, sha256Of } from "./files.js";

/**
 * Bytes of a block, more for a file with too many blocks. A file that isn't larger is written by one request. It is also
 * the size of the largest range of which the service computes the CRC64.
 * @see https://learn.microsoft.com/rest/api/storageservices/get-blob
 */
const BLOCK_BYTES = 4 * 1024 * 1024;
/** Blocks of all files that are in memory at the same time. */
const BLOCKS_AT_ONCE = 3;
/** Bytes of a block that are sent at once. */
const PIECE_BYTES = 256 * 1024;
/** @see https://learn.microsoft.com/azure/storage/blobs/scalability-targets */
const MOST_BLOCKS = 50_000;

/** A copied file. */
export interface CopiedFile {
  /** SHA-256 of what was read at the source, in hexadecimal. */
  readonly sha256: string;
  /** Whether all of it was there from an earlier run. */
  readonly kept: boolean;
  readonly comparison: Comparison;
}

/**
 * How a copied file was compared with its source.
 * - `crc64`: the service at the target compared each block that it received with the CRC64 that the one at the source
 *   computed, and lists these blocks by their ids.
 * - `md5`: the service answered the MD5 of what it has stored, or lists it for a file of an earlier run. The CRC64 that it
 *   answered was compared with that of the service at the source.
 * - `sha256`: the file was read again at the target.
 */
export type Comparison = "crc64" | "md5" | "sha256";

/** Options of {@link copyFiles}. */
export interface CopyOptions {
  /** Where the files go. */
  readonly container: ContainerClient;
  /** Names of the new blobs begin with it. */
  readonly prefix: string;
  /** Files that an earlier run has written, also incomplete ones. */
  readonly present: readonly AssetFile[];
  /** Whether to read each file again at the target and compare its SHA-256. */
  readonly readBack: boolean;
  /** Called with the path of a file and the number of bytes that were copied since the last call. */
  readonly onBytes: (path: string, bytes: number) => void;
}

/**
 * Copies files, several blocks at a time. The service at the source computes the CRC64 of each block, and the one at the
 * target refuses a block with another CRC64. The id of a block contains the SHA-256 of the file up to the block's end: so
 * the list of the blocks of a complete file says for which content they were sent, without reading the file again. What an
 * earlier run has written is not sent again.
 * @returns the copies, by the paths of their files
 * @throws Error for the first file that can't be copied or differs
 */
export async function copyFiles(source: AssetFiles, options: CopyOptions): Promise<Map<string, CopiedFile>> {
  const present = new Map(options.present.map((one) => [one.blob, one]));
  const lanes = new Lanes();
  // Several files at a time, but not all, because each one may have many blocks.
  const limit = pLimit(BLOCKS_AT_ONCE);
  const copies = source.files.map((file) =>
    limit(async () => {
      const target = options.container.getBlockBlobClient(`${options.prefix}${file.path}`);
      const there = present.get(target.name);
      const copy = new FileCopy(source.container, file, target, lanes, (bytes) => options.onBytes(file.path, bytes));
      return [file.path, await copy.run(there, options.readBack)] as const;
    }),
  );
  try {
    return new Map(await Promise.all(copies));
  } catch (error) {
    limit.clearQueue();
    lanes.stop();
    throw error;
  }
}

/** Memory for blocks, and how many of them are worked on at the same time. */
class Lanes {
  readonly #limit = pLimit(BLOCKS_AT_ONCE);
  readonly #free: Buffer[] = [];

  /** Waits for memory, which the work may use until it ends. Work begins in the order of the calls. */
  public use<T>(bytes: number, work: (memory: Buffer) => Promise<T>): Promise<T> {
    return this.#limit(async () => {
      const found = this.#free.pop();
      const memory = found && found.length >= bytes ? found : Buffer.allocUnsafeSlow(Math.max(bytes, BLOCK_BYTES));
      try {
        return await work(memory.subarray(0, bytes));
      } finally {
        this.#free.push(memory);
      }
    });
  }

  /** Begins no more work. */
  public stop(): void {
    this.#limit.clearQueue();
  }
}

/** The copy of one file. */
class FileCopy {
  readonly #from: ContainerClient;
  readonly #file: AssetFile;
  readonly #target: BlockBlobClient;
  readonly #lanes: Lanes;
  readonly #onBytes: (bytes: number) => void;
  readonly #sha256 = createHash("sha256");
  /** Ends when all blocks before the next one are hashed. */
  #hashed: Promise<void> = Promise.resolve();

  constructor(
    from: ContainerClient,
    file: AssetFile,
    target: BlockBlobClient,
    lanes: Lanes,
    onBytes: (bytes: number) => void,
  ) {
    this.#from = from;
    this.#file = file;
    this.#target = target;
    this.#lanes = lanes;
    this.#onBytes = onBytes;
  }

  public async run(there: AssetFile | undefined, readBack: boolean): Promise<CopiedFile> {
    const { path, bytes } = this.#file;
    const { comparison, kept } = await (bytes <= BLOCK_BYTES ? this.#copyWhole(there) : this.#copyBlocks(there)).catch(
      (error: unknown) => {
        throw error instanceof DifferentContentError ? error : blobError(`copying ${path}`, this.#target.url, error);
      },
    );
    const sha256 = this.#sha256.digest("hex");
    if (!readBack && comparison !== undefined) return { sha256, kept, comparison };
    const found = await sha256Of(this.#target);
    if (found !== sha256)
      throw new DifferentContentError(path, `SHA-256 ${sha256} at the source, ${found} at the target`);
    return { sha256, kept, comparison: "sha256" };
  }

  /** Copies a file by one request, to which the service answers the MD5 and the CRC64 of what it has stored. */
  #copyWhole(there: AssetFile | undefined): Promise<Sent> {
    return this.#read(0, this.#file.bytes, async ({ content, crc64 }) => {
      const wanted = md5Of(content)?.toString("base64");
      if (there?.bytes === content.length && there.md5 !== undefined && there.md5 === wanted)
        return { comparison: "md5", kept: true };
      const { contentMD5, _response: response } = await this.#target.upload(content, content.length);
      const stored = response.headers.get("x-ms-content-crc64");
      const read = crc64 && Buffer.from(crc64).toString("base64");
      if (read !== undefined && stored !== undefined && stored !== read)
        throw new DifferentContentError(this.#file.path, `CRC64 ${read} at the source, ${stored} at the target`);
      const found = contentMD5 && Buffer.from(contentMD5).toString("base64");
      if (found !== undefined && wanted !== undefined && found !== wanted)
        throw new DifferentContentError(this.#file.path, `MD5 ${wanted} at the source, ${found} at the target`);
      const compared = found !== undefined && wanted !== undefined;
      return { comparison: compared ? "md5" : undefined, kept: false };
    });
  }

  async #copyBlocks(there: AssetFile | undefined): Promise<Sent> {
    const { path, bytes, md5 } = this.#file;
    const size = Math.max(BLOCK_BYTES, Math.ceil(bytes / MOST_BLOCKS));
    const { committedBlocks = [], uncommittedBlocks = [] } = there ? await this.#target.getBlockList("all") : {};
    const committed = listOf(committedBlocks);
    const earlier = new Set([...committed, ...listOf(uncommittedBlocks)]);
    let isCompared = true;
    const blocks = await Promise.all(
      Array.from({ length: Math.ceil(bytes / size) }, (_, index) =>
        this.#read(index * size, Math.min(size, bytes - index * size), async ({ content, crc64 }, sha256) => {
          const block = blockOf(index, content, sha256);
          if (!earlier.has(lineOf(block))) {
            await this.#target.stageBlock(block.name, () => Readable.from(piecesOf(content)), content.length, {
              ...(crc64 && { transactionalContentCrc64: crc64 }),
            });
          }
          isCompared &&= crc64 !== undefined;
          return block;
        }),
      ),
    );
    const wanted = listOf(blocks).join("\n");
    const comparison = isCompared ? "crc64" : undefined;
    if (committed.join("\n") === wanted) return { comparison, kept: true };
    await this.#target.commitBlockList(
      blocks.map(({ name }) => name),
      { blobHTTPHeaders: md5 === undefined ? {} : { blobContentMD5: Buffer.from(md5, "base64") } },
    );
    const { committedBlocks: found = [] } = await this.#target.getBlockList("committed");
    if (listOf(found).join("\n") !== wanted)
      throw new DifferentContentError(
        path,
        `${blocks.length} blocks were written, and ${found.length}, or others, are there`,
      );
    return { comparison, kept: false };
  }

  /**
   * Reads a part of the source, and works on it while others are read.
   * @param work gets the part, and the SHA-256 of the file up to its end
   */
  #read<T>(offset: number, bytes: number, work: (part: FilePart, sha256: Buffer) => Promise<T>): Promise<T> {
    const before = this.#hashed;
    let next = (): void => undefined;
    this.#hashed = new Promise((resolve) => (next = resolve));
    return this.#lanes.use(bytes, async (memory) => {
      let sha256: Buffer;
      let crc64: Uint8Array | undefined;
      try {
        crc64 = await this.#fill(memory, offset);
        await before;
        sha256 = this.#sha256.update(memory).copy().digest();
      } finally {
        next();
      }
      const result = await work({ content: memory, crc64 }, sha256);
      this.#onBytes(bytes);
      return result;
    });
  }

  /**
   * Reads a part of the source.
   * @returns the CRC64 that the service computed of it
   */
  async #fill(memory: Buffer, offset: number): Promise<Uint8Array | undefined> {
    if (memory.length === 0) return undefined;
    const { blob, etag } = this.#file;
    const { readableStreamBody, contentCrc64 } = await this.#from.getBlobClient(blob).download(offset, memory.length, {
      maxRetryRequests: 3,
      rangeGetContentCrc64: memory.length <= BLOCK_BYTES,
      // The file must not change while it is read.
      conditions: { ifMatch: etag },
    });
    let filled = 0;
    for await (const chunk of readableStreamBody as Readable) filled += (chunk as Buffer).copy(memory, filled);
    return contentCrc64;
  }
}

/** A block in pieces, because TLS copies what is sent at once, twice. */
function* piecesOf(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += PIECE_BYTES) yield content.subarray(at, at + PIECE_BYTES);
}

/** A part of the source. */
interface FilePart {
  readonly content: Buffer;
  /** What the service computed of it; undefined for a part that is too large for that. */
  readonly crc64: Uint8Array | undefined;
}

/** A file at the target, which has to be read again without a comparison. */
interface Sent {
  readonly comparison: Comparison | undefined;
  readonly kept: boolean;
}

interface Block {
  /** Base64, of the same length for all blocks of a file. */
  readonly name: string;
  readonly size: number;
}

/** The position of a block and the SHA-256 of the file up to its end make its id. */
function blockOf(index: number, content: Buffer, sha256: Buffer): Block {
  const digest = sha256.toString("base64url");
  return { name: Buffer.from(`${String(index).padStart(6, "0")}${digest}`).toString("base64"), size: content.length };
}

function listOf(blocks: readonly Block[]): string[] {
  return blocks.map(lineOf);
}

function lineOf({ name, size }: Block): string {
  return `${name} ${size}`;
}

/** The MD5, which the service compares; undefined on machines whose policy (FIPS) excludes it. */
function md5Of(content: Buffer): Buffer | undefined {
  return crypto.getFips() === 0 ? createHash("md5").update(content).digest() : undefined;
}

/** The content at the target isn't that of the source. */
class DifferentContentError extends Error {
  constructor(path: string, how: string) {
    super(`${path} differs after the copy: ${how}; nothing was registered, run this again`);
  }
}

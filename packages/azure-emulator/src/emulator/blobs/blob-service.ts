import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { textOf } from "../arm/body.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Entra } from "../entra.js";
import type { Answer, Request, Service } from "../http.js";
import { type Blob, type BlobSettings, slice, type Written } from "./blob-store.js";
import { answerOf, StorageAccess, StorageError, type Target } from "./storage-access.js";
import { blocksIn, blocksXml, errorXml, listXml } from "./xml.js";

export const BLOB_SUFFIX = ".blob.core.windows.net";

const PAGE_SIZE = 5000;
const CRC64 = "x-ms-content-crc64";
/** Bytes of a range of which the service computes the CRC64. */
const MOST_HASHED_BYTES = 4 * 1024 * 1024;

/**
 * Block blobs of the storage accounts. Clients are allowed by a signature that the emulator issued, or by a token and a
 * role.
 * @see https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api
 */
export class BlobService implements Service {
  readonly #state: EmulatorState;
  readonly #access: StorageAccess;

  constructor(state: EmulatorState, entra: Entra) {
    this.#state = state;
    this.#access = new StorageAccess(state, entra);
  }

  public answer(request: Request): Promise<Answer> {
    return answerOf(
      request,
      () => this.#answer(request),
      ({ status, code, message }) => {
        const signIn = { "www-authenticate": 'Bearer authorization="https://login.microsoftonline.com/common"' };
        return {
          status,
          headers: {
            ...(status === 401 ? signIn : {}),
            "x-ms-error-code": code,
            "content-type": "application/xml",
          },
          content: errorXml(code, message),
        };
      },
    );
  }

  async #answer(request: Request): Promise<Answer> {
    const target = this.#access.targetOf(request.host, request.path);
    const { method, query } = request;
    const kind = `${method} ${query.get("restype") ?? "blob"} ${query.get("comp") ?? ""}`.trim();
    this.#access.requireReachable(target, request);
    if (target.container === "") {
      throw new StorageError(
        401,
        "NoAuthenticationInformation",
        "The Azure emulator has no settings of blob services.",
      );
    }
    if (query.get("restype") === "container") return this.#container(kind, target, request);
    switch (kind) {
      case "PUT blob":
        this.#access.require(request, target, this.#state.blobs.get(target) ? ["w"] : ["c", "w"]);
        return this.#put(target, request);
      case "PUT blob block":
        this.#access.require(request, target, ["c", "w"]);
        return this.#putBlock(target, request);
      case "GET blob blocklist":
        this.#access.require(request, target, ["r"]);
        return this.#blockList(target, request);
      case "PUT blob blocklist":
        this.#access.require(request, target, ["c", "w"]);
        return this.#commit(target, request);
      case "PUT blob metadata":
        this.#access.require(request, target, ["w"]);
        return this.#setMetadata(target, request);
      case "GET blob":
      case "HEAD blob":
        this.#access.require(request, target, ["r"]);
        return this.#get(target, request);
      case "DELETE blob":
        this.#access.require(request, target, ["d"]);
        if (!this.#state.blobs.delete(target)) throw blobNotFound();
        return { status: 202 };
      default:
        throw this.#unsupported(kind, request);
    }
  }

  // Containers

  #container(kind: string, target: Target, request: Request): Answer {
    const { blobs } = this.#state;
    const { account, container } = target;
    switch (kind) {
      case "PUT container":
        this.#access.require(request, target, ["c"]);
        if (blobs.hasContainer(account, container)) {
          throw new StorageError(409, "ContainerAlreadyExists", "The specified container already exists.");
        }
        blobs.addContainer(account, container);
        return { status: 201 };
      case "DELETE container":
        this.#access.require(request, target, ["d"]);
        this.#access.requireContainer(target);
        blobs.removeContainer(account, container);
        return { status: 202 };
      case "GET container":
      case "HEAD container":
        this.#access.require(request, target, ["r", "l"]);
        this.#access.requireContainer(target);
        return { status: 200, headers: { "last-modified": new Date().toUTCString(), etag: '"0x1"' } };
      case "GET container list":
        this.#access.require(request, target, ["l"]);
        this.#access.requireContainer(target);
        return xml(200, this.#listOf(target, request));
      default:
        throw this.#unsupported(kind, request);
    }
  }

  #unsupported(kind: string, { host }: Request): StorageError {
    this.#state.note({ kind: "request", what: `${kind} ${host}` });
    return new StorageError(400, "UnsupportedOperation", `The Azure emulator does not support ${kind}.`);
  }

  #listOf({ account, container }: Target, { host, query }: Request): string {
    const prefix = query.get("prefix") ?? "";
    const delimiter = query.get("delimiter") ?? "";
    const marker = query.get("marker") ?? "";
    const most = Number(query.get("maxresults") ?? PAGE_SIZE);
    const all = this.#state.blobs.list(account, container, prefix);
    const folderOf = (name: string): string | undefined => {
      const end = delimiter === "" ? -1 : name.indexOf(delimiter, prefix.length);
      return end < 0 ? undefined : name.slice(0, end + delimiter.length);
    };
    const left = all.filter(([name]) => name >= marker);
    const page = left.slice(0, most);
    const withUncommitted = (query.get("include") ?? "").split(",").includes("uncommittedblobs");
    return listXml(`https://${host}/${container}`, prefix, {
      blobs: page.filter(([name]) => folderOf(name) === undefined),
      prefixes: [...new Set(page.flatMap(([name]) => folderOf(name) ?? []))],
      uncommitted:
        withUncommitted && marker === "" ? this.#state.blobs.uncommittedNames(account, container, prefix) : [],
      next: left[most]?.[0] ?? "",
    });
  }

  // Blobs

  async #put(target: Target, request: Request): Promise<Answer> {
    const { headers } = request;
    this.#access.requireContainer(target);
    this.#requireConditions(target, request);
    const source = headers["x-ms-copy-source"];
    if (source !== undefined) return this.#copy(target, request, source);
    if (headers["x-ms-blob-type"] !== "BlockBlob") {
      throw new StorageError(400, "InvalidHeaderValue", "The Azure emulator stores only blobs of the type BlockBlob.");
    }
    const { part, md5 } = await this.#receive(request, true);
    const { status, headers: answered } = written(
      this.#state.blobs.set(target, [part], { md5, ...settingsIn(headers) }),
    );
    return { status, headers: { ...answered, [CRC64]: part.crc64 } };
  }

  /** @throws StorageError for content with another checksum than the request says, of which nothing is kept */
  async #receive(request: Request, hashed: boolean): Promise<Written> {
    const { headers } = request;
    const { "content-md5": md5, [CRC64]: crc64 } = headers;
    const received = await this.#state.blobs.write(contentOf(request), { md5: hashed || md5 !== undefined });
    const length = headers["content-length"];
    if (length !== undefined && Number(length) !== received.part.size) {
      throw new StorageError(400, "InvalidHeaderValue", "The request ended before all of its content was received.");
    }
    if (md5 !== undefined && md5 !== received.md5) throw mismatch("Md5Mismatch", "MD5");
    if (crc64 !== undefined && crc64 !== received.part.crc64) throw mismatch("Crc64Mismatch", "CRC64");
    return received;
  }

  /** Copies a blob: Copy Blob, or Put Blob From URL if the request has a blob type. */
  #copy(target: Target, request: Request, url: string): Answer {
    const { headers } = request;
    const source = this.#sourceOf(url, request);
    const blob = this.#state.blobs.set(target, source.parts, { ...source, ...settingsIn(headers) });
    const answer = written(blob);
    if (headers["x-ms-blob-type"] !== undefined) return answer;
    return {
      status: 202,
      headers: { ...answer.headers, "x-ms-copy-id": randomUUID(), "x-ms-copy-status": "success" },
    };
  }

  #sourceOf(url: string, request: Request): Blob {
    const { host, pathname, searchParams } = new URL(url);
    if (!host.endsWith(BLOB_SUFFIX)) {
      throw new StorageError(404, "CannotVerifyCopySource", `The source ${host} is not a storage account.`);
    }
    const source = this.#access.targetOf(host, pathname);
    this.#access.requireReachable(source, request);
    this.#access.require({ headers: {}, query: searchParams }, source, ["r"]);
    const blob = this.#state.blobs.get(source);
    if (!blob) throw new StorageError(404, "CannotVerifyCopySource", "The specified blob does not exist.");
    return blob;
  }

  async #putBlock(target: Target, request: Request): Promise<Answer> {
    const { headers, query } = request;
    this.#access.requireContainer(target);
    const id = query.get("blockid") ?? "";
    const source = headers["x-ms-copy-source"];
    if (source === undefined) {
      const { part, md5 } = await this.#receive(request, false);
      this.#state.blobs.setBlock(target, id, part);
      return { status: 201, headers: { ...(md5 === undefined ? {} : { "content-md5": md5 }), [CRC64]: part.crc64 } };
    }
    const blob = this.#sourceOf(source, request);
    const range = rangeIn(headers["x-ms-source-range"], blob.size);
    const whole = { first: 0, last: blob.size - 1 };
    const { first, last } = range ?? whole;
    const [only, ...more] = slice(blob.parts, first, last);
    const { blobs } = this.#state;
    const part = only && more.length === 0 ? only : (await blobs.write(blobs.read(blob, first, last))).part;
    blobs.setBlock(target, id, part);
    return { status: 201, headers: { [CRC64]: await blobs.crc64Of([part]) } };
  }

  #blockList(target: Target, { query }: Request): Answer {
    const { blobs } = this.#state;
    const type = query.get("blocklisttype") ?? "committed";
    const [blob, uncommitted] = [blobs.get(target), blobs.uncommittedOf(target)];
    if (!blob && uncommitted.length === 0) throw blobNotFound();
    return xml(
      200,
      blocksXml(type === "uncommitted" ? [] : (blob?.blocks ?? []), type === "committed" ? [] : uncommitted),
    );
  }

  async #commit(target: Target, request: Request): Promise<Answer> {
    this.#access.requireContainer(target);
    this.#requireConditions(target, request);
    const blob = this.#state.blobs.commit(
      target,
      blocksIn(await text(contentOf(request))),
      settingsIn(request.headers),
    );
    if (!blob) throw new StorageError(400, "InvalidBlockList", "The specified block list is invalid.");
    // The service answers the MD5 only of the content of the request, which is the list.
    return written({ ...blob, md5: undefined });
  }

  #setMetadata(target: Target, { headers }: Request): Answer {
    const blob = this.#blobAt(target);
    const { metadata } = settingsIn(headers);
    const changed = this.#state.blobs.set(target, blob.parts, { ...blob, metadata });
    return { ...written(changed), status: 200 };
  }

  async #get(target: Target, request: Request): Promise<Answer> {
    this.#access.requireContainer(target);
    const blob = this.#blobAt(target);
    this.#requireConditions(target, request);
    const range = rangeIn(request.headers["x-ms-range"] ?? request.headers["range"], blob.size);
    if (range && range.first >= blob.size) {
      throw new StorageError(
        416,
        "InvalidRange",
        "The range specified is invalid for the current size of the resource.",
      );
    }
    const { first, last } = range ?? { first: 0, last: blob.size - 1 };
    const hashed = request.headers["x-ms-range-get-content-crc64"] === "true";
    if (hashed && (!range || last - first >= MOST_HASHED_BYTES)) {
      throw new StorageError(
        400,
        "InvalidHeaderValue",
        "The value for one of the HTTP headers is not in the correct format.",
      );
    }
    const md5 = blob.md5 === undefined ? {} : { [range ? "x-ms-blob-content-md5" : "content-md5"]: blob.md5 };
    const headers = {
      etag: blob.etag,
      "last-modified": blob.modified.toUTCString(),
      ...md5,
      ...Object.fromEntries(Object.entries(blob.metadata).map(([name, value]) => [`x-ms-meta-${name}`, value])),
      ...(range ? { "content-range": `bytes ${first}-${last}/${blob.size}` } : {}),
      ...(hashed ? { [CRC64]: await this.#state.blobs.crc64Of(slice(blob.parts, first, last)) } : {}),
      "accept-ranges": "bytes",
      "content-type": blob.contentType,
      "content-length": String(last - first + 1),
      "x-ms-blob-type": "BlockBlob",
      "x-ms-creation-time": blob.modified.toUTCString(),
      "x-ms-lease-status": "unlocked",
      "x-ms-lease-state": "available",
      "x-ms-server-encrypted": "true",
    };
    const content = request.method === "HEAD" ? "" : this.#state.blobs.read(blob, first, last);
    return { status: range ? 206 : 200, headers, content };
  }

  #blobAt(target: Target): Blob {
    const blob = this.#state.blobs.get(target);
    if (!blob) throw blobNotFound();
    return blob;
  }

  #requireConditions(target: Target, { headers, method }: Request): void {
    const [match, noneMatch] = [headers["if-match"], headers["if-none-match"]];
    const etag = this.#state.blobs.get(target)?.etag;
    if (noneMatch === "*" && etag !== undefined && method === "PUT") {
      throw new StorageError(409, "BlobAlreadyExists", "The specified blob already exists.");
    }
    const differs = match !== undefined && (match === "*" ? etag === undefined : match !== etag);
    if (differs) {
      throw new StorageError(
        412,
        "ConditionNotMet",
        "The condition specified using HTTP conditional header(s) is not met.",
      );
    }
  }
}

function blobNotFound(): StorageError {
  return new StorageError(404, "BlobNotFound", "The specified blob does not exist.");
}

function mismatch(code: string, name: string): StorageError {
  return new StorageError(
    400,
    code,
    `The ${name} value specified in the request did not match with the ${name} value calculated by the server.`,
  );
}

function xml(status: number, content: string): Answer {
  return { status, headers: { "content-type": "application/xml" }, content };
}

function written({ etag, modified, md5 }: Blob): Required<Pick<Answer, "status" | "headers">> {
  return {
    status: 201,
    headers: {
      etag,
      "last-modified": modified.toUTCString(),
      ...(md5 === undefined ? {} : { "content-md5": md5 }),
      "x-ms-request-server-encrypted": "true",
    },
  };
}

function contentOf({ content, text }: Request): Readable {
  return content ?? Readable.from([Buffer.from(text)]);
}

function settingsIn(headers: Request["headers"]): BlobSettings {
  const prefix = "x-ms-meta-";
  const metadata = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value]] : [],
    ),
  );
  const contentType = headers["x-ms-blob-content-type"];
  const md5 = textOf(headers["x-ms-blob-content-md5"]);
  return {
    metadata,
    ...(contentType === undefined ? {} : { contentType }),
    ...(md5 === undefined ? {} : { md5 }),
  };
}

/** The bytes of a `Range` header; undefined for all. */
function rangeIn(header: string | undefined, size: number): { first: number; last: number } | undefined {
  const [, first, last = ""] = /^bytes=(\d+)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined) return undefined;
  return { first: Number(first), last: Math.min(last === "" ? size - 1 : Number(last), size - 1) };
}

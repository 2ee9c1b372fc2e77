import { Readable } from "node:stream";
import type { EmulatorState } from "../emulator-state.js";
import type { Entra } from "../entra.js";
import type { Answer, Request, Service } from "../http.js";
import { makeBeside } from "../providers/shared.js";
import type { Blob } from "./blob-store.js";
import { answerOf, StorageAccess, StorageError, type Target } from "./storage-access.js";

export const DFS_SUFFIX = ".dfs.core.windows.net";

const FOLDER = { hdi_isfolder: "true" };
/** The owner and permissions of what nobody has given others. */
const ACCESS = { owner: "$superuser", group: "$superuser", acl: "user::rwx,group::r-x,other::---" };

/** Owner, group and access control list of a path. */
type AccessControl = typeof ACCESS;

/**
 * File systems of data lakes: their folders and files, which are also containers and blobs, and access control lists.
 * @see https://learn.microsoft.com/rest/api/storageservices/data-lake-storage-gen2
 */
export class DfsService implements Service {
  readonly #state: EmulatorState;
  readonly #access: StorageAccess;
  readonly #controls = new Map<string, AccessControl>();
  readonly #properties = new Map<string, string>();

  constructor(state: EmulatorState, entra: Entra) {
    this.#state = state;
    this.#access = new StorageAccess(state, entra);
  }

  public answer(request: Request): Promise<Answer> {
    return answerOf(
      request,
      () => this.#answer(request),
      (error) => {
        const code = error.code === "ContainerNotFound" ? "FilesystemNotFound" : error.code;
        return {
          status: error.status,
          headers: { "x-ms-error-code": code },
          ...(request.method === "HEAD" ? {} : { body: { error: { code, message: error.message } } }),
        };
      },
    );
  }

  async #answer(request: Request): Promise<Answer> {
    const target = this.#access.targetOf(request.host, request.path.replace(/\/+$/, ""));
    const { method, query } = request;
    this.#access.requireReachable(target, request);
    const [resource, action] = [query.get("resource"), query.get("action")];
    if (resource === "filesystem" && target.name === "") return this.#fileSystem(target, request);
    switch (`${method} ${resource ?? action ?? ""}`.trim()) {
      case "PUT file":
      case "PUT directory":
        this.#require(request, target, ["c", "w"]);
        this.#state.blobs.set(target, [], resource === "directory" ? { metadata: FOLDER } : {});
        return written(this.#at(target), 201);
      case "PATCH append":
        this.#require(request, target, ["w"]);
        await this.#append(target, request);
        return query.get("flush") === "true" ? this.#flush(target) : { status: 202 };
      case "PATCH flush":
        this.#require(request, target, ["w"]);
        return this.#flush(target);
      case "PATCH setAccessControl":
        this.#require(request, target, ["w"]);
        return this.#setAccessControl(target, request);
      case "HEAD":
      case "HEAD getStatus":
      case "HEAD getAccessControl":
        this.#require(request, target, ["r"]);
        return this.#show(target);
      case "GET":
        this.#require(request, target, ["r"]);
        return this.#read(target);
      case "DELETE":
        this.#require(request, target, ["d"]);
        return this.#delete(target);
      default:
        throw this.#unsupported(request);
    }
  }

  #require(request: Request, target: Target, needed: Parameters<StorageAccess["require"]>[2]): void {
    this.#access.require(request, target, needed);
    this.#access.requireContainer(target);
  }

  #unsupported({ method, host, query }: Request): StorageError {
    const kind = `${method} ${query.get("resource") ?? query.get("action") ?? "path"}`;
    this.#state.note({ kind: "request", what: `${kind} ${host}` });
    return new StorageError(400, "UnsupportedOperation", `The Azure emulator does not support ${kind}.`);
  }

  // File systems

  #fileSystem(target: Target, request: Request): Answer {
    const { blobs, resources } = this.#state;
    const { account, container } = target;
    const id = target.resource.id.child("blobServices", "default").child("containers", container);
    const properties = request.headers["x-ms-properties"];
    switch (request.method) {
      case "PUT":
        this.#access.require(request, target, ["c"]);
        if (blobs.hasContainer(account, container) || resources.get(id)) {
          throw new StorageError(409, "FilesystemAlreadyExists", "The specified filesystem already exists.");
        }
        blobs.addContainer(account, container);
        makeBeside(this.#state, id, { properties: { publicAccess: "None" } });
        this.#properties.set(id.key, properties ?? "");
        return { status: 201 };
      case "PATCH":
        this.#require(request, target, ["w"]);
        this.#properties.set(id.key, properties ?? "");
        return { status: 200 };
      case "HEAD":
        this.#require(request, target, ["r"]);
        return {
          status: 200,
          headers: {
            "x-ms-namespace-enabled": String(target.resource.body.properties["isHnsEnabled"] === true),
            "x-ms-properties": this.#properties.get(id.key) ?? "",
            "x-ms-default-encryption-scope": "$account-encryption-key",
          },
        };
      case "DELETE":
        this.#require(request, target, ["d"]);
        blobs.removeContainer(account, container);
        resources.delete(id);
        return { status: 202 };
      case "GET":
        this.#require(request, target, ["l"]);
        return { status: 200, body: { paths: this.#pathsIn(target, request.query) } };
      default:
        throw this.#unsupported(request);
    }
  }

  #pathsIn({ account, container }: Target, query: URLSearchParams): object[] {
    const folder = query.get("directory") ?? "";
    const prefix = folder === "" ? "" : `${folder.replace(/\/$/, "")}/`;
    const isRecursive = query.get("recursive") === "true";
    return this.#state.blobs
      .list(account, container, prefix)
      .filter(([name]) => isRecursive || !name.slice(prefix.length).includes("/"))
      .map(([name, blob]) => ({
        name,
        contentLength: String(blob.size),
        etag: blob.etag,
        lastModified: blob.modified.toUTCString(),
        ...(isFolder(blob) ? { isDirectory: "true" } : {}),
      }));
  }

  // Folders and files

  async #append(target: Target, { content, text, query }: Request): Promise<void> {
    this.#at(target);
    const position = (query.get("position") ?? "0").padStart(20, "0");
    const { part } = await this.#state.blobs.write(content ?? Readable.from([Buffer.from(text)]));
    this.#state.blobs.setBlock(target, position, part);
  }

  #flush(target: Target): Answer {
    const { blobs } = this.#state;
    const appended = blobs.uncommittedOf(target).map(([id]) => id);
    const kept = (blobs.get(target)?.blocks ?? []).map(([id]) => id).filter((id) => !appended.includes(id));
    const ids = [...kept, ...appended].sort().map((id) => ({ id, from: "Latest" as const }));
    const file = blobs.commit(target, ids, this.#at(target));
    if (!file) throw new StorageError(400, "InvalidFlushPosition", "The uploaded data is not contiguous.");
    return written(file, 200);
  }

  #read(target: Target): Answer {
    const file = this.#at(target);
    return {
      status: 200,
      headers: { ...headersOf(file), "content-type": file.contentType, "content-length": String(file.size) },
      content: this.#state.blobs.read(file),
    };
  }

  #show(target: Target): Answer {
    const { owner, group, acl } = this.#controls.get(keyOf(target)) ?? ACCESS;
    const isRoot = target.name === "";
    const path = isRoot ? undefined : this.#at(target);
    return {
      status: 200,
      headers: {
        ...(path ? headersOf(path) : {}),
        "content-length": String(path?.size ?? 0),
        "x-ms-resource-type": isRoot || (path && isFolder(path)) ? "directory" : "file",
        "x-ms-owner": owner,
        "x-ms-group": group,
        "x-ms-acl": acl,
      },
    };
  }

  /** @throws StorageError for an account without a hierarchical namespace */
  #setAccessControl(target: Target, { headers }: Request): Answer {
    if (target.resource.body.properties["isHnsEnabled"] !== true) {
      throw new StorageError(400, "HierarchicalNamespaceNotEnabled", "Hierarchical namespace is not enabled.");
    }
    if (target.name !== "") this.#at(target);
    const before = this.#controls.get(keyOf(target)) ?? ACCESS;
    this.#controls.set(keyOf(target), {
      owner: headers["x-ms-owner"] ?? before.owner,
      group: headers["x-ms-group"] ?? before.group,
      acl: headers["x-ms-acl"] ?? before.acl,
    });
    return { status: 200 };
  }

  #delete(target: Target): Answer {
    const { blobs } = this.#state;
    this.#at(target);
    for (const [name] of blobs.list(target.account, target.container, `${target.name}/`)) {
      blobs.delete({ ...target, name });
    }
    blobs.delete(target);
    return { status: 200 };
  }

  #at(target: Target): Blob {
    const found = this.#state.blobs.get(target);
    if (!found) throw new StorageError(404, "PathNotFound", "The specified path does not exist.");
    return found;
  }
}

function isFolder({ metadata }: Blob): boolean {
  return metadata["hdi_isfolder"] === "true";
}

function keyOf({ account, container, name }: Target): string {
  return `${account}/${container}/${name}`;
}

function headersOf({ etag, modified }: Blob): Record<string, string> {
  return { etag, "last-modified": modified.toUTCString() };
}

function written(path: Blob, status: number): Answer {
  return { status, headers: headersOf(path) };
}

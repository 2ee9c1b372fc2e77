import { escapeHtml } from "../../escape-html.js";
import type { Blob } from "./blob-store.js";

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** An error of the storage service. */
export function errorXml(code: string, message: string): string {
  return DECLARATION + element("Error", element("Code", code) + element("Message", escapeHtml(message)));
}

/** One page of a list of blobs. */
export interface BlobPage {
  readonly blobs: readonly (readonly [string, Blob])[];
  /** The virtual folders, if the list has a delimiter. */
  readonly prefixes: readonly string[];
  /** Names of blobs that have blocks, but were never committed. */
  readonly uncommitted: readonly string[];
  readonly next: string;
}

/** @param url that of the container */
export function listXml(url: string, prefix: string, { blobs, prefixes, uncommitted, next }: BlobPage): string {
  const items = [
    ...prefixes.map((name) => element("BlobPrefix", element("Name", escapeHtml(name)))),
    ...blobs.map(([name, blob]) => blobXml(name, blob)),
    ...uncommitted.map((name) =>
      element(
        "Blob",
        element("Name", escapeHtml(name)) + fields("Properties", { "Content-Length": "0", BlobType: "BlockBlob" }),
      ),
    ),
  ].join("");
  return `${DECLARATION}<EnumerationResults ContainerName="${escapeHtml(url)}">${element("Prefix", escapeHtml(prefix))}${element("Blobs", items)}${element("NextMarker", escapeHtml(next))}</EnumerationResults>`;
}

function blobXml(name: string, { etag, modified, size, contentType, md5, metadata }: Blob): string {
  const properties = {
    "Creation-Time": modified.toUTCString(),
    "Last-Modified": modified.toUTCString(),
    Etag: etag.replaceAll('"', ""),
    "Content-Length": String(size),
    "Content-Type": contentType,
    "Content-MD5": md5 ?? "",
    BlobType: "BlockBlob",
    LeaseStatus: "unlocked",
    LeaseState: "available",
  };
  return element(
    "Blob",
    element("Name", escapeHtml(name)) + fields("Properties", properties) + fields("Metadata", metadata),
  );
}

function fields(name: string, values: Readonly<Record<string, string>>): string {
  return element(
    name,
    Object.entries(values)
      .map(([key, value]) => element(key, escapeHtml(value)))
      .join(""),
  );
}

type Sizes = readonly (readonly [id: string, part: { readonly size: number }])[];

/** The blocks of a blob. */
export function blocksXml(committed: Sizes, uncommitted: Sizes): string {
  const list = (blocks: Sizes): string =>
    blocks
      .map(([id, { size }]) => element("Block", element("Name", escapeHtml(id)) + element("Size", String(size))))
      .join("");
  return (
    DECLARATION +
    element("BlockList", element("CommittedBlocks", list(committed)) + element("UncommittedBlocks", list(uncommitted)))
  );
}

/** The blocks in a list that a client commits. */
export function blocksIn(
  xml: string,
): { readonly id: string; readonly from: "Latest" | "Uncommitted" | "Committed" }[] {
  return [...xml.matchAll(/<(Latest|Uncommitted|Committed)>([^<]*)<\/\1>/g)].map(([, from, id = ""]) => ({
    id,
    from: from as "Latest" | "Uncommitted" | "Committed",
  }));
}

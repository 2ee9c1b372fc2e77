import type { Blob } from "./blob-store.js";

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';

/** Text of an element or attribute. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function element(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

/** An error of the storage service. */
export function errorXml(code: string, message: string): string {
  return DECLARATION + element("Error", element("Code", code) + element("Message", escaped(message)));
}

/** One page of a list of blobs. */
export interface BlobPage {
  readonly blobs: readonly (readonly [string, Blob])[];
  /** The virtual folders, if the list has a delimiter. */
  readonly prefixes: readonly string[];
  readonly next: string;
}

/** @param url that of the container */
export function listXml(url: string, prefix: string, { blobs, prefixes, next }: BlobPage): string {
  const items = [
    ...prefixes.map((name) => element("BlobPrefix", element("Name", escaped(name)))),
    ...blobs.map(([name, blob]) => blobXml(name, blob)),
  ].join("");
  return `${DECLARATION}<EnumerationResults ContainerName="${escaped(url)}">${element("Prefix", escaped(prefix))}${element("Blobs", items)}${element("NextMarker", escaped(next))}</EnumerationResults>`;
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
    element("Name", escaped(name)) + fields("Properties", properties) + fields("Metadata", metadata),
  );
}

function fields(name: string, values: Readonly<Record<string, string>>): string {
  return element(
    name,
    Object.entries(values)
      .map(([key, value]) => element(key, escaped(value)))
      .join(""),
  );
}

/** The blocks of a blob that are not committed. */
export function blocksXml(blocks: readonly (readonly [string, { readonly size: number }])[]): string {
  const list = blocks.map(([id, { size }]) =>
    element("Block", element("Name", escaped(id)) + element("Size", String(size))),
  );
  return (
    DECLARATION + element("BlockList", element("CommittedBlocks", "") + element("UncommittedBlocks", list.join("")))
  );
}

/** The ids in a list of blocks that a client commits. */
export function blockIdsIn(xml: string): string[] {
  return [...xml.matchAll(/<(Latest|Uncommitted|Committed)>([^<]*)<\/\1>/g)].map(([, , id = ""]) => id);
}

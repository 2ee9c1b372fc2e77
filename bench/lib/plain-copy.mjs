/**
 * Copies a blob through the HTTP client of a promotion, without comparing anything: the yardstick of
 * `npm run bench:promotion`, which bundles this file.
 *   plain-copy (whole|stream|blocks) SOURCE TARGET, URLs of blobs with a signature
 * `whole` is one GET and one PUT, `stream` writes what it reads in blocks of 4 MiB, `blocks` reads and writes four blocks
 * at a time.
 */
import { Azure } from "../../packages/promotion/src/azure.js";

const [way, from = "", to = ""] = process.argv.slice(2);
const BLOCK = 4 * 1024 * 1024;
const AT_ONCE = 4;
const azure = new Azure({ credential: { getToken: async () => null } });
const [source, target] = [blobAt(from), blobAt(to)];

void (way === "whole" ? whole() : way === "stream" ? stream() : blocks());

async function whole() {
  const { readableStreamBody, contentLength = 0 } = await source.download();
  await target.upload(() => /** @type {import("node:stream").Readable} */ (readableStreamBody), contentLength);
}

async function stream() {
  const { readableStreamBody } = await source.download();
  await target.uploadStream(/** @type {import("node:stream").Readable} */ (readableStreamBody), BLOCK, AT_ONCE);
}

async function blocks() {
  const { contentLength = 0 } = await source.getProperties();
  const ids = Array.from({ length: Math.ceil(contentLength / BLOCK) }, (_, index) =>
    Buffer.from(String(index).padStart(6, "0")).toString("base64"),
  );
  let next = 0;
  const copyBlocks = async () => {
    const buffer = Buffer.allocUnsafe(BLOCK);
    while (next < ids.length) {
      const index = next++;
      const bytes = Math.min(BLOCK, contentLength - index * BLOCK);
      const block = await source.downloadToBuffer(buffer, index * BLOCK, bytes, { blockSize: BLOCK, concurrency: 1 });
      await target.stageBlock(ids[index] ?? "", block.subarray(0, bytes), bytes);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, copyBlocks));
  await target.commitBlockList(ids);
}

/** @param {string} url */
function blobAt(url) {
  const { origin, pathname, search } = new URL(url);
  const [, container = "", ...name] = pathname.split("/");
  return azure.container(`${origin}/${container}${search}`).getBlockBlobClient(name.join("/"));
}

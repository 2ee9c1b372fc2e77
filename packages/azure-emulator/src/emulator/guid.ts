import { createHash } from "node:crypto";

/** A GUID derived from texts, so that equal runs have equal GUIDs. */
export function guidOf(...texts: readonly string[]): string {
  const hash = createHash("sha1").update(texts.join("\n")).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

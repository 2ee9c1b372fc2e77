import type { Tree } from "../tree.js";
import { EvaluationError, requireSize, toNumber, toText } from "./arguments.js";
import type { PureFunction } from "./text.js";

interface Block {
  readonly address: bigint;
  readonly prefix: number;
  /** Length of an address in bits: 32 or 128. */
  readonly bits: number;
}

/**
 * Functions of address blocks.
 * @see https://developer.hashicorp.com/terraform/language/functions
 */
export const NETWORK_FUNCTIONS: Readonly<Record<string, PureFunction>> = {
  cidrhost: (block, host) => {
    const { address, prefix, bits } = parseBlock(block);
    const size = 1n << BigInt(bits - prefix);
    const number = BigInt(Math.trunc(toNumber(host)));
    const offset = number < 0n ? size + number : number;
    if (offset < 0n || offset >= size) throw new EvaluationError("the block has no such host");
    return formatAddress(address + offset, bits);
  },
  cidrnetmask: (block) => {
    const { prefix, bits } = parseBlock(block);
    if (bits !== 32) throw new EvaluationError("IPv6 has no netmask");
    return formatAddress(mask(prefix, bits), bits);
  },
  cidrsubnet: (block, newbits, number) => subnet(parseBlock(block), toNumber(newbits), toNumber(number)),
  cidrsubnets: (block, ...newbits) => {
    const { address, prefix, bits } = parseBlock(block);
    requireSize(newbits.length);
    let next = address;
    return newbits.map((more) => {
      const length = prefix + toNumber(more);
      const size = 1n << BigInt(bits - checked(length, prefix, bits));
      const start = ((next + size - 1n) / size) * size;
      if (start + size > address + (1n << BigInt(bits - prefix))) throw new EvaluationError("the block is too small");
      next = start + size;
      return `${formatAddress(start, bits)}/${length}`;
    });
  },
};

function subnet({ address, prefix, bits }: Block, newbits: number, number: number): Tree {
  const length = checked(prefix + newbits, prefix, bits);
  if (!Number.isInteger(number) || number < 0 || BigInt(number) >= 1n << BigInt(newbits)) {
    throw new EvaluationError("the block has no such subnet");
  }
  return `${formatAddress(address + (BigInt(number) << BigInt(bits - length)), bits)}/${length}`;
}

function checked(length: number, prefix: number, bits: number): number {
  if (!Number.isInteger(length) || length < prefix || length > bits) throw new EvaluationError("no such prefix length");
  return length;
}

function mask(prefix: number, bits: number): bigint {
  return ((1n << BigInt(prefix)) - 1n) << BigInt(bits - prefix);
}

function parseBlock(tree: Tree | undefined): Block {
  const [text = "", length = ""] = toText(tree).split("/");
  const bits = text.includes(":") ? 128 : 32;
  const prefix = /^\d{1,3}$/.test(length) ? Number(length) : Number.NaN;
  const address = bits === 32 ? parseIpv4(text) : parseIpv6(text);
  if (address === undefined || !(prefix <= bits)) throw new EvaluationError("an address block is required");
  return { address: address & mask(prefix, bits), prefix, bits };
}

function parseIpv4(text: string): bigint | undefined {
  const parts = text.split(".");
  if (parts.length !== 4 || parts.some((part) => !/^\d{1,3}$/.test(part) || Number(part) > 255)) return undefined;
  return parts.reduce((address, part) => address * 256n + BigInt(part), 0n);
}

function parseIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const [head = [], tail = []] = groups;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array.from({ length: halves.length === 1 ? 0 : missing }, () => "0"), ...tail];
  if (all.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((address, group) => address * 65_536n + BigInt(`0x${group}`), 0n);
}

function formatAddress(address: bigint, bits: number): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n)).join(".");
  const groups = Array.from({ length: 8 }, (_, i) => Number((address >> BigInt(112 - 16 * i)) & 0xffffn));
  let best = { start: 0, length: 0 };
  for (let start = 0; start < 8; start += 1) {
    let length = 0;
    while (groups[start + length] === 0) length += 1;
    if (length > best.length) best = { start, length };
  }
  const hex = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(":");
  if (best.length < 2) return hex(groups);
  return `${hex(groups.slice(0, best.start))}::${hex(groups.slice(best.start + best.length))}`;
}

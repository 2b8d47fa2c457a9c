import type { BackflowDocument } from "../document";
import { MAX_INFLATED_BYTES, MAX_LINK_LENGTH } from "../limits";
import type { LinkProblem } from "../problems";
import { failure, type Result } from "../result";
import { COMPACT_VERSION, compactOf, documentFromCompact } from "./compact";
import { lineOfJson } from "./json";
import { parseJson, reading } from "./reader";

/**
 * Readers of every version that was ever released, by the number that opens the compact form. Each gives a document
 * of today. None is ever deleted: links are for ever.
 */
const readers = new Map([[COMPACT_VERSION, documentFromCompact]]);

/**
 * The payload of a link, `g1=<base64url(zlib(compact JSON))>`, of a document that passes `checkDocument`. One longer
 * than MAX_LINK_LENGTH does not open again: offer a file instead.
 */
export async function encodeLink(document: BackflowDocument): Promise<string> {
  const text = new Blob([withCheck(lineOfJson(compactOf(document)))]);
  const zlib = text.stream().pipeThrough(new CompressionStream("deflate"));
  return `g1=${base64UrlOf(await collect(zlib, Number.POSITIVE_INFINITY))}`;
}

/**
 * The document in a payload such as `g1=eJx…`, as `parseFragment` finds it. Never throws or rejects, whatever it is
 * given, and holds at most about MAX_INFLATED_BYTES while it inflates.
 */
export async function decodeLink(payload: string): Promise<Result<BackflowDocument, LinkProblem>> {
  const { length } = payload;
  if (length > MAX_LINK_LENGTH) {
    return failure({ kind: "link-too-long", length, limit: MAX_LINK_LENGTH });
  }
  const [, format, characters] = /^g(\d{1,9})=([A-Za-z0-9_-]+)$/.exec(payload) ?? [];
  if (format === undefined || characters === undefined) return failure({ kind: "not-a-link" });
  if (Number(format) > 1) return failure({ kind: "newer-link", version: Number(format) });
  if (format !== "1") return failure({ kind: "not-a-link" });
  let text: string;
  try {
    const inflated = await inflate(bytesOf(characters));
    if (!inflated) return failure({ kind: "inflates-too-large", limit: MAX_INFLATED_BYTES });
    text = new TextDecoder("utf-8", { fatal: true }).decode(inflated);
  } catch {
    return failure({ kind: "damaged" });
  }
  const compact = parseJson(text);
  const list: readonly unknown[] = Array.isArray(compact) ? compact : [];
  const [version] = list;
  if (typeof version !== "number") return failure({ kind: "damaged" });
  if (version > COMPACT_VERSION) return failure({ kind: "newer-link", version });
  const reader = readers.get(version);
  const isChecked = list.length > 1 && typeof list.at(-1) === "number";
  if (!reader || (isChecked && !passesCheck(text))) return failure({ kind: "damaged" });
  return reading(() => reader(isChecked ? list.slice(0, -1) : list));
}

/**
 * The text of a compact list with one number more at its end, by which the text before it can be checked. zlib's own
 * checksum, Adler-32, is two sums: it misses digits that change places in pairs, and some links with flipped bits
 * opened as another graph.
 */
export function withCheck(list: string): string {
  const body = list.slice(0, -1);
  return `${body},${checkOf(body)}]`;
}

/** A list that ends in no number was made before there was a check. */
function passesCheck(text: string): boolean {
  const end = text.lastIndexOf(",");
  const [, check] = /^(\d{1,8})\]$/.exec(text.slice(end + 1)) ?? [];
  return check !== undefined && Number(check) === checkOf(text.slice(0, end));
}

/** 24 bits of FNV-1a over the UTF-16 units. */
function checkOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place++) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash >>> 8;
}

/** Rejects where the stream is cut or its checksum (Adler-32) fails; null where it is too large. */
function inflate(zlib: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Blob([zlib]).stream().pipeThrough(new DecompressionStream("deflate"));
  return collect(bytes, MAX_INFLATED_BYTES);
}

async function collect(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = stream.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

function base64UrlOf(bytes: Uint8Array | null): string {
  let binary = "";
  for (const byte of bytes ?? []) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** Throws where the length fits no whole number of bytes. */
function bytesOf(base64Url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64Url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

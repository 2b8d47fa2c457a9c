import type { BackflowDocument } from "../document";
import { lineOfJson } from "../json";
import { MAX_INFLATED_BYTES, MAX_LINK_LENGTH } from "../limits";
import { FORMAT } from "../parts/table";
import type { LinkProblem } from "../problems";
import { parseJson } from "../reader";
import { failure, type Result } from "../result";
import { compactOf, documentFromCompact } from "./compact";
import { readingDocument } from "./document-reader";

/**
 * The payload of a link, `g<version>=<base64url(zlib(compact JSON))>`, of a document that passes `checkDocument`. The
 * version is the first that holds what the document uses: `g1` for all that the first release knew. A payload longer
 * than MAX_LINK_LENGTH does not open again: offer a file instead.
 */
export async function encodeLink(document: BackflowDocument): Promise<string> {
  const compact = compactOf(document);
  const text = new Blob([withCheck(lineOfJson(compact))]);
  const zlib = text.stream().pipeThrough(new CompressionStream("deflate"));
  return `g${compact[0]}=${base64UrlOf(await collect(zlib, Number.POSITIVE_INFINITY))}`;
}

/**
 * The document in a payload such as `g1=eJx…`, as `parseFragment` finds it. Every version that was ever released opens,
 * for ever. Never throws or rejects, whatever it is given, and holds at most about MAX_INFLATED_BYTES while it inflates.
 */
export async function decodeLink(
  payload: string,
  format = FORMAT,
): Promise<Result<BackflowDocument, LinkProblem>> {
  const { length } = payload;
  if (length > MAX_LINK_LENGTH) {
    return failure({ kind: "link-too-long", length, limit: MAX_LINK_LENGTH });
  }
  const [, digits, characters] = /^g(\d{1,9})=([A-Za-z0-9_-]+)$/.exec(payload) ?? [];
  if (digits === undefined || characters === undefined) return failure({ kind: "not-a-link" });
  const version = Number(digits);
  if (version > format.version) return failure({ kind: "newer-link", version });
  if (digits !== String(version) || version < 1) return failure({ kind: "not-a-link" });
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
  const [inside] = list;
  if (typeof inside === "number" && inside > format.version) {
    return failure({ kind: "newer-link", version: inside });
  }
  const isChecked = list.length > 1 && typeof list.at(-1) === "number";
  if (inside !== version || (isChecked && !passesCheck(text))) return failure({ kind: "damaged" });
  return readingDocument(() => documentFromCompact(isChecked ? list.slice(0, -1) : list, format));
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
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
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

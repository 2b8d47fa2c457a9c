import type { CsvProblem } from "./csv";

/** Bytes of a file: 10,000 rows of 100 columns with 20 characters each. */
export const MOST_CSV_BYTES = 20 * 1024 * 1024;

/** How files of spreadsheet programs begin: a zip (xlsx, ods, numbers) and the container of old xls files. */
const SPREADSHEET_BEGINNINGS = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
];

type Read =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: CsvProblem };

/** The text of a file of rows. One that is too large is not looked into. */
export async function readCsvFile(file: Pick<Blob, "size" | "arrayBuffer">): Promise<Read> {
  if (file.size > MOST_CSV_BYTES) {
    return { ok: false, problem: { kind: "too-large", bytes: file.size } };
  }
  const bytes = await file.arrayBuffer().catch(() => null);
  if (bytes === null) return { ok: false, problem: { kind: "unreadable" } };
  const text = csvTextOfBytes(new Uint8Array(bytes));
  const isEmpty = text.ok && text.value.trim() === "";
  return isEmpty ? { ok: false, problem: { kind: "no-rows" } } : text;
}

/**
 * The text of a file: UTF-8, UTF-16 with its mark, else Windows-1252, which spreadsheet programs write. A spreadsheet
 * file is known by its first bytes, whatever its name.
 */
export function csvTextOfBytes(bytes: Uint8Array): Read {
  const begins = (beginning: readonly number[]) =>
    beginning.every((byte, index) => bytes[index] === byte);
  if (SPREADSHEET_BEGINNINGS.some(begins)) return { ok: false, problem: { kind: "spreadsheet" } };
  const marked = begins([0xff, 0xfe]) ? "utf-16le" : begins([0xfe, 0xff]) ? "utf-16be" : null;
  if (marked) return { ok: true, value: new TextDecoder(marked).decode(bytes) };
  if (bytes.includes(0)) return { ok: false, problem: { kind: "not-text" } };
  return {
    ok: true,
    value: decoded(bytes, "utf-8") ?? new TextDecoder("windows-1252").decode(bytes),
  };
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The text in the bytes of a file: UTF-8, or UTF-16 as some editors on Windows save it. A byte order mark says which; where
 * there is none, every second byte of JSON in UTF-16 is zero, and the first two tell whether it is the first or the second.
 */
export function textOfBytes(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

function encodingOf([first, second]: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0 && second !== 0) return "utf-16be";
  return first !== 0 && second === 0 ? "utf-16le" : "utf-8";
}

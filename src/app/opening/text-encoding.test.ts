import { describe, expect, it } from "vitest";
import { textOfBytes } from "./text-encoding";

const TEXT = '{ "title": "Größe ℓᵢ" }';

function utf16(text: string, littleEndian: boolean, mark: boolean): Uint8Array {
  const units = mark ? `\ufeff${text}` : text;
  const view = new DataView(new ArrayBuffer(2 * units.length));
  for (let at = 0; at < units.length; at++) {
    view.setUint16(2 * at, units.charCodeAt(at), littleEndian);
  }
  return new Uint8Array(view.buffer);
}

describe("the text of a file", () => {
  it("is read whatever it was saved as", () => {
    const utf8 = new TextEncoder();
    expect(textOfBytes(utf8.encode(TEXT))).toBe(TEXT);
    expect(textOfBytes(utf8.encode(`\ufeff${TEXT}`))).toBe(TEXT);
    for (const littleEndian of [true, false]) {
      for (const mark of [true, false]) {
        expect(textOfBytes(utf16(TEXT, littleEndian, mark))).toBe(TEXT);
      }
    }
  });

  it("may be empty, or a letter", () => {
    expect(textOfBytes(new Uint8Array())).toBe("");
    expect(textOfBytes(Uint8Array.of(0x78))).toBe("x");
  });
});

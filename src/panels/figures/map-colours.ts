import type { MapColours } from "@/ui/plot";

/** The colours of maps in the theme of the page: zero is its paper, the signs are those of the wires. */
export function mapColours(): MapColours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => rgbOf(style.getPropertyValue(name));
  return {
    zero: read("--paper"),
    positive: read("--positive-wire"),
    negative: read("--negative-wire"),
    missing: read("--stage"),
  };
}

/** The colours of the theme are written as #rrggbb. */
function rgbOf(hex: string): readonly [number, number, number] {
  const value = Number.parseInt(hex.trim().slice(1), 16) || 0;
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

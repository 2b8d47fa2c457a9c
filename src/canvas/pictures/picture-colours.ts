import { themeChannels, themeValue, watchTheme } from "@/ui";

/** Colours of pictures, from the theme. */
export interface PictureColours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly paper: string;
  /**
   * Pixels of a map as a canvas keeps them, from −1 over 0, which is the paper, to 1 times the largest |number|: `SHADES` to
   * either side.
   */
  readonly shades: Uint32Array;
}

/** Shades of each sign. */
export const SHADES = 255;

let known: PictureColours | null = null;
let isWatching = false;

/** The colours of the present theme: the same object as long as that stays. */
export function pictureColours(): PictureColours {
  if (!isWatching) {
    isWatching = true;
    watchTheme(() => {
      known = null;
    });
  }
  known ??= {
    ink: themeValue("--ink"),
    soft: themeValue("--ink-soft"),
    line: themeValue("--line-strong"),
    paper: themeValue("--paper"),
    shades: shadesBetween(
      themeChannels("--negative-wire"),
      themeChannels("--paper"),
      themeChannels("--positive-wire"),
    ),
  };
  return known;
}

type Channels = readonly [red: number, green: number, blue: number];

function shadesBetween(negative: Channels, zero: Channels, positive: Channels): Uint32Array {
  const bytes = new Uint8ClampedArray(4 * (2 * SHADES + 1));
  for (let shade = -SHADES; shade <= SHADES; shade++) {
    const end = shade < 0 ? negative : positive;
    const share = Math.abs(shade) / SHADES;
    const offset = 4 * (shade + SHADES);
    zero.forEach((from, part) => {
      bytes[offset + part] = Math.round(from + share * ((end[part] ?? 0) - from));
    });
    bytes[offset + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

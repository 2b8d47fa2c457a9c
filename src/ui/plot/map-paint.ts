/** Numbers on a grid, row by row from the lowest y: columns × rows. */
export interface NumberMap {
  readonly columns: number;
  readonly rows: number;
  readonly values: ArrayLike<number>;
}

/** Colours that diverge from the paper of the theme, which is zero. RGB, 0 to 255. */
export interface MapColours {
  readonly zero: readonly [number, number, number];
  readonly positive: readonly [number, number, number];
  readonly negative: readonly [number, number, number];
  readonly missing: readonly [number, number, number];
}

/** Bands of colour between zero and the largest number: contours are seen where they meet. */
export const BANDS = 8;

/** The share of its colour that a number gets, in bands, −1 to 1. */
export function bandOf(value: number, largest: number): number {
  const part = Math.max(-1, Math.min(1, value / largest));
  return Math.sign(part) * (Math.min(BANDS, Math.floor(Math.abs(part) * BANDS + 0.5)) / BANDS);
}

/**
 * Paints a map over the whole of a canvas, one pixel of the picture for each number, smoothly enlarged by whoever shows
 * it. `largest` is the |number| of the fullest colour.
 */
export function paintMap(
  canvas: HTMLCanvasElement,
  map: NumberMap,
  largest: number,
  colours: MapColours,
): void {
  const { columns, rows, values } = map;
  if (canvas.width !== columns) canvas.width = columns;
  if (canvas.height !== rows) canvas.height = rows;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const picture = pen.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column] as number;
      const cell = 4 * ((rows - 1 - row) * columns + column);
      const colour = colourOf(value, largest, colours);
      for (let part = 0; part < 3; part++) picture.data[cell + part] = colour[part] as number;
      picture.data[cell + 3] = 255;
    }
  }
  pen.putImageData(picture, 0, 0);
}

/** The colour of a number. */
export function colourOf(
  value: number,
  largest: number,
  colours: MapColours,
): readonly [number, number, number] {
  if (!Number.isFinite(value)) return colours.missing;
  const share = bandOf(value, largest);
  const end = share < 0 ? colours.negative : colours.positive;
  const mix = (part: 0 | 1 | 2) =>
    Math.round(colours.zero[part] + Math.abs(share) * (end[part] - colours.zero[part]));
  return [mix(0), mix(1), mix(2)];
}

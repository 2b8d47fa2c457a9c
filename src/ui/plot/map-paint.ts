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
const BANDS = 8;

/**
 * Paints a map over the whole of a canvas, which gets so many pixels across and up: between the middles of cells numbers
 * are interpolated, so that bands have smooth edges. `largest` is the |number| of the fullest colour.
 */
export function paintMap(
  canvas: HTMLCanvasElement,
  map: NumberMap,
  largest: number,
  colours: MapColours,
  [across, up]: readonly [number, number] = [map.columns, map.rows],
): void {
  const width = Math.max(1, Math.round(across));
  const height = Math.max(1, Math.round(up));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const picture = pen.createImageData(width, height);
  const words = new Uint32Array(picture.data.buffer);
  const bands = bandColours(colours);
  const missing = wordOf(colours.missing);
  const columnsAt = placesOf(width, map.columns);
  const rowsAt = placesOf(height, map.rows);
  const { columns, values } = map;
  const scale = BANDS / largest;
  for (let row = 0; row < height; row++) {
    const below = (rowsAt.cells[row] as number) * columns;
    const above = Math.min(map.rows - 1, (rowsAt.cells[row] as number) + 1) * columns;
    const t = rowsAt.parts[row] as number;
    const out = (height - 1 - row) * width;
    for (let column = 0; column < width; column++) {
      const left = columnsAt.cells[column] as number;
      const right = left + 1 < columns ? left + 1 : left;
      const s = columnsAt.parts[column] as number;
      const value =
        (1 - t) *
          ((1 - s) * (values[below + left] as number) + s * (values[below + right] as number)) +
        t * ((1 - s) * (values[above + left] as number) + s * (values[above + right] as number));
      const band = Math.max(-BANDS, Math.min(BANDS, Math.round(value * scale)));
      words[out + column] = Number.isFinite(value) ? (bands[band + BANDS] as number) : missing;
    }
  }
  pen.putImageData(picture, 0, 0);
}

/** For each pixel the cell whose middle is before it, and how far it is on the way to the next. */
function placesOf(size: number, count: number) {
  const cells = new Int32Array(size);
  const parts = new Float64Array(size);
  for (let pixel = 0; pixel < size; pixel++) {
    const at = Math.max(0, Math.min(count - 1, ((pixel + 0.5) * count) / size - 0.5));
    cells[pixel] = Math.floor(at);
    parts[pixel] = at - Math.floor(at);
  }
  return { cells, parts };
}

/** The colours of the bands from −BANDS to BANDS. */
function bandColours(colours: MapColours): readonly number[] {
  return Array.from({ length: 2 * BANDS + 1 }, (_, band) => {
    const share = band / BANDS - 1;
    const end = share < 0 ? colours.negative : colours.positive;
    const mix = (part: 0 | 1 | 2) =>
      Math.round(colours.zero[part] + Math.abs(share) * (end[part] - colours.zero[part]));
    return wordOf([mix(0), mix(1), mix(2)]);
  });
}

/** As a canvas keeps a pixel: red, green, blue and opacity, byte by byte. */
function wordOf([red, green, blue]: readonly [number, number, number]): number {
  return new Uint32Array(new Uint8ClampedArray([red, green, blue, 255]).buffer)[0] as number;
}

import { type PictureColours, SHADES } from "./picture-colours";
import type { PictureValues } from "./picture-values";

type Numbers = NonNullable<ReturnType<PictureValues["sweep"]["valuesOf"]>>;

/** Units of a vector node that are drawn: as thin lines, or as tiles of a map. */
const MOST_LINES = 64;
const MOST_TILES = 16;

/** Draws what a node has along one number over the whole of a canvas, whose pixels are `scale` to one of the page. */
export function drawCurves(
  pen: CanvasRenderingContext2D,
  { sweep, ranges }: PictureValues,
  { numbers, stride }: Numbers,
  units: number,
  colours: PictureColours,
  scale: number,
): void {
  const { width, height } = pen.canvas;
  const { columns } = sweep;
  const shown = Math.min(units, MOST_LINES);
  const valueAt = (unit: number, point: number) => numbers[point * stride + unit] as number;
  let low = 0;
  let high = 0;
  for (let unit = 0; unit < shown; unit++) {
    for (let point = 0; point < columns; point++) {
      const value = valueAt(unit, point);
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (high === low) high = low + 1;
  const room = 4 * scale;
  const x = (point: number) => (width * point) / (columns - 1);
  const y = (value: number) => height - room - ((height - 2 * room) * (value - low)) / (high - low);
  pen.clearRect(0, 0, width, height);
  pen.lineWidth = scale;
  pen.strokeStyle = colours.line;
  pen.beginPath();
  pen.moveTo(0, y(0));
  pen.lineTo(width, y(0));
  pen.stroke();
  pen.strokeStyle = colours.soft;
  pen.lineJoin = "round";
  pen.lineWidth = (units > 1 ? 1 : 1.75) * scale;
  for (let unit = 0; unit < shown; unit++) {
    pen.beginPath();
    let isOpen = false;
    for (let point = 0; point < columns; point++) {
      const value = valueAt(unit, point);
      if (!Number.isFinite(value)) {
        isOpen = false;
        continue;
      }
      if (isOpen) pen.lineTo(x(point), y(value));
      else pen.moveTo(x(point), y(value));
      isOpen = true;
    }
    pen.stroke();
  }
  const [lo, hi] = ranges[0] ?? [0, 1];
  const at = (((sweep.present[0] ?? Number.NaN) - lo) / (hi - lo)) * (columns - 1);
  if (!(at >= 0 && at <= columns - 1)) return;
  pen.fillStyle = colours.ink;
  for (let unit = 0; unit < Math.min(shown, MOST_TILES); unit++) {
    const before = Math.min(columns - 2, Math.floor(at));
    const part = at - before;
    const value = (1 - part) * valueAt(unit, before) + part * valueAt(unit, before + 1);
    if (Number.isFinite(value)) dot(pen, x(at), y(value), (units > 1 ? 2.5 : 3.5) * scale);
  }
}

function dot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

/**
 * Draws the map of a node of one unit over the whole of a canvas, one pixel a point: the browser makes it as large as the
 * picture. That is a thirtieth of the pixels that would be drawn, and sent to the screen, at each change of a dragged number.
 */
export function drawMap(
  pen: CanvasRenderingContext2D,
  { sweep }: PictureValues,
  numbers: Numbers,
  colours: PictureColours,
): void {
  const { columns, rows } = sweep;
  if (pen.canvas.width !== columns) pen.canvas.width = columns;
  if (pen.canvas.height !== rows) pen.canvas.height = rows;
  pen.putImageData(imageOf(pen, sweep, numbers, 0, colours), 0, 0);
}

/** Maps of the units of a node stand as tiles in a square; each has the colours of its own largest |value|. */
export function drawTiles(
  pen: CanvasRenderingContext2D,
  { sweep }: PictureValues,
  numbers: Numbers,
  units: number,
  colours: PictureColours,
  scale: number,
): void {
  const { width, height } = pen.canvas;
  const shown = Math.min(units, MOST_TILES);
  const across = Math.ceil(Math.sqrt(shown));
  const up = Math.ceil(shown / across);
  pen.clearRect(0, 0, width, height);
  pen.imageSmoothingEnabled = true;
  tile ??= document.createElement("canvas");
  if (tile.width !== sweep.columns) tile.width = sweep.columns;
  if (tile.height !== sweep.rows) tile.height = sweep.rows;
  const tilePen = tile.getContext("2d");
  for (let unit = 0; unit < shown; unit++) {
    const left = Math.round(((unit % across) * width) / across);
    const top = Math.round((Math.floor(unit / across) * height) / up);
    tilePen?.putImageData(imageOf(tilePen, sweep, numbers, unit, colours), 0, 0);
    pen.drawImage(tile, left, top, width / across - scale, height / up - scale);
  }
}

/** What every tile is painted on first, and what every map is made in: none is kept. */
let tile: HTMLCanvasElement | null = null;
let image: ImageData | null = null;

/** One unit in colours from negative over the paper of the theme, which is 0, to positive. What is not finite is left out. */
function imageOf(
  pen: CanvasRenderingContext2D,
  { columns, rows }: PictureValues["sweep"],
  { numbers, stride }: Numbers,
  unit: number,
  { shades }: PictureColours,
): ImageData {
  if (image?.width !== columns || image.height !== rows) image = pen.createImageData(columns, rows);
  const words = new Uint32Array(image.data.buffer);
  const points = columns * rows;
  let largest = 0;
  for (let point = 0; point < points; point++) {
    const size = Math.abs(numbers[point * stride + unit] as number);
    if (size > largest && size < Number.POSITIVE_INFINITY) largest = size;
  }
  const scale = largest > 0 ? SHADES / largest : 0;
  let point = 0;
  for (let row = rows - 1; row >= 0; row--) {
    for (let word = row * columns; word < (row + 1) * columns; word++) {
      const value = numbers[point++ * stride + unit] as number;
      words[word] = Number.isFinite(value)
        ? (shades[Math.round(value * scale) + SHADES] as number)
        : 0;
    }
  }
  return image;
}

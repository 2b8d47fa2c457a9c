import type { PictureValues } from "./picture-values";

/** Colours of pictures, from the theme. */
export interface PictureColours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  /** Red, green and blue of what pixels are mixed from, each from 0 to 255. */
  readonly paper: readonly [number, number, number];
  readonly positive: readonly [number, number, number];
  readonly negative: readonly [number, number, number];
}

/** Units of a vector node that are drawn: as thin lines, or as tiles of a map. */
const MOST_LINES = 64;
const MOST_TILES = 16;

/** Draws a node's picture over the whole of a canvas, whose pixels are `scale` to one of the page. */
export function drawPicture(
  canvas: HTMLCanvasElement,
  values: PictureValues,
  node: number,
  units: number,
  colours: PictureColours,
  scale: number,
): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  if (values.ranges.length > 1) drawMap(pen, values, node, units, colours, scale);
  else drawCurves(pen, values, node, units, colours, scale);
}

function drawCurves(
  pen: CanvasRenderingContext2D,
  { sweep, ranges }: PictureValues,
  node: number,
  units: number,
  colours: PictureColours,
  scale: number,
): void {
  const { width, height } = pen.canvas;
  const shown = Math.min(units, MOST_LINES);
  let low = 0;
  let high = 0;
  for (let unit = 0; unit < shown; unit++) {
    for (let point = 0; point < sweep.columns; point++) {
      const value = sweep.valueAt(node, unit, point);
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (high === low) high = low + 1;
  const room = 4 * scale;
  const x = (point: number) => (width * point) / (sweep.columns - 1);
  const y = (value: number) => height - room - ((height - 2 * room) * (value - low)) / (high - low);
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
    for (let point = 0; point < sweep.columns; point++) {
      const value = sweep.valueAt(node, unit, point);
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
  const at = (((sweep.present[0] ?? Number.NaN) - lo) / (hi - lo)) * (sweep.columns - 1);
  if (!(at >= 0 && at <= sweep.columns - 1)) return;
  pen.fillStyle = colours.ink;
  for (let unit = 0; unit < Math.min(shown, MOST_TILES); unit++) {
    const before = Math.min(sweep.columns - 2, Math.floor(at));
    const part = at - before;
    const value =
      (1 - part) * sweep.valueAt(node, unit, before) + part * sweep.valueAt(node, unit, before + 1);
    if (Number.isFinite(value)) dot(pen, x(at), y(value), (units > 1 ? 2.5 : 3.5) * scale);
  }
}

/** Tiles of a node of several units stand in a square; each tile has the colours of its own largest |value|. */
function drawMap(
  pen: CanvasRenderingContext2D,
  { sweep, ranges }: PictureValues,
  node: number,
  units: number,
  colours: PictureColours,
  scale: number,
): void {
  const { width, height } = pen.canvas;
  const shown = Math.min(units, MOST_TILES);
  const across = Math.ceil(Math.sqrt(shown));
  const up = Math.ceil(shown / across);
  const gap = shown > 1 ? scale : 0;
  for (let unit = 0; unit < shown; unit++) {
    const left = Math.round(((unit % across) * width) / across);
    const top = Math.round((Math.floor(unit / across) * height) / up);
    const tile = tileOf(sweep, node, unit, colours);
    if (!tile) continue;
    pen.imageSmoothingEnabled = true;
    pen.drawImage(tile, left, top, width / across - gap, height / up - gap);
  }
  const [x = Number.NaN, y = Number.NaN] = sweep.present.map((value, place) => {
    const [lo, hi] = ranges[place] ?? [0, 1];
    return (value - lo) / (hi - lo);
  });
  if (shown > 1 || !(x >= 0 && x <= 1 && y >= 0 && y <= 1)) return;
  pen.fillStyle = `rgb(${colours.paper.join(" ")})`;
  dot(pen, x * width, (1 - y) * height, 4.5 * scale);
  pen.fillStyle = colours.ink;
  dot(pen, x * width, (1 - y) * height, 3.25 * scale);
}

function dot(pen: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

let scratch: HTMLCanvasElement | null = null;

/** One unit in colours from negative over the paper of the theme, which is 0, to positive. */
function tileOf(
  sweep: PictureValues["sweep"],
  node: number,
  unit: number,
  colours: PictureColours,
): HTMLCanvasElement | null {
  const { columns, rows } = sweep;
  scratch ??= document.createElement("canvas");
  scratch.width = columns;
  scratch.height = rows;
  const pen = scratch.getContext("2d");
  if (!pen) return null;
  let largest = 0;
  for (let point = 0; point < columns * rows; point++) {
    const size = Math.abs(sweep.valueAt(node, unit, point));
    if (Number.isFinite(size) && size > largest) largest = size;
  }
  const picture = pen.createImageData(columns, rows);
  const { paper: zero, positive, negative } = colours;
  for (let point = 0; point < columns * rows; point++) {
    const value = sweep.valueAt(node, unit, point);
    const share = largest > 0 && Number.isFinite(value) ? value / largest : 0;
    const end = share < 0 ? negative : positive;
    const place = 4 * ((rows - 1 - Math.floor(point / columns)) * columns + (point % columns));
    for (let part = 0; part < 3; part++) {
      const from = zero[part] ?? 0;
      picture.data[place + part] = Math.round(from + Math.abs(share) * ((end[part] ?? 0) - from));
    }
    picture.data[place + 3] = Number.isFinite(value) ? 255 : 0;
  }
  pen.putImageData(picture, 0, 0);
  return scratch;
}

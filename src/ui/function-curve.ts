/** Size of the little picture of a function in a node, in pixels. */
export const CURVE_WIDTH = 92;
export const CURVE_HEIGHT = 40;
const POINTS = 41;
/** Half the length of the tangent that is drawn. */
const TANGENT = 12;

/** A function's picture: its path, and the maps from numbers to pixels. */
export interface Curve {
  readonly path: string;
  readonly axisY: number | null;
  readonly toX: (x: number) => number;
  readonly toY: (y: number) => number;
  /** Pixels for one unit of x and of y. */
  readonly scaleX: number;
  readonly scaleY: number;
}

/** Samples a function over an interval; undefined parts are left out. */
export function curveOf(value: (x: number) => number, from: number, to: number): Curve {
  const xs = Array.from({ length: POINTS }, (_, i) => from + ((to - from) * i) / (POINTS - 1));
  const ys = xs.map(value);
  const finite = ys.filter(Number.isFinite);
  const [low, high] = finite.length > 0 ? [Math.min(...finite), Math.max(...finite)] : [0, 0];
  const toX = (x: number) => clamp(partOf(x, from, to, 0.5) * CURVE_WIDTH, 0, CURVE_WIDTH);
  const toY = (y: number) =>
    clamp(CURVE_HEIGHT - 3 - partOf(y, low, high, 0) * (CURVE_HEIGHT - 6), 1, CURVE_HEIGHT - 1);
  let path = "";
  let pen = false;
  xs.forEach((x, i) => {
    const y = ys[i] as number;
    if (!Number.isFinite(y)) {
      pen = false;
      return;
    }
    path += `${pen ? "L" : "M"}${toX(x).toFixed(1)} ${toY(y).toFixed(1)}`;
    pen = true;
  });
  return {
    path,
    axisY: low <= 0 && high >= 0 ? toY(0) : null,
    toX,
    toY,
    scaleX: CURVE_WIDTH / (to - from),
    scaleY: (CURVE_HEIGHT - 6) / (high - low || 1),
  };
}

/** A function that knows which part of its axis is worth a picture. */
export interface Pictured {
  /** `setting` shapes it, if it has one. */
  value(x: number, setting: number): number;
  readonly curve: readonly [from: number, to: number];
}

const curves = new WeakMap<Pictured, { readonly setting: number; readonly curve: Curve }>();

/** The picture of a function, made once for the setting that it has at present. */
export function curveOfFunction(pictured: Pictured, setting = 0): Curve {
  const known = curves.get(pictured);
  if (known?.setting === setting) return known.curve;
  const [from, to] = pictured.curve;
  const curve = curveOf((x) => pictured.value(x, setting), from, to);
  curves.set(pictured, { setting, curve });
  return curve;
}

/** The tangent at a point as an SVG path, as steep as the picture is scaled; "" where that is beyond what can be drawn. */
export function tangentPath(curve: Curve, x: number, y: number, slope: number): string {
  const px = curve.toX(x);
  const py = curve.toY(y);
  const dx = curve.scaleX;
  const dy = -slope * curve.scaleY;
  const length = Math.hypot(dx, dy) || 1;
  if (!Number.isFinite(length)) return "";
  const ux = (dx / length) * TANGENT;
  const uy = (dy / length) * TANGENT;
  return `M${(px - ux).toFixed(1)} ${(py - uy).toFixed(1)}L${(px + ux).toFixed(1)} ${(py + uy).toFixed(1)}`;
}

/** How far a number lies between two others, 0 to 1 and beyond; `same` where these are one. Halves do not overflow. */
function partOf(value: number, low: number, high: number, same: number): number {
  const span = high / 2 - low / 2;
  return span > 0 ? (value / 2 - low / 2) / span : same;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

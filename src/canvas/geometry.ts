import type { Position, Side } from "@/graph";

/** Beside a steep wire the room is on the side that it leaves free; a detour runs close below a row of nodes. */
export type LabelSide =
  | "above"
  | "below"
  | "right"
  | "upper-right"
  | "lower-right"
  | "upper-left"
  | "lower-left";

/** How one wire runs. */
export interface WireCurve {
  /** SVG path from source to target. */
  readonly path: string;
  /** Where its label and its chevron stand. */
  readonly middle: Position;
  /** Where a label there has room. */
  readonly labelSide: LabelSide;
  /** Direction at the middle, from source to target, in degrees. */
  readonly angle: number;
  /** About as long as the path, in canvas units. */
  readonly length: number;
}

const DIRECTIONS: Record<Side, Position> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  top: { x: 0, y: -1 },
  bottom: { x: 0, y: 1 },
};

const SHORTEST_HANDLE = 28;
const LONGEST_HANDLE = 220;
/** How far a wire that turns back runs out of a node before it turns, and how round its corners are. */
const STUB = 26;
const CORNER = 12;
/** How far from the middle of the source a detour runs: just out of its row. */
const DETOUR_DROP = 122;

/**
 * The way of a wire: a cubic Bézier curve, or, where the target lies behind the source, a detour through the gap. Its
 * label stands at the part `at` of a curve, from 0 at the source to 1 at the target.
 */
export function wireCurve(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
  at = 0.5,
): WireCurve {
  const turnsBack = sourceSide === "right" && targetSide === "left" && target.x < source.x + STUB;
  return turnsBack && Math.abs(target.y - source.y) > 4 * CORNER
    ? detour(source, target)
    : bezier(source, sourceSide, target, targetSide, at);
}

/** Out to the right, along the middle between the rows, and in from the left. */
function detour(source: Position, target: Position): WireCurve {
  const down = target.y > source.y ? 1 : -1;
  const out = source.x + STUB;
  const back = target.x - STUB;
  const drop = Math.min(DETOUR_DROP, Math.abs(target.y - source.y) / 2);
  const middle = { x: (source.x + target.x) / 2, y: source.y + down * drop };
  const c = CORNER;
  const path = [
    `M${source.x} ${source.y}`,
    `H${out - c}`,
    `Q${out} ${source.y} ${out} ${source.y + down * c}`,
    `V${middle.y - down * c}`,
    `Q${out} ${middle.y} ${out - c} ${middle.y}`,
    `H${back + c}`,
    `Q${back} ${middle.y} ${back} ${middle.y + down * c}`,
    `V${target.y - down * c}`,
    `Q${back} ${target.y} ${back + c} ${target.y}`,
    `H${target.x}`,
  ].join(" ");
  const length = out - back + 2 * STUB + Math.abs(target.y - source.y);
  return { path, middle, labelSide: "below", angle: 180, length };
}

/** A cubic Bézier curve that leaves and arrives at right angles to the sides. */
function bezier(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
  at: number,
): WireCurve {
  const distance = Math.hypot(target.x - source.x, target.y - source.y);
  const shortest = Math.min(SHORTEST_HANDLE, distance / 2);
  const handle = Math.min(LONGEST_HANDLE, Math.max(shortest, distance * 0.4));
  const first = along(source, sourceSide, handle);
  const second = along(target, targetSide, handle);
  const middle = {
    x: cubic(source.x, first.x, second.x, target.x, at),
    y: cubic(source.y, first.y, second.y, target.y, at),
  };
  const slope = {
    x: cubicSlope(source.x, first.x, second.x, target.x, at),
    y: cubicSlope(source.y, first.y, second.y, target.y, at),
  };
  const points = [source, first, second, target].map(({ x, y }) => `${round(x)} ${round(y)}`);
  const [start, ...bends] = points;
  const polygon =
    Math.hypot(first.x - source.x, first.y - source.y) +
    Math.hypot(second.x - first.x, second.y - first.y) +
    Math.hypot(target.x - second.x, target.y - second.y);
  const steep = Math.abs(slope.y) > Math.abs(slope.x) * 0.6;
  return {
    path: `M${start} C${bends.join(", ")}`,
    middle,
    labelSide: steep ? steepSide(slope, at) : "above",
    angle: (Math.atan2(slope.y, slope.x) * 180) / Math.PI,
    length: (distance + polygon) / 2,
  };
}

function along(point: Position, side: Side, distance: number): Position {
  const direction = DIRECTIONS[side];
  return { x: point.x + direction.x * distance, y: point.y + direction.y * distance };
}

function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}

/** Early on its way a steep wire leaves the right side free; late, where it nears its target, the left. */
function steepSide(slope: Position, at: number): LabelSide {
  if (Math.abs(slope.x) < 1e-9) return "right";
  if (at > 0.5) return slope.y > 0 ? "lower-left" : "upper-left";
  return slope.y > 0 ? "upper-right" : "lower-right";
}

function cubic(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

function cubicSlope(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return 3 * (s * s * (b - a) + 2 * s * t * (c - b) + t * t * (d - c));
}

import type { Position } from "@/graph";
import type { Side } from "./node-size";

/** On which side of its place a label lies; `wire.module.css` puts it there. */
export type LabelSide =
  | "above"
  | "below"
  | "right"
  | "upper-right"
  | "lower-right"
  | "upper-left"
  | "lower-left";

/**
 * Where a wire runs alone, so that its label can be told from those of other wires: near its target where its source has
 * more wires, near its source where its target has. Where both have, the first and the last input of a node have room
 * above and below them.
 */
export type Alone =
  | "anywhere"
  | "near-source"
  | "near-target"
  | "at-first-input"
  | "at-last-input"
  | "nowhere";

/** How one wire runs. */
export interface WireCurve {
  /** SVG path from source to target. */
  readonly path: string;
  /** Where its chevron stands. */
  readonly middle: Position;
  /** Direction there, from source to target, in degrees. */
  readonly angle: number;
  /** Where its label stands, and on which side of that place. */
  readonly label: Position;
  readonly labelSide: LabelSide;
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
/** With handles of three times the room, a wire between two columns would touch the nodes. */
const WIDEST_SWING = 2;
/** How far a wire that turns back runs out of a node before it turns, and how round its corners are. */
export const STUB = 26;
const CORNER = 12;
/** How far from the middle of the source a detour runs: just out of its row. */
const DETOUR_DROP = 122;

/** Part of the way at which a wire that runs alone there has its label. */
const LABEL_AT: Record<Alone, number> = {
  anywhere: 0.5,
  "near-source": 0.3,
  "near-target": 0.7,
  "at-first-input": 0.75,
  "at-last-input": 0.75,
  nowhere: 0.38,
};

/** What a label of a number takes at most, and how far from its place it begins: as in `wire.module.css`. */
export const LABEL = { width: 66, height: 66, above: 9, beside: 13, corner: 4 };
/** From a detour to the middle of the row below it, so that a label has room between the two: it keeps off half a node. */
const ROOM_BELOW = LABEL.above + LABEL.height + 82;
/** From a wire down to the foot of a label that lies over it. */
const ON_WIRE = LABEL.above + LABEL.height / 3;

/** The way of a wire: a cubic Bézier curve, or, where the target lies behind the source, a detour through the gap. */
export function wireCurve(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
  alone: Alone = "anywhere",
): WireCurve {
  return isDetour(source, sourceSide, target, targetSide)
    ? detour(source, target)
    : bezier(source, sourceSide, target, targetSide, alone);
}

/** The place on a wire at a part of its way, from 0 to 1; of a detour, on its long way back. */
export function pointOnWire(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
  part: number,
): Position {
  if (!isDetour(source, sourceSide, target, targetSide)) {
    return pointOnCurve(curvePoints(source, sourceSide, target, targetSide), part);
  }
  const { middle } = detour(source, target);
  return { x: source.x + (target.x - source.x) * part, y: middle.y };
}

/** So many places of a curve are near enough to each other to tell what it passes. */
const PLACES_OF_CURVE = 16;

/** Places along a wire, from its source to its target: of a detour its corners, else places on the curve. */
export function placesAlong(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
): readonly Position[] {
  if (isDetour(source, sourceSide, target, targetSide)) {
    const { y } = detour(source, target).middle;
    const [out, back] = [source.x + STUB, target.x - STUB];
    const corners = [
      { x: out, y: source.y },
      { x: out, y },
      { x: back, y },
      { x: back, y: target.y },
    ];
    return [source, ...corners, target];
  }
  const curve = curvePoints(source, sourceSide, target, targetSide);
  return Array.from({ length: PLACES_OF_CURVE + 1 }, (_, place) =>
    pointOnCurve(curve, place / PLACES_OF_CURVE),
  );
}

/**
 * Where a wire that turns back runs down, or up, right of its source: on the middle of that way and at its corner. Beyond them
 * stands nothing where the source is the last of its row. None of a wire that does not turn back.
 */
export function placesBesideTurn(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
): readonly Position[] {
  if (!isDetour(source, sourceSide, target, targetSide)) return [];
  const { y } = detour(source, target).middle;
  const x = source.x + STUB;
  return [
    { x, y: (source.y + y) / 2 },
    { x, y },
  ];
}

function isDetour(source: Position, from: Side, target: Position, to: Side): boolean {
  const turnsBack = from === "right" && to === "left" && target.x < source.x + STUB;
  return turnsBack && Math.abs(target.y - source.y) > 4 * CORNER;
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
  const hasRoomBelow = Math.abs(target.y - source.y) - drop >= ROOM_BELOW;
  return {
    path,
    middle,
    angle: 180,
    ...(hasRoomBelow
      ? { label: middle, labelSide: "below" }
      : { label: { x: out, y: (source.y + middle.y) / 2 }, labelSide: "right" }),
    length,
  };
}

/** The four points of the cubic Bézier curve that leaves and arrives at right angles to the sides. */
export function curvePoints(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
): readonly [Position, Position, Position, Position] {
  const handle = handleOf(source, target, distanceBetween(source, target));
  return [source, along(source, sourceSide, handle), along(target, targetSide, handle), target];
}

/** The place on a cubic Bézier curve at a part of its way, from 0 to 1. */
export function pointOnCurve(
  [a, b, c, d]: readonly [Position, Position, Position, Position],
  part: number,
): Position {
  return { x: cubic(a.x, b.x, c.x, d.x, part), y: cubic(a.y, b.y, c.y, d.y, part) };
}

/** A curve, and the label that fits it. */
function bezier(
  source: Position,
  sourceSide: Side,
  target: Position,
  targetSide: Side,
  alone: Alone,
): WireCurve {
  const curve = curvePoints(source, sourceSide, target, targetSide);
  const [, first, second] = curve;
  const at = LABEL_AT[alone];
  const middle = pointOnCurve(curve, at);
  const slope = {
    x: cubicSlope(source.x, first.x, second.x, target.x, at),
    y: cubicSlope(source.y, first.y, second.y, target.y, at),
  };
  const [start, ...bends] = curve.map(({ x, y }) => `${round(x)} ${round(y)}`);
  const distance = distanceBetween(source, target);
  const polygon =
    distanceBetween(source, first) +
    distanceBetween(first, second) +
    distanceBetween(second, target);
  return {
    path: `M${start} C${bends.join(", ")}`,
    middle,
    angle: (Math.atan2(slope.y, slope.x) * 180) / Math.PI,
    ...(sourceSide === "right" && targetSide === "left"
      ? labelAcross(source, target, alone, middle, slope)
      : labelUpright(middle, slope)),
    length: (distance + polygon) / 2,
  };
}

/**
 * How far a wire runs straight out of a node, about. Between two columns it swings no further than it has room: it would
 * run through the nodes on either side.
 */
function handleOf(source: Position, target: Position, distance: number): number {
  const shortest = Math.min(SHORTEST_HANDLE, distance / 2);
  const handle = Math.min(LONGEST_HANDLE, Math.max(shortest, distance * 0.4));
  const room = target.x - source.x;
  return room < STUB ? handle : Math.min(handle, room * WIDEST_SWING);
}

/** The label of a wire from column to column: it keeps to the room between them, as nodes cover labels. */
function labelAcross(
  source: Position,
  target: Position,
  alone: Alone,
  middle: Position,
  slope: Position,
): Pick<WireCurve, "label" | "labelSide"> {
  const rise = target.y - source.y;
  const half = Math.min(LABEL.width, target.x - source.x) / 2;
  if (alone === "at-first-input" || alone === "at-last-input") {
    const labelSide = alone === "at-first-input" ? "above" : "below";
    return { label: { x: target.x - half, y: target.y }, labelSide };
  }
  if (!isSteep(slope)) {
    const x = Math.min(target.x - half, Math.max(source.x + half, middle.x));
    const lift = (Math.abs(slope.y / slope.x) * LABEL.width) / 3;
    return { label: { x, y: middle.y - lift }, labelSide: "above" };
  }
  const side = steepSide(slope, LABEL_AT[alone]);
  const outer = middle.x + (side.endsWith("right") ? 1 : -1) * (LABEL.beside + LABEL.width);
  if (outer >= source.x && outer <= target.x) return { label: middle, labelSide: side };
  const between = { x: (source.x + target.x) / 2, y: middle.y };
  switch (alone) {
    case "near-target":
      return { label: { ...between, y: target.y }, labelSide: rise > 0 ? "below" : "above" };
    case "near-source":
      return { label: { ...between, y: source.y }, labelSide: rise > 0 ? "above" : "below" };
    case "anywhere":
      return { label: { ...between, y: Math.min(source.y, target.y) }, labelSide: "above" };
    case "nowhere":
      return { label: { ...between, y: middle.y + ON_WIRE }, labelSide: "above" };
  }
}

/** The label of a wire from one row to the next. */
function labelUpright(middle: Position, slope: Position): Pick<WireCurve, "label" | "labelSide"> {
  return { label: middle, labelSide: isSteep(slope) ? "right" : "above" };
}

function isSteep(slope: Position): boolean {
  return Math.abs(slope.y) > Math.abs(slope.x) * 0.6;
}

function along(point: Position, side: Side, distance: number): Position {
  const direction = DIRECTIONS[side];
  return { x: point.x + direction.x * distance, y: point.y + direction.y * distance };
}

function distanceBetween(a: Position, b: Position): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function round(coordinate: number): number {
  return Math.round(coordinate * 100) / 100;
}

/** Early on its way a steep wire leaves the right side free; late, where it nears its target, the left. */
function steepSide(slope: Position, at: number): LabelSide {
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

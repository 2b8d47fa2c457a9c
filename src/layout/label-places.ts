import type { Position, WireIndex } from "@/graph";
import type { Bounds } from "./bounds";
import { BoundsIndex, overlapOf } from "./bounds-index";
import type { Side } from "./node-size";
import {
  type Alone,
  LABEL,
  type LabelSide,
  placesAlong,
  placesBesideTurn,
  pointOnWire,
  type WireCurve,
  wireCurve,
} from "./wire-curve";

/** A wire whose label wants a place. */
export interface LabelledWire {
  readonly source: Position;
  readonly sourceSide: Side;
  readonly target: Position;
  readonly targetSide: Side;
  readonly alone: Alone;
  /** What its label takes at most, in canvas units. */
  readonly height: number;
}

/** Where a label stands, and on which side of that place. */
export type LabelPlace = Pick<WireCurve, "label" | "labelSide">;

/** Below a node stand words of its health; canvas units. */
const WORDS = 24;
/** Parts of the way that are tried, the middle first. */
const PARTS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9];
const SIDES: readonly LabelSide[] = [
  "above",
  "below",
  "upper-right",
  "lower-right",
  "upper-left",
  "lower-left",
];
/** A label is moved clear of so many nodes at most, one after another. */
const MOST_LIFTS = 4;
/** Further from its wire a label would not be taken for that of this wire; canvas units. */
const LONGEST_LIFT = 150;
/** Less, in canvas units squared, is not seen. */
const ROUNDING = 1;

/** What a label at a place covers, by the rules of `wire.module.css`. */
export function labelBox(
  { label: { x, y }, labelSide }: LabelPlace,
  height: number,
  width = LABEL.width,
): Bounds {
  const left = labelSide.endsWith("right")
    ? x + LABEL.beside
    : labelSide.endsWith("left")
      ? x - LABEL.beside - width
      : x - width / 2;
  const top = TOPS[labelSide](y, height);
  return { left, top, right: left + width, bottom: top + height };
}

const TOPS: Record<LabelSide, (y: number, height: number) => number> = {
  above: (y, height) => y - LABEL.above - height,
  below: (y) => y + LABEL.above,
  right: (y, height) => y - height / 2,
  "upper-right": (y, height) => y - LABEL.corner - height,
  "upper-left": (y, height) => y - LABEL.corner - height,
  "lower-right": (y) => y + LABEL.corner,
  "lower-left": (y) => y + LABEL.corner,
};

/**
 * Places for the labels of all wires, in their order. A label stands where its curve says, as long as it covers no node
 * there and no other label; else at the first of its choices that is free, or where it covers least: elsewhere along its
 * wire, on another side, above or below the nodes in its way. Of free places one that no other wire passes is better: there
 * it would be read as what belongs to that wire.
 */
export function labelPlaces(
  wires: readonly LabelledWire[],
  nodes: readonly Bounds[],
): readonly LabelPlace[] {
  const places = wires.map(
    ({ source, sourceSide, target, targetSide, alone }): LabelPlace =>
      wireCurve(source, sourceSide, target, targetSide, alone),
  );
  const bodies = new BoundsIndex(nodes);
  const labels = new BoundsIndex();
  const crowded: { readonly wire: WireIndex; readonly labelled: LabelledWire }[] = [];
  for (const [wire, labelled] of wires.entries()) {
    const place = places[wire];
    if (!place) continue;
    const box = labelBox(place, labelled.height);
    if (bodies.covered(box) + labels.covered(box) > ROUNDING) crowded.push({ wire, labelled });
    else labels.add(box);
  }
  if (crowded.length === 0) return places;
  const withWords = new BoundsIndex(
    nodes.map((node) => ({ ...node, bottom: node.bottom + WORDS })),
  );
  const whole = boundsAround(nodes);
  const ways = wires.map(wayOf);
  for (const { wire, labelled } of crowded) {
    let best = places[wire];
    const others = ways.filter((_, other) => other !== wire);
    let least: Fault = { covered: Infinity, passing: Infinity, outside: Infinity };
    for (const place of labelChoices(labelled, withWords)) {
      const box = labelBox(place, labelled.height);
      const covered = 2 * bodies.covered(box) + withWords.covered(box) + labels.covered(box);
      // A fitted view ends where the nodes do.
      const outside = whole ? LABEL.width * labelled.height - overlapOf(box, whole) : 0;
      const passing = others.filter((way) => passes(way, box)).length;
      const fault = { covered, passing, outside };
      if (!isLess(fault, least)) continue;
      best = place;
      least = fault;
      if (covered <= ROUNDING && passing === 0 && outside <= ROUNDING) break;
    }
    if (!best) continue;
    places[wire] = best;
    labels.add(labelBox(best, labelled.height));
  }
  return places;
}

/** What is wrong with a place for a label, the worst first. */
interface Fault {
  /** How much of nodes and other labels it would cover, canvas units squared. */
  readonly covered: number;
  /** How many other wires pass there. */
  readonly passing: number;
  /** How much of it a view that is fitted to the nodes would cut off, canvas units squared. */
  readonly outside: number;
}

function isLess(one: Fault, other: Fault): boolean {
  if (!(Math.abs(one.covered - other.covered) <= ROUNDING)) return one.covered < other.covered;
  if (one.passing !== other.passing) return one.passing < other.passing;
  return one.outside < other.outside - ROUNDING;
}

/** Where a wire runs: rectangles around its parts, and one around all of them. */
interface Way {
  readonly whole: Bounds | null;
  readonly parts: readonly Bounds[];
}

function wayOf({ source, sourceSide, target, targetSide }: LabelledWire): Way {
  const places = placesAlong(source, sourceSide, target, targetSide);
  const parts = places.slice(1).map((to, index): Bounds => {
    const from = places[index] ?? to;
    // As wide as a wire is drawn.
    return {
      left: Math.min(from.x, to.x) - 1,
      top: Math.min(from.y, to.y) - 1,
      right: Math.max(from.x, to.x) + 1,
      bottom: Math.max(from.y, to.y) + 1,
    };
  });
  return { whole: boundsAround(parts), parts };
}

function passes({ whole, parts }: Way, box: Bounds): boolean {
  return (
    whole !== null && overlapOf(whole, box) > 0 && parts.some((part) => overlapOf(part, box) > 0)
  );
}

/** Where a label may stand, the nearest to its wire first; the first is where its curve says. */
export function* labelChoices(
  { source, sourceSide, target, targetSide, alone, height }: LabelledWire,
  nodes: BoundsIndex,
): Iterable<LabelPlace> {
  const first = wireCurve(source, sourceSide, target, targetSide, alone);
  yield first;
  for (const label of placesBesideTurn(source, sourceSide, target, targetSide)) {
    yield { label, labelSide: "right" };
  }
  const points = PARTS.map((part) => pointOnWire(source, sourceSide, target, targetSide, part));
  for (const label of points) for (const labelSide of SIDES) yield { label, labelSide };
  for (const label of [first.label, ...points]) {
    for (const labelSide of ["above", "below"] as const) {
      const place = lifted({ label, labelSide }, height, nodes);
      if (place) yield place;
    }
  }
}

/** A place further up, or down, clear of the nodes that a label would cover; null where that is too far from the wire. */
function lifted(place: LabelPlace, height: number, nodes: BoundsIndex): LabelPlace | null {
  const { x, y: start } = place.label;
  let y = start;
  for (let lift = 0; lift < MOST_LIFTS; lift++) {
    const box = labelBox({ label: { x, y }, labelSide: place.labelSide }, height);
    const over = nodes.find(box);
    if (!over) return { label: { x, y }, labelSide: place.labelSide };
    y += place.labelSide === "above" ? over.top - box.bottom : over.bottom - box.top;
    if (Math.abs(y - start) > LONGEST_LIFT) return null;
  }
  return null;
}

function boundsAround([first, ...others]: readonly Bounds[]): Bounds | null {
  if (!first) return null;
  return others.reduce(
    (all, { left, top, right, bottom }) => ({
      left: Math.min(all.left, left),
      top: Math.min(all.top, top),
      right: Math.max(all.right, right),
      bottom: Math.max(all.bottom, bottom),
    }),
    first,
  );
}

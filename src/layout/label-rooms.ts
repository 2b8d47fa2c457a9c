import type { Bounds } from "./bounds";
import { BoundsIndex, overlapOf } from "./bounds-index";
import { type LabelledWire, type LabelPlace, labelBox } from "./label-places";
import { LABEL } from "./wire-curve";

/** How much room a label has at its place. */
export interface LabelRoom {
  /** Canvas units. */
  readonly width: number;
  /** How much larger than usual its letters may be. */
  readonly growth: number;
}

/**
 * How much larger than usual letters are set where a graph is seen from further away: in few steps, for each restyles every
 * node. With the largest, a number takes all the room that a node has for it.
 */
export const LETTER_GROWTHS = [1, 1.08, 1.16, 1.26, 1.37, 1.48] as const;
export const MOST_GROWTH = Math.max(...LETTER_GROWTHS);

const FROM_THE_LARGEST = LETTER_GROWTHS.toReversed();
/** A thick wire, canvas units. */
const HALF_WIRE = 7;
/** More, in canvas units squared, is covered. */
const ROUNDING = 1;

/** A wire that runs straight up or down is in the way as a node is: it is thick, and a number on it could not be read. */
function uprightWire({ source, sourceSide, target }: LabelledWire): readonly Bounds[] {
  const isUpright = sourceSide === "top" || sourceSide === "bottom";
  if (!isUpright || Math.abs(source.x - target.x) > HALF_WIRE) return [];
  return [
    {
      left: source.x - HALF_WIRE,
      top: Math.min(source.y, target.y),
      right: source.x + HALF_WIRE,
      bottom: Math.max(source.y, target.y),
    },
  ];
}

/**
 * The room of all labels that have places, in their order: as much as neither nodes nor other labels take, and never less
 * than what places are found for.
 */
export function labelRooms(
  wires: readonly LabelledWire[],
  places: readonly LabelPlace[],
  nodes: readonly Bounds[],
): readonly LabelRoom[] {
  const bodies = new BoundsIndex([...nodes, ...wires.flatMap(uprightWire)]);
  const boxes = places.map((place, wire) => labelBox(place, wires[wire]?.height ?? LABEL.height));
  const labels = new BoundsIndex(boxes);
  return places.map((place, wire): LabelRoom => {
    const own = boxes[wire];
    const height = wires[wire]?.height ?? LABEL.height;
    if (!own) return { width: LABEL.width, growth: 1 };
    for (const growth of FROM_THE_LARGEST) {
      // Where columns stand close, there is still room above the number for a larger one of few digits.
      for (const widening of FROM_THE_LARGEST) {
        const width = LABEL.width * widening;
        const box = labelBox(place, height * growth, width);
        const others = labels.covered(box) - overlapOf(box, own);
        if (bodies.covered(box) > ROUNDING || others > ROUNDING) continue;
        labels.add(box);
        return { width, growth };
      }
    }
    return { width: LABEL.width, growth: 1 };
  });
}

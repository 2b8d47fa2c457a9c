import type { Unit, UnitNetwork } from "@/graph";

/** Circles of one column that are drawn; of more units the middle ones are left out. */
const MOST_CIRCLES = 10;
/** Arrows that are drawn; of more, the first circles of each column stand for the others. */
const COLUMN_STEP = 120;
const ROW_STEP = 34;
const MARGIN = 24;

/** Of a circle, in the units of the picture. */
export const RADIUS = 11;

/** One unit of a layer, and where its circle has its middle. */
export interface Circle extends Unit {
  readonly x: number;
  readonly y: number;
}

/** One layer. */
export interface CircleColumn {
  readonly circles: readonly Circle[];
  /** How many units there are, and where the dots stand for those that are not drawn; null where all are. */
  readonly units: number;
  readonly dots: { readonly x: number; readonly y: number } | null;
  readonly x: number;
}

/** A network as circles, and the arrows between neighbouring layers. */
export interface CirclePicture {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly CircleColumn[];
  readonly arrows: readonly { readonly from: Circle; readonly to: Circle }[];
}

/** Where circles and arrows stand, in pixels of the picture. */
export function circlePicture({ columns, feeds }: UnitNetwork): CirclePicture {
  const rows = Math.max(...columns.map((units) => Math.min(units.length, MOST_CIRCLES + 1)));
  const height = rows * ROW_STEP + 2 * MARGIN + ROW_STEP;
  const placed = columns.map((units, index) => placeColumn(units, index, height - ROW_STEP));
  const circleOf = new Map<string, Circle>();
  for (const { circles } of placed) {
    for (const circle of circles) circleOf.set(keyOf(circle), circle);
  }
  const drawn = (range: { column: number; start: number; count: number }): Circle[] =>
    (columns[range.column] ?? [])
      .slice(range.start, range.start + range.count)
      .flatMap((unit) => circleOf.get(keyOf(unit)) ?? []);
  const arrows = feeds.flatMap((feed) => {
    const targets = drawn(feed.to);
    return drawn(feed.from).flatMap((from) => targets.map((to) => ({ from, to })));
  });
  const width = (columns.length - 1) * COLUMN_STEP + 2 * (MARGIN + RADIUS);
  return { width, height, columns: placed, arrows };
}

function keyOf({ node, unit }: Unit): string {
  return `${node} ${unit}`;
}

function placeColumn(units: readonly Unit[], index: number, height: number): CircleColumn {
  const x = MARGIN + RADIUS + index * COLUMN_STEP;
  const isWhole = units.length <= MOST_CIRCLES;
  const half = MOST_CIRCLES / 2;
  const shown = isWhole ? units : [...units.slice(0, half), ...units.slice(-half)];
  const slots = isWhole ? shown.length : shown.length + 1;
  const top = height / 2 - ((slots - 1) * ROW_STEP) / 2;
  const circles = shown.map((unit, index) => ({
    ...unit,
    x,
    y: top + (index + (!isWhole && index >= half ? 1 : 0)) * ROW_STEP,
  }));
  return {
    circles,
    units: units.length,
    dots: isWhole ? null : { x, y: top + half * ROW_STEP },
    x,
  };
}

import type { NumberMap } from "./map-paint";
import styles from "./plot.module.css";

interface ContourMarkProps {
  readonly map: NumberMap;
  /** The number that the line follows. */
  readonly level: number;
  /** Pixels: where the map stands, its cells spread over it. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The line on which a map has a level, such as the decision line f = 0. */
export function ContourMark({ map, level, left, top, width, height }: ContourMarkProps) {
  const across = width / map.columns;
  const up = height / map.rows;
  const pixel = ([x, y]: readonly [number, number]) =>
    `${(left + (x + 0.5) * across).toFixed(1)} ${(top + height - (y + 0.5) * up).toFixed(1)}`;
  const path = contourSegments(map, level)
    .map(([from, to]) => `M${pixel(from)}L${pixel(to)}`)
    .join("");
  return <path className={styles.contour} d={path} />;
}

type Place = readonly [x: number, y: number];

/**
 * Marching squares: the segments at which linear interpolation between the middles of neighbouring cells passes a level,
 * in cells from the middle of the first. A saddle is cut by its corner of the smallest number.
 */
export function contourSegments(
  { columns, rows, values }: NumberMap,
  level: number,
): readonly (readonly [Place, Place])[] {
  const segments: (readonly [Place, Place])[] = [];
  const at = (x: number, y: number) => values[y * columns + x] as number;
  for (let y = 0; y + 1 < rows; y++) {
    for (let x = 0; x + 1 < columns; x++) {
      const corners: readonly (readonly [number, number])[] = [
        [x, y],
        [x + 1, y],
        [x + 1, y + 1],
        [x, y + 1],
      ];
      const crossings: Place[] = [];
      for (const [side, from] of corners.entries()) {
        const to = corners[(side + 1) % 4] ?? from;
        const [a, b] = [at(...from) - level, at(...to) - level];
        if (!(a < 0 !== b < 0) || !Number.isFinite(a - b)) continue;
        const part = a / (a - b);
        crossings.push([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])]);
      }
      for (let place = 0; place + 1 < crossings.length; place += 2) {
        segments.push([crossings[place] as Place, crossings[place + 1] as Place]);
      }
    }
  }
  return segments;
}

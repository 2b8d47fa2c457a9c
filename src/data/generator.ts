import type { DrawnPoint } from "./point";
import type { RandomNumbers } from "./random";

/** y = g[x] + noise, with x even between two ends. */
export interface CurveGenerator {
  readonly kind: "curve";
  readonly id: string;
  readonly title: string;
  /** What it says of one row, in LaTeX. */
  readonly latex: string;
  /** The noise of a recipe that has just chosen it. */
  readonly noise: number;
  /** `drawn` has the points of a drawn curve; the others leave it alone. */
  curve(drawn: readonly DrawnPoint[]): Curve;
}

/** y = valueAt(x), for x from `from` to `to`: what the rows are scattered about. */
export interface Curve {
  readonly from: number;
  readonly to: number;
  valueAt(x: number): number;
}

/** Points of the plane in two classes; noise moves them about. */
export interface ClassGenerator {
  readonly kind: "classes";
  readonly id: string;
  readonly title: string;
  readonly latex: string;
  readonly noise: number;
  /** A point of the class 0 or 1, without noise. */
  point(label: 0 | 1, random: RandomNumbers): readonly [x1: number, x2: number];
}

/** What rows come from: one generator, one file, one line in the table of generators. */
export type Generator = CurveGenerator | ClassGenerator;

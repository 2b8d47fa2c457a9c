/** How the two classes of a recipe are written down in the targets. */
export type ClassCoding = "0/1" | "±1" | "one-hot";

/** A point that a curve was drawn through. */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
}

export type GeneratorId =
  | "line"
  | "sine"
  | "step"
  | "polynomial"
  | "bumps"
  | "circle"
  | "two-moons"
  | "spirals"
  | "xor"
  | "drawn";

/** Everything that generated rows depend on: the same recipe gives the same rows in every browser. */
export interface Recipe {
  readonly generator: GeneratorId;
  /** The number of training rows, at least 1. */
  readonly size: number;
  /** The number of validation rows, at least 0. */
  readonly validation: number;
  /** The standard deviation of what is added to each number that the generator makes noisy; at least 0. */
  readonly noise: number;
  /** A whole number from 0 to 2³² − 1. */
  readonly seed: number;
  /** Only generators of classes look at it. */
  readonly coding: ClassCoding;
  /** The points of a drawn curve, x ascending; empty for every other generator. */
  readonly points: readonly DrawnPoint[];
}

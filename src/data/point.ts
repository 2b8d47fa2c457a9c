/** A point that a curve was drawn through. */
export interface DrawnPoint {
  readonly x: number;
  readonly y: number;
}
